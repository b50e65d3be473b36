"""Once a day: propose what is due to be erased, and end copies whose day has come."""

from __future__ import annotations

import datetime as dt

from graftwatch.desk.access.viewer import operator
from graftwatch.desk.vault.copies import end_due
from graftwatch.desk.vault.retention import propose

_done: set[dt.date] = set()
"""Days on which this process has done it; a new process does it once more, which changes nothing."""


def keep_house(now: dt.datetime) -> int:
    """How many proposals are new and copies ended; 0 where it was done today already."""
    if now.date() in _done:
        return 0
    n_done = propose(operator(), today=now.date()) + len(end_due(operator(), today=now.date()))
    _done.add(now.date())
    return n_done
