"""Failed log-ins make a name wait, longer each time, whoever tries and from wherever."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from graftwatch.desk.access import lock_out
from graftwatch.desk.access.models import FailedLogIns
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db


def log_in(name, password):
    return Client().post("/account/login/", {"login": name, "password": password}).status_code == 302


def test_after_five_failures_the_right_password_waits_too_and_then_serves(cast):
    for _ in range(5):
        assert not log_in("triage", "wrong")
    assert not log_in("triage", PASSWORD)
    assert log_in("supervisor", PASSWORD)
    FailedLogIns.objects.update(locked_until=timezone.now())
    assert log_in("triage", PASSWORD)
    assert not FailedLogIns.objects.exists()


def test_the_wait_doubles_up_to_an_hour():
    waits = []
    for _ in range(14):
        lock_out.count_failure("ana")
        row = FailedLogIns.objects.get()
        waits.append(row.locked_until - row.last_at if row.locked_until else None)
    minute = dt.timedelta(minutes=1)
    assert waits[3:8] == [None, minute, 2 * minute, 4 * minute, 8 * minute]
    assert waits[-1] == dt.timedelta(hours=1)


def test_a_name_that_nobody_has_waits_as_well_and_is_not_kept(cast):
    for _ in range(5):
        log_in("nobody at all", "wrong")
    assert lock_out.is_locked("Nobody at all ")
    assert "nobody" not in FailedLogIns.objects.get().name


def test_after_a_day_the_waits_begin_anew_and_the_number_is_kept_to_be_told():
    for _ in range(6):
        lock_out.count_failure("ana")
    FailedLogIns.objects.update(last_at=timezone.now() - dt.timedelta(days=2), locked_until=None)
    lock_out.count_failure("ana")
    assert not lock_out.is_locked("ana")
    assert lock_out.forget("ana") == 7


def test_after_ninety_days_tries_are_forgotten():
    lock_out.count_failure("ana")
    FailedLogIns.objects.update(last_at=timezone.now() - dt.timedelta(days=91))
    lock_out.count_failure("bea")
    assert FailedLogIns.objects.count() == 1
