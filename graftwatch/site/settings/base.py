"""What every installation shares. Paths and keys come from one folder, the home of this installation."""

from __future__ import annotations

from graftwatch.site import home

BASE = home.folder()
SECRET_KEY = home.secret("django")
DATABASES = {"default": home.database()}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "graftwatch.records",
    "graftwatch.desk.access",
]

AUTH_USER_MODEL = "access.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ar", "العربية")]
DEBUG = False
