"""The day of an extract: as a person fixed it, or read from the file's name."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])(?!\d)")


def extract_day(recorded: str | None, file_name: str) -> dt.date | None:
    """The day that rows without a moment of their own count as recorded; None where nobody knows.

    `recorded` is an ISO day, or `file name`: then the day in the name, or the last day of the month in the name.
    """
    if recorded is None:
        return None
    if recorded != "file name":
        return dt.date.fromisoformat(recorded)
    if found := _DAY.search(file_name):
        year, month, day = map(int, found.groups())
        return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
    if found := _MONTH.search(file_name):
        year, month = map(int, found.groups())
        return dt.date(year, month, calendar.monthrange(year, month)[1])
    return None
