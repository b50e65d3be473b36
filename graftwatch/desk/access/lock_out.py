"""Locked out after failed log-ins, by the name that was tried and for a growing time. No address is stored.

A device that somebody has logged in from (known_device.py) is counted by itself: strangers who type a name in order to
lock it do not shut its owner out.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from graftwatch.desk.access import parties
from graftwatch.desk.access.models import FailedLogIns

FREE = 5
"""Tries before the first wait."""
FIRST_WAIT, LONGEST_WAIT = dt.timedelta(minutes=1), dt.timedelta(hours=1)
FORGIVEN_AFTER = dt.timedelta(days=1)
"""After a day without a failure the waits begin anew."""
FORGOTTEN_AFTER = dt.timedelta(days=90)
"""So long the number is kept for its owner, who is told of it at the next log-in."""


def _name(typed: str, device: str = "") -> str:
    return parties.keyed(f"log-in {typed.strip().casefold()} {device}".strip())


def is_locked(typed: str, device: str = "") -> bool:
    """Whether this name waits. The answer is the same for a name that nobody has."""
    found = FailedLogIns.objects.filter(name=_name(typed, device)).first()
    return found is not None and found.locked_until is not None and timezone.now() < found.locked_until


def count_failure(typed: str, device: str = "") -> None:
    """One try more that failed: from the fifth on wait, twice as long each time, an hour at most."""
    now = timezone.now()
    FailedLogIns.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
    with transaction.atomic():
        row, _is_new = FailedLogIns.objects.select_for_update().get_or_create(
            name=_name(typed, device), defaults={"last_at": now}
        )
        if row.last_at < now - FORGIVEN_AFTER:
            row.n_failed = 0
        row.n_failed, row.n_untold, row.last_at = row.n_failed + 1, row.n_untold + 1, now
        if row.n_failed >= FREE:
            row.locked_until = now + min(FIRST_WAIT * 2 ** min(row.n_failed - FREE, 10), LONGEST_WAIT)
        row.save()


def forgive(typed: str, device: str = "") -> None:
    """A password that was right begins the waits anew. How many failed is still to be told."""
    FailedLogIns.objects.filter(name=_name(typed, device)).update(n_failed=0, locked_until=None)


def forget(typed: str, device: str = "") -> int:
    """Somebody is in: how many tries failed since the last time, here and elsewhere, which are told now.

    Waits that strangers brought about elsewhere stay: a known device does not begin them anew for everybody.
    """
    here, elsewhere = _name(typed, device), _name(typed)
    rows = FailedLogIns.objects.filter(name__in=[here, elsewhere])
    n_failed = int(rows.aggregate(n=Sum("n_untold"))["n"] or 0)
    FailedLogIns.objects.filter(name=here).delete()
    FailedLogIns.objects.filter(name=elsewhere).update(n_untold=0)
    return n_failed
