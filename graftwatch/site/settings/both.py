"""What both doors share: languages, days, and a log that holds no request. No path, no key."""

from __future__ import annotations

import os
from pathlib import Path

SITE = Path(__file__).resolve().parents[1]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("ar", "العربية"),
    ("zh-hans", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("es", "Español"),
]
LOCALE_PATHS = [SITE / "locale"]
FORMAT_MODULE_PATH = ["graftwatch.site.formats"]
DEBUG = False
STATIC_URL = "static/"
# No collecting step: files are served from where they lie, found once at the start.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# Where one touch on "Leave this page now" leads: a page that anybody may be looking at.
LEAVE_TO: str = os.environ.get("GRAFTWATCH_DOOR_LEAVE_TO", "https://www.wikipedia.org/")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}
