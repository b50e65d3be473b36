"""The day, and never more than the day."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone


def today() -> dt.date:
    """In the demo it is always the last day of its records."""
    fictional: dt.date | None = settings.FICTIONAL_DAY
    return fictional or timezone.localdate()
