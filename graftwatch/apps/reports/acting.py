"""Who acts here without logging in: the door that hands over, the reporter with a receipt, the clock."""

from __future__ import annotations

from graftwatch.desk.access.viewer import Viewer, acting_as

WITHOUT_LOG_IN = ("system", "reporter", "timer")


def the_door() -> Viewer:
    return acting_as("system")


def the_reporter() -> Viewer:
    return acting_as("reporter")


def acts_without_log_in(viewer: Viewer) -> bool:
    """No person can pass for one of these: whoever logs in has a number."""
    return viewer.user_id is None and viewer.role.name in WITHOUT_LOG_IN
