"""What stands against a transition of an account or of broken glass, as a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from graftwatch.desk.access.models import Account, BrokenGlass
from graftwatch.desk.access.viewer import Viewer


def somebody_else(viewer: Viewer, account: Account, said: Mapping[str, Any]) -> str:
    if account.user_id != viewer.user_id:
        return ""
    return _("This is your own account. Another access officer does this for you.")


def own_glass(viewer: Viewer, glass: BrokenGlass, said: Mapping[str, Any]) -> str:
    return "" if glass.user_id == viewer.user_id else _("Only whoever asked for it may do this.")


def not_own_glass(viewer: Viewer, glass: BrokenGlass, said: Mapping[str, Any]) -> str:
    return "" if glass.user_id != viewer.user_id else _("Nobody reviews what they did themselves. Ask a colleague.")


def life_is_in_danger(viewer: Viewer, glass: BrokenGlass, said: Mapping[str, Any]) -> str:
    if glass.reason == BrokenGlass.Reason.DANGER_TO_LIFE:
        return ""
    return _("Only danger to life opens a matter without a second person. Wait for the answer.")
