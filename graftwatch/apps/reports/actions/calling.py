"""A report taken by phone: sealed exactly as at the public door, and handed in there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from graftwatch.apps.reports.access import takes_calls
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.door.handing_in import hand_in
from graftwatch.desk.door.sealing import SealedReport


@action(may=takes_calls)
def take_call(
    viewer: Viewer,
    *,
    content: Mapping[str, Any],
    identity: Mapping[str, Any] | None,
    routing: Mapping[str, Any],
    receipt: str,
    today: dt.date,
) -> SealedReport:
    """From here on the operator cannot open it either. The trail knows that a call was taken, not which report it is.

    Raises NobodyLeftError, TooBusyError; then nothing is stored.
    """
    return hand_in(content, identity, routing, today, receipt=receipt)
