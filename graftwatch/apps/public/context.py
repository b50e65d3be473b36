"""What every public page is given: language, direction, and the same page in the other languages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import translation

REVIEWED_LANGUAGES = {"en"}


def door(request: HttpRequest) -> dict[str, Any]:
    language = translation.get_language() or settings.LANGUAGE_CODE
    return {
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "language": language,
        "is_unreviewed": language not in REVIEWED_LANGUAGES,
        "languages": [(code, name, translate_url(request.path, code)) for code, name in settings.LANGUAGES],
        "is_demo": settings.IS_DEMO,
    }
