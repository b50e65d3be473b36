"""The public door: a process of its own, with one small database and no key to anything. It reads no key file.

No session, no cookie, no log-in, nobody's address. `SECRET_KEY` signs nothing here and is fresh at each start.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets

from graftwatch.site import home
from graftwatch.site.settings.both import *  # noqa: F403

SECRET_KEY = secrets.token_hex(32)
# A connection is kept for a minute: opening one anew for each page costs more than the page.
DATABASES = {"default": home.door_database() | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
ROOT_URLCONF = "graftwatch.site.urls_public"
WSGI_APPLICATION = "graftwatch.site.wsgi_public.application"

PUBLISHED_AS = [host for host in os.environ.get("GRAFTWATCH_DOOR_HOSTS", "").split(",") if host]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *PUBLISHED_AS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PUBLISHED_AS else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PUBLISHED_AS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = os.environ.get("GRAFTWATCH_HSTS_SUBDOMAINS") == "1"
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
USE_X_FORWARDED_HOST = False

INSTALLED_APPS = ["django.contrib.staticfiles", "graftwatch.desk.door", "graftwatch.apps.public"]

MIDDLEWARE = [
    "graftwatch.apps.public.middleware.NothingIsKept",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["graftwatch.apps.public.context.door"],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# What is sent stays in memory, whatever its size, and never becomes a temporary file.
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
# More than are taken: how many were too many is said on the page, with everything that was typed.
DATA_UPLOAD_MAX_NUMBER_FILES = 100
FILE_UPLOAD_HANDLERS = ["graftwatch.apps.public.uploading.InMemory"]

# An error is told by its kind alone: the words of a problem may hold what somebody typed.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": True,
    "filters": {"kind_only": {"()": "graftwatch.apps.public.silence.KindOnly"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["kind_only"]}},
    "root": {"handlers": ["console"], "level": "ERROR"},
    "loggers": {"django": {"handlers": [], "level": "ERROR", "propagate": True}},
}

IS_DEMO = os.environ.get("GRAFTWATCH_DOOR_DEMO") == "1"
FICTIONAL_DAY: dt.date | None = None
