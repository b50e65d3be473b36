"""What every page of the desk is given: the viewer, the rooms of the role, language and direction."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access.roles import PURPOSES
from graftwatch.desk.access.viewer import Viewer

REVIEWED_LANGUAGES = {"en"}
ROOMS = (
    ("leads", "screening:leads", _("Leads")),
    ("protection", "screening:protection", _("Protection")),
    ("runs", "screening:runs", _("Runs")),
    ("loading", "screening:folders", _("Bring in data")),
    ("decisions", "screening:decisions", _("Decisions")),
    ("trail", "screening:trail", _("Trail")),
)
ALSO_FOR_OFFICERS = {"decisions", "trail"}


def desk(request: HttpRequest) -> dict[str, Any]:
    """Direction follows the language; a language nobody has reviewed is marked so on each page."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    language = translation.get_language() or "en"
    return {
        "viewer": viewer,
        "purpose": PURPOSES.get(viewer.purpose, "") if viewer else "",
        "rooms": rooms_of(viewer, request.path) if viewer else [],
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "language": language,
        "is_unreviewed": language not in REVIEWED_LANGUAGES,
        "languages": settings.LANGUAGES,
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "is_demo": settings.IS_DEMO,
    }


def rooms_of(viewer: Viewer, path: str) -> list[dict[str, object]]:
    """The rooms that this role may enter, the one it stands in marked."""
    from django.urls import reverse

    found: list[dict[str, object]] = []
    for compartment, name, label in ROOMS:
        also = compartment in ALSO_FOR_OFFICERS and viewer.holds("leads")
        if viewer.holds(compartment) or also:
            address = reverse(name)
            found.append({"address": address, "label": label, "is_here": path.startswith(address)})
    return found
