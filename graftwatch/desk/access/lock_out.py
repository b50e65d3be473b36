"""Locked out after failed log-ins, by the name that was tried and for a growing time. No address is stored."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from graftwatch.desk.access import parties
from graftwatch.desk.access.models import FailedLogIns

FREE = 5
"""Tries before the first wait."""
FIRST_WAIT, LONGEST_WAIT = dt.timedelta(minutes=1), dt.timedelta(hours=1)
FORGOTTEN_AFTER = dt.timedelta(days=1)


def _name(typed: str) -> str:
    return parties.keyed(f"log-in {typed.strip().casefold()}")


def is_locked(typed: str) -> bool:
    """Whether this name waits. The answer is the same for a name that nobody has."""
    found = FailedLogIns.objects.filter(name=_name(typed)).first()
    return found is not None and found.locked_until is not None and timezone.now() < found.locked_until


def count_failure(typed: str) -> None:
    """One try more that failed: from the fifth on wait, twice as long each time, an hour at most."""
    now = timezone.now()
    FailedLogIns.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
    with transaction.atomic():
        row, _is_new = FailedLogIns.objects.select_for_update().get_or_create(
            name=_name(typed), defaults={"last_at": now}
        )
        row.n_failed, row.last_at = row.n_failed + 1, now
        if row.n_failed >= FREE:
            row.locked_until = now + min(FIRST_WAIT * 2 ** min(row.n_failed - FREE, 10), LONGEST_WAIT)
        row.save()


def forget(typed: str) -> None:
    """A good log-in begins anew."""
    FailedLogIns.objects.filter(name=_name(typed)).delete()
