"""Since when an agency reads its records: the day of its first run here, where nobody said another."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from graftwatch.apps.screening.models import Run


def first_run_on() -> dt.date | None:
    """The day on which the first run that finished here was started; None before there is one."""
    finished = Run.objects.for_the_system("since when records are read").filter(status=Run.Status.FINISHED)
    first = finished.order_by("started_at").first()
    return timezone.localdate(first.started_at) if first else None
