"""The staff door: every room, for people who log in."""

from __future__ import annotations

import datetime as dt
import os

from graftwatch.desk.access.provider.named import identity_provider
from graftwatch.site.settings.base import *  # noqa: F403
from graftwatch.site.settings.both import SITE

ROOT_URLCONF = "graftwatch.site.urls_desk"

# Behind a proxy with TLS an authority names its hosts here; without, only this machine is answered.
PUBLISHED_AS = [host for host in os.environ.get("GRAFTWATCH_HOSTS", "").split(",") if host]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *PUBLISHED_AS]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in PUBLISHED_AS]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(PUBLISHED_AS)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PUBLISHED_AS else None
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
# The browser keeps a cookie named so only for this host, this path and TLS: no neighbour can set or read it.
if PUBLISHED_AS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    LANGUAGE_COOKIE_NAME, LANGUAGE_COOKIE_SECURE = "__Host-language", True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    # Only where every host below these names answers over TLS, too: browsers hold to it for a year.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = os.environ.get("GRAFTWATCH_HSTS_SUBDOMAINS") == "1"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_ENDS_IDLE_AFTER = 15 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "graftwatch.site.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "graftwatch.site.log_in_rules.SessionsEnd",
    "graftwatch.site.middleware.WhoIsLooking",
    "graftwatch.desk.audit.refusals.WritesDownRefusals",
    "graftwatch.site.log_in_rules.SetsUpFirst",
    "graftwatch.site.log_in_rules.KeepsPace",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "graftwatch.site.context.desk",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

STATICFILES_DIRS = [SITE / "static"]

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "graftwatch.desk.access.office_words.WithoutWordsOfTheOffice"},
]
# Further words of which no password may be made, such as names of buildings or services: with commas between them.
OFFICE_WORDS = [word for word in os.environ.get("GRAFTWATCH_OFFICE_WORDS", "").split(",") if word]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "graftwatch.desk.access.adapter.WritesDownLogIns"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
# "An urgent report waits", by e-mail to whoever is on duty: no content, no link. Off until a sender is named.
URGENT_MAIL_FROM = os.environ.get("GRAFTWATCH_URGENT_MAIL_FROM", "")
EMAIL_HOST = os.environ.get("GRAFTWATCH_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("GRAFTWATCH_MAIL_PORT", "25"))
EMAIL_USE_TLS = os.environ.get("GRAFTWATCH_MAIL_TLS") == "1"
EMAIL_TIMEOUT = 10

ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_TIMEOUT = 900
# Counted by account, never by address: failed passwords in desk/access/lock_out.py, failed codes here.
ACCOUNT_RATE_LIMITS: dict[str, str | None] | bool = {
    "login": None,
    "login_failed": "10/300s/key",
    "reauthenticate": "10/300s/user",
    "change_password": "5/m/user",
}

# A second factor for everybody: a passkey, or codes of an app; recovery codes on paper.
MFA_IS_REQUIRED = True
# Opening the vault, answering for a second person, releasing and exporting ask again who is there.
STEP_UP_IS_REQUIRED = True
MFA_ADAPTER = "graftwatch.desk.access.second_factor.SealsItsSecrets"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Graftwatch"
MFA_RATE_LIMITS = {"webauthn_login": None}
# Codes that were used and tries that count are known to all processes of an installation, under keyed tokens; what a
# process may ask again at any time it remembers alone.
CACHES = {
    "default": {"BACKEND": "graftwatch.desk.access.shared_memory.SharedMemory"},
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
MFA_FORMS = {
    "add_webauthn": "graftwatch.desk.access.factor_forms.AddsAPasskey",
    "login_webauthn": "graftwatch.desk.access.factor_forms.LogsInByPasskey",
    "authenticate": "graftwatch.desk.access.factor_forms.ShowsACode",
    "reauthenticate": "graftwatch.desk.access.factor_forms.ShowsACodeAgain",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
# A first password, handed over in person, is changed within a day or opens nothing.
FIRST_PASSWORD_HOLDS_HOURS = 24
# One person at once: a sixth log-in ends the oldest of the five sessions before it.
SESSIONS_AT_ONCE = 5
SEALED_PAGES_AN_HOUR = 60
# One decision in so many is taken a second time; 0: none. How often a day oversight may ask why a file is no lead.
DECISIONS_READ_AGAIN_ONE_IN = 10
WHY_NOT_A_DAY = 5

# Log-in through an identity provider that the office has; None where the surroundings name none. Its word stands for
# the password: nobody is made by it, no e-mail address is compared, and none of its tokens is kept.
IDENTITY_PROVIDER = identity_provider(os.environ)
SOCIALACCOUNT_ADAPTER = "graftwatch.desk.access.provider.coming_in.LetsInWhoIsLinked"
SOCIALACCOUNT_AUTO_SIGNUP = SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_QUERY_EMAIL = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_PERMISSIONS = 0o600
IS_DEMO = False
# Demo and tests make everybody at once; elsewhere two access officers nominate, verify and enrol.
PEOPLE_WITHOUT_ENROLMENT = False
FICTIONAL_DAY: dt.date | None = None
