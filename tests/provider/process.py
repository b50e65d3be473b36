"""An identity provider on this machine, in its own process: allauth's authorization server, which oauthlib carries.

It asks for name and password, checks client, secret, address and PKCE, and signs with RS256. `lie` in its folder names
one thing that it then says wrongly. Started by tests/provider/running.py.
"""

from __future__ import annotations

import sys
from pathlib import Path

import waitress
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

PLACE, PORT, BACK = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
CLIENT, SECRET, PASSWORD = "the desk", "a secret of two", "known to the provider alone"
PEOPLE = {"tamara": "b1946ac9-2a1f-4d36-tamara", "nobody": "77de68da-ecd8-4f30-nobody"}
"""Name there, and the identifier that the provider gives."""


def key() -> str:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    words = made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return words.decode()


def told_to(lie: str) -> bool:
    place = PLACE / "lie"
    return place.exists() and place.read_text() == lie


settings.configure(
    SECRET_KEY="of these tests",  # noqa: S106
    ROOT_URLCONF="tests.provider.process_urls",
    ALLOWED_HOSTS=["localhost", "127.0.0.1"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": PLACE / "provider.sqlite3"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    SESSION_COOKIE_NAME="provider",
    CSRF_COOKIE_NAME="provider-csrf",
    AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
    ACCOUNT_RATE_LIMITS=False,
    ACCOUNT_EMAIL_VERIFICATION="none",
    IDP_OIDC_PRIVATE_KEY=key(),
    IDP_OIDC_ADAPTER="tests.provider.process_words.SaysWhatItIsTold",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "allauth",
        "allauth.account",
        "allauth.idp.oidc",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
)


def begin() -> None:
    import django
    from django.contrib.auth.hashers import make_password
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from allauth.idp.oidc.models import Client
    from django.contrib.auth.models import User

    for name in PEOPLE:
        User.objects.create_user(name, f"{name}@example.org", PASSWORD)
    ours = Client(id=CLIENT, name="The desk", secret=make_password(SECRET), skip_consent=True)
    ours.set_redirect_uris([BACK])
    ours.save()


if __name__ == "__main__":
    sys.modules["tests.provider.process"] = sys.modules["__main__"]  # its words ask the same module
    begin()
    from django.core.wsgi import get_wsgi_application

    waitress.serve(get_wsgi_application(), host="127.0.0.1", port=PORT, threads=2, ident=None)
