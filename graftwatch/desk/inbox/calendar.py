"""Which day it is for the files: today, or in the demo the last day of the fictional State."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone


def today() -> dt.date:
    """The day against which operations lie ahead and decisions fall due."""
    fictional: dt.date | None = settings.FICTIONAL_DAY
    return fictional or timezone.localdate()
