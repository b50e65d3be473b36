"""What every page of the desk is given: the viewer, the rooms of the role, language and direction."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from graftwatch.desk.access.roles import GIVEN_TO_PEOPLE, PURPOSES
from graftwatch.desk.access.rooms import Room
from graftwatch.desk.access.viewer import Viewer

REVIEWED_LANGUAGES = {"en"}


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
        "provider_name": settings.IDENTITY_PROVIDER.name if settings.IDENTITY_PROVIDER else "",
        "is_second_factor_required": settings.MFA_IS_REQUIRED,
    }


def rooms_of(viewer: Viewer, path: str) -> list[dict[str, object]]:
    """The rooms that this role may enter, the one it stands in marked. Each app names its own in `apps.py`."""
    from django.urls import reverse

    rooms = [(reverse(room.page), room.label) for room in rooms_open_to(viewer)]
    # One room may stand within another's address: the longest is the one that somebody stands in.
    here = max((address for address, _ in rooms if path.startswith(address)), key=len, default="")
    return [{"address": address, "label": label, "is_here": address == here} for address, label in rooms]


def rooms_open_to(viewer: Viewer) -> list[Room]:
    """In the order of the side bar."""
    ordered = sorted(all_rooms(), key=lambda room: room.order)
    return [room for room in ordered if any(viewer.holds(compartment) for compartment in room.compartments)]


def first_room_of(viewer: Viewer) -> str:
    """Where this person's work begins: the first room of the side bar that is not open to every role. Else help."""
    return next((room.page for room in rooms_open_to(viewer) if not _is_open_to_every_role(room)), "help")


def _is_open_to_every_role(room: Room) -> bool:
    return all(role.compartments & set(room.compartments) for role in GIVEN_TO_PEOPLE)


def all_rooms() -> list[Room]:
    return [room for app in apps.get_app_configs() for room in getattr(app, "rooms", ())]
