"""What this room does when one of its clocks runs out."""

from __future__ import annotations

from typing import Any

from graftwatch.apps.reports.actions.duty import escalate
from graftwatch.apps.reports.actions.identity import expire
from graftwatch.apps.reports.models import IdentityRequest
from graftwatch.apps.reports.states import REPORT
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.states.moving import move


def when_time_is_up(viewer: Viewer, thing: Any, *, verb: str, deadline: object) -> None:
    """Called by the clock, within its act: an identity closes, a question ends, an urgent report goes on."""
    if isinstance(thing, IdentityRequest):
        expire(viewer, thing)
    elif verb == "escalate":
        escalate(viewer, thing)
    else:
        move(viewer, REPORT, thing, verb, {})
