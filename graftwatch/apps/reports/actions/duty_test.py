"""Danger to life: sealed to whoever is on duty, first with a clock, on to the next, and told in four words."""

import datetime as dt
from functools import partial

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from graftwatch.apps.reports import actions, queries
from graftwatch.apps.reports.models import OnDuty
from graftwatch.desk.access import parties
from graftwatch.desk.access.matters import people_on
from graftwatch.desk.access.models import Tie
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.door.models import PublishedKey
from graftwatch.desk.inbox.clocks import running
from graftwatch.desk.inbox.timers import wake
from graftwatch.desk.vault.people import publish_keys
from tests.reporting import opened, received, with_vaults
from tests.sample_run import CENTRES

HOURS = 2


@pytest.fixture
def on_duty(cast):
    """Tara of triage first, then the independent reviewer of another office."""
    with_vaults(cast)
    today = timezone.localdate()
    week = {"from_on": today, "until_on": today + dt.timedelta(days=6), "hours": HOURS}
    actions.set_duty(cast.viewer("supervisor"), first=cast.triage, second=cast.reviewer, **week)
    publish_keys(operator())
    return cast


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed():` what waits for the act to be committed is done at its end."""
    return partial(django_capture_on_commit_callbacks, execute=True)


def names_on(report):
    return {user.username for user in people_on(report)}


def clock_of(report):
    return running(report).filter(name="duty").first()


def later(hours):
    return timezone.now() + dt.timedelta(hours=hours)


def test_the_keys_of_both_are_published_for_as_long_as_they_are_on_duty(on_duty):
    rows = PublishedKey.objects.filter(use="duty", retired_on=None)
    assert {row.holder for row in rows} == {f"user:{on_duty.triage.pk}", f"user:{on_duty.reviewer.pk}"}


def test_an_urgent_report_is_sealed_to_the_second_too_who_sees_it_only_when_it_goes_on(on_duty):
    report, _sealed = received(urgent=True)
    assert names_on(report) == {"triage", "triage2", "supervisor"}
    assert clock_of(report).due_at <= later(HOURS + 1)
    wake(later(HOURS + 1.1))
    assert names_on(report) == {"triage", "triage2", "supervisor", "reviewer"}
    read = actions.open_report(on_duty.viewer("reviewer"), report, unlocked=opened(on_duty, "reviewer"))
    assert read.content is not None
    assert clock_of(report) is None


def test_opened_in_time_it_goes_on_to_nobody(on_duty):
    report, _sealed = received(urgent=True)
    actions.open_report(on_duty.viewer("triage"), report, unlocked=opened(on_duty, "triage"))
    assert clock_of(report) is None
    wake(later(30))
    assert "reviewer" not in names_on(report)


def test_a_report_that_is_not_urgent_has_no_such_clock_and_no_such_key(on_duty):
    report, sealed = received()
    assert clock_of(report) is None
    keys = PublishedKey.objects.filter(pk__in=list(sealed.envelope.content_wraps))
    assert f"user:{on_duty.reviewer.pk}" not in {key.holder for key in keys}


def test_the_second_on_duty_who_is_tied_is_passed_over_and_the_clock_ends(on_duty):
    named = parties.facility(CENTRES["Centre Nord"])
    Tie.objects.create(user=on_duty.reviewer, party=named, kind=Tie.Kind.FAMILY)
    report, _sealed = received(urgent=True, must_not_see=[named])
    wake(later(HOURS + 1.1))
    assert "reviewer" not in names_on(report)
    assert clock_of(report) is None


def test_without_a_roster_the_clock_runs_four_hours_and_everybody_is_told_again(cast, settings, committed):
    with_vaults(cast)
    settings.URGENT_MAIL_FROM = "desk@office.example"
    type(cast.triage).objects.filter(username="triage2").update(email="t@office.example")
    with committed():
        report, _sealed = received(urgent=True)
    assert clock_of(report).due_at > later(3)
    assert len(mail.outbox) == 1
    with committed():
        wake(later(5.1))
    assert len(mail.outbox) == 2


def test_the_message_says_that_one_waits_and_nothing_else_and_is_off_by_itself(on_duty, settings, committed):
    type(on_duty.triage).objects.filter(username="triage").update(email="tara@office.example")
    with committed():
        received(urgent=True)
    assert mail.outbox == []
    settings.URGENT_MAIL_FROM = "desk@office.example"
    with committed():
        report, _sealed = received(urgent=True)
    (message,) = mail.outbox
    assert (message.to, message.body) == (["tara@office.example"], "An urgent report waits.")
    assert report.number not in message.message().as_string()
    assert "http" not in message.message().as_string()


def test_an_urgent_report_stands_first_with_its_clock(on_duty):
    received()
    report, _sealed = received(urgent=True)
    first = queries.inbox(on_duty.viewer("triage"), "open")[0]
    assert first.report.pk == report.pk
    clocks = {clock.name for clock in queries.clocks_of(on_duty.viewer("triage"), report)}
    assert clocks == {"acknowledge", "duty"}
    assert str(queries.LABELS["duty"]) == "Open it now: you are on duty"


def test_triage_that_marks_danger_to_life_starts_the_clock(on_duty):
    report, _sealed = received()
    actions.carry_out(on_duty.viewer("triage"), report, verb="mark_urgent", said={"reason": "He is on the way."})
    assert clock_of(report) is not None


def test_only_a_supervisor_writes_the_roster_with_two_different_people_and_an_end(cast):
    with_vaults(cast)
    today = timezone.localdate()
    said = {"first": cast.triage, "second": None, "from_on": today, "until_on": today, "hours": 4}
    for name in ("triage", "reviewer", "prosecutor", "access"):
        with pytest.raises(Denied):
            actions.set_duty(cast.viewer(name), **said)
    for wrong in ({"second": cast.triage}, {"until_on": today - dt.timedelta(days=1)}, {"hours": 0}):
        with pytest.raises(Denied):
            actions.set_duty(cast.viewer("supervisor"), **said | wrong)
    assert not OnDuty.objects.for_the_system("t").exists()


def test_the_supervisor_writes_it_on_a_page_and_triage_reads_it(cast):
    with_vaults(cast)
    browser, today = Client(), timezone.localdate()
    browser.force_login(cast.supervisor)
    said = {"first": cast.triage.pk, "second": cast.reviewer.pk, "from_on": today, "until_on": today, "hours": "3"}
    wrong = browser.post(reverse("reports:duty"), said | {"second": cast.triage.pk})
    assert "Choose two different people." in wrong.content.decode()
    assert browser.post(reverse("reports:duty"), said).status_code == 302
    browser.force_login(cast.triage)
    page = browser.get(reverse("reports:duty")).content.decode()
    assert cast.reviewer.called in page
    assert "after 3 hours" in page
    assert '<form method="post" novalidate>' not in page
