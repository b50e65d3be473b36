"""Reads of this part of the desk that other rooms show."""

from __future__ import annotations

from typing import Any

from graftwatch.desk.access.models import Account, BrokenGlass, Signal
from graftwatch.desk.access.viewer import Viewer


def signals(viewer: Viewer) -> Any:
    """Signals that the viewer may look into, the last one first; never those about themselves."""
    return Signal.objects.seen_by(viewer).select_related("user", "user__agency", "looked_into_by").order_by("-at")


def accounts(viewer: Viewer) -> Any:
    """Accounts of the viewer's agency, for its access officers."""
    rows = Account.objects.seen_by(viewer).select_related("user", "user__unit", "user__agency")
    return rows.order_by("user__first_name", "user__username")


def glass_to_review(viewer: Viewer) -> Any:
    """Broken glass that waits for a review, the longest first; never one's own."""
    rows = BrokenGlass.objects.seen_by(viewer).select_related("user", "user__agency")
    return rows.filter(state="expired").exclude(user_id=viewer.user_id or 0).order_by("ends_at")
