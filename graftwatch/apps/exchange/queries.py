"""Reads of the exchange room, scoped to a viewer."""

from __future__ import annotations

import json
import uuid
from typing import Any

from graftwatch.apps.cases.models import Case
from graftwatch.apps.exchange.models import Disclosure
from graftwatch.desk.access.models import Agency
from graftwatch.desk.access.viewer import Viewer

ENDED = ("closed",)


def find_disclosure(viewer: Viewer, number: uuid.UUID) -> Disclosure | None:
    rows = Disclosure.objects.seen_by(viewer).select_related("asking", "asked")
    found: Disclosure | None = rows.filter(pk=number).first()
    return found


def inbox(viewer: Viewer) -> Any:
    """What other offices ask of ours, or gave us."""
    return _with_offices(viewer).filter(asked_id=viewer.agency).exclude(state__in=ENDED)


def outbox(viewer: Viewer) -> Any:
    return _with_offices(viewer).filter(asking_id=viewer.agency).exclude(state__in=ENDED)


def ended(viewer: Viewer) -> Any:
    return _with_offices(viewer).filter(state__in=ENDED)


def _with_offices(viewer: Viewer) -> Any:
    return Disclosure.objects.seen_by(viewer).select_related("asking", "asked")


def other_offices(viewer: Viewer) -> list[Agency]:
    return list(Agency.objects.exclude(pk=viewer.agency or 0).order_by("name"))


def own_cases(viewer: Viewer) -> list[Case]:
    return list(Case.objects.seen_by(viewer).order_by("number"))


def statements(package: str) -> dict[str, Any]:
    """What a package says, to be shown line by line."""
    found: dict[str, Any] = json.loads(package) if package else {}
    return found
