"""Half a year after the reporter last heard, who it was is due to be erased; what was reported stays."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from graftwatch.apps.reports.models import Outgoing, Report
from graftwatch.apps.reports.retention import keep_as
from graftwatch.desk.inbox.clocks import running, start_clock
from graftwatch.desk.states.machine import Clock
from graftwatch.desk.vault import record_keys, retention
from graftwatch.desk.vault.models import Proposal
from graftwatch.desk.vault.retention.clocks import read
from graftwatch.records.guarded import writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cast):
    """A closed report, and a letter to its reporter from 200 days ago."""
    row = Report(id=uuid.uuid4(), number="R-1", state="closed", channel="c", country="AT", language="en")
    row.received_on = timezone.localdate() - dt.timedelta(days=300)
    row.mailbox, row.mailbox_token = "m", "t"
    with writing("a test"):
        row.save()
        letter = Outgoing(report=row, kind="notice", written_on=timezone.localdate() - dt.timedelta(days=200))
        letter.words = "Thank you"
        letter.save()
    for compartment in ("identity_reporter", "report_text"):
        record_keys.make_key(f"reports.report:{row.pk}", compartment)
    return row


def test_the_identity_is_erased_and_the_report_stays(report, cast):
    assert retention.propose(cast.viewer("dpo"), today=timezone.localdate()) == 1
    found = Proposal.objects.for_the_system("a test").get()
    assert found.clock == "reporter_identity"
    retention.confirm_erasure(cast.viewer("dpo"), found, why="Six months have passed")
    assert record_keys.key_of(f"reports.report:{report.pk}", "identity_reporter") is None
    assert record_keys.key_of(f"reports.report:{report.pk}", "report_text")


def test_while_a_hold_stands_or_the_report_is_open_nothing_is_due(report, cast):
    dpo, today = cast.viewer("dpo"), timezone.localdate()
    rows = Report.objects.for_the_system("a test")
    with writing("a test"):
        rows.update(held_until=today + dt.timedelta(days=5))
    assert retention.propose(dpo, today=today) == 0
    with writing("a test"):
        rows.update(held_until=None, state="screening")
    assert retention.propose(dpo, today=today) == 0


def test_the_time_of_keeping_is_the_states_own_where_it_speaks(report, monkeypatch):
    clock = Clock("retention", "", dt.timedelta(days=365), "")
    with writing("a test"):
        start_clock("report", report, clock, now=timezone.now(), matter=report)
        for said, days in (("report", 365), ("spam", 30)):
            keep_as(report, said)
            begun = running(report).get(name="retention")
            assert begun.due_at - begun.started_at == dt.timedelta(days=days)
        own = read('[report]\nlabel = "Report"\ndays = 900\nsince = "its closure"\nlegal_basis = "Reports Act, 9"')
        monkeypatch.setattr("graftwatch.apps.reports.retention.clocks", lambda: own)
        keep_as(report, "report")
    begun = running(report).get(name="retention")
    assert begun.due_at - begun.started_at == dt.timedelta(days=900)
