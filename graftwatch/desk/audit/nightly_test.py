"""Once a day the trail is verified and signed; one that does not hold is never signed."""

import datetime as dt

import pytest
from django.db import connection

from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.action import note
from graftwatch.desk.audit.models import SignedHead, Verification
from graftwatch.desk.audit.nightly import nightly
from graftwatch.records.guarded import writing

NIGHT = dt.datetime(2026, 11, 22, 1, 5, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


def test_once_a_day_after_one_oclock(caplog):
    note(operator(), "a.search")
    assert nightly(NIGHT.replace(hour=0)) is None
    signed = nightly(NIGHT)
    assert signed is not None
    assert nightly(NIGHT.replace(hour=13)) is None
    assert nightly(NIGHT + dt.timedelta(days=1)).size > signed.size
    assert Verification.objects.count() == 2


def test_a_trail_that_does_not_hold_is_told_and_not_signed(caplog):
    note(operator(), "a.search")
    with writing("a test"), connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON audit_entry"
        cursor.execute(f"DROP TRIGGER audit_entry_is_never_changed{on}")
        cursor.execute("UPDATE audit_entry SET who = 'nobody'")
    assert nightly(NIGHT) is None
    assert not SignedHead.objects.exists()
    assert Verification.objects.get().fails_at == 1
    assert "does not hold from row 1" in caplog.text
