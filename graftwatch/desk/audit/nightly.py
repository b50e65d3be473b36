"""Once a day: verify the whole trail, sign its head, and write the slices of the people concerned."""

from __future__ import annotations

import datetime as dt
import logging

from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.codes import write_slices
from graftwatch.desk.audit.heads import DoesNotHoldError, sign_head
from graftwatch.desk.audit.models import SignedHead, Verification
from graftwatch.desk.audit.stamping.of_heads import stamp_of_the_night
from graftwatch.desk.audit.verifying import verify_trail

AT_HOUR = 1
"""UTC; the worker asks each minute, so a machine that was off at night does it when it is back."""

log = logging.getLogger(__name__)


def is_due(now: dt.datetime) -> bool:
    """Once a day from this hour on."""
    begins = now.replace(hour=AT_HOUR, minute=0, second=0, microsecond=0)
    return now >= begins and not Verification.objects.filter(at__gte=begins).exists()


def nightly(now: dt.datetime) -> SignedHead | None:
    """Do what is due; None where nothing is, or where the trail does not hold and is therefore not signed."""
    if not is_due(now):
        return None
    me = operator()
    found = verify_trail(me, now=now)
    write_slices(me, today=now.date())
    if found.fails_at is not None:
        log.error("The trail does not hold from row %s on. It was not signed.", found.fails_at)
        return None
    try:
        head = sign_head(me, now=now)
    except DoesNotHoldError:
        log.error("The trail changed while it was verified, and does not hold. It was not signed.")
        return None
    stamp_of_the_night(me, head)
    return head
