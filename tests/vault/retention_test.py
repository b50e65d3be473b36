"""Clocks run out into proposals; a person confirms, holds or keeps; what is erased opens nowhere, a paper says so."""

import datetime as dt
import json

import pytest
from django.utils import timezone

from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.audit.models import Entry
from graftwatch.desk.inbox.models import Task
from graftwatch.desk.vault import record_keys, retention
from graftwatch.desk.vault.models import Erased, LegalHold, Proposal
from graftwatch.desk.vault.retention import acting, clocks
from graftwatch.desk.vault.retention.clocks import MalformedClockError, read
from graftwatch.desk.vault.retention.kinds import Kept, all_kept
from graftwatch.records.guarded import writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(cast, monkeypatch):
    """A task, done long ago, whose words are sealed; and its room's line that says when such things are due."""
    kept = Kept("spam", "inbox.Task", since=lambda row: row.due_on)
    monkeypatch.setattr(acting, "all_kept", lambda: [kept])
    monkeypatch.setattr(acting, "kept_named", lambda clock, model: kept)
    row = Task(matter_kind="cases.case", matter_id="0" * 32, compartment="investigation")
    row.what, row.due_on = "Call Ana Marik", timezone.localdate() - dt.timedelta(days=31)
    with writing("a test"):
        row.save()
    return Task.objects.for_the_system("a test").get()


def proposals():
    return list(Proposal.objects.for_the_system("a test"))


def words_of(row, viewer):
    with writing("a test"):
        return row.what.read_by(viewer)


def proposed(cast):
    retention.propose(cast.viewer("dpo"), today=timezone.localdate())
    return proposals()[-1]


def test_what_is_due_is_proposed_once_and_nothing_is_erased_by_itself(cast, task):
    today = timezone.localdate()
    assert retention.propose(operator(), today=today - dt.timedelta(days=2)) == 0
    assert retention.propose(operator(), today=today) == 1
    assert retention.propose(operator(), today=today) == 0
    assert words_of(task, cast.viewer("investigator")) == "Call Ana Marik"


def test_a_confirmed_erasure_leaves_a_tombstone_a_certificate_and_no_word(cast, task):
    made = retention.confirm_erasure(cast.viewer("dpo"), proposed(cast), why="No objection")
    assert words_of(task, cast.viewer("investigator")) is None
    tombstone = Erased.objects.for_the_system("a test").get()
    assert tombstone.record == f"inbox.task:{task.pk}"
    assert json.loads(made.written)["n_keys"] == 1
    assert json.loads(made.written)["by"] == f"user:{cast.dpo.pk}"
    assert "Marik" not in made.written
    assert Entry.objects.for_the_system("a test").filter(verb="vault.confirm_erasure", result="done").exists()
    assert retention.propose(operator(), today=timezone.localdate()) == 0
    with pytest.raises(retention.CannotEraseError, match="decided already"):
        retention.confirm_erasure(cast.viewer("dpo"), proposals()[0], why="again")


def test_only_the_data_protection_officer_confirms(cast, task):
    found = proposed(cast)
    for name in ("officer", "auditor", "access"):
        with pytest.raises(Denied):
            retention.confirm_erasure(cast.viewer(name), found, why="x")
    assert words_of(task, cast.viewer("investigator")) == "Call Ana Marik"


def test_a_legal_hold_stops_the_clock_until_its_day_or_until_it_is_lifted(cast, task):
    today, dpo = timezone.localdate(), cast.viewer("dpo")
    hold = retention.put_hold(dpo, proposed(cast), reason="Proceedings 4/26", ends_on=today + dt.timedelta(days=90))
    assert retention.propose(dpo, today=today + dt.timedelta(days=89)) == 0
    assert retention.propose(dpo, today=today + dt.timedelta(days=91)) == 1
    retention.lift_hold(dpo, LegalHold.objects.for_the_system("a test").get(pk=hold.pk))
    assert not any(acting.holds_on(task, today))


def test_a_hold_put_after_the_proposal_still_keeps_it_from_being_erased(cast, task):
    found = proposed(cast)
    ends = timezone.localdate() + dt.timedelta(days=9)
    with writing("a test"):
        LegalHold(thing_kind="inbox.task", thing_id=task.pk, reason="r", ends_on=ends, by=cast.dpo).save()
    with pytest.raises(retention.CannotEraseError, match="legal hold"):
        retention.confirm_erasure(cast.viewer("dpo"), found, why="x")


def test_no_hold_is_for_ever(cast, task):
    with pytest.raises(retention.CannotEraseError, match="lies ahead"):
        retention.put_hold(cast.viewer("dpo"), proposed(cast), reason="r", ends_on=timezone.localdate())


def test_what_is_kept_longer_is_proposed_again_on_the_day_that_was_named(cast, task):
    today, dpo = timezone.localdate(), cast.viewer("dpo")
    retention.keep_longer(dpo, proposed(cast), why="A complaint is open", until=today + dt.timedelta(days=30))
    assert retention.propose(dpo, today=today + dt.timedelta(days=29)) == 0
    assert retention.propose(dpo, today=today + dt.timedelta(days=30)) == 1


def test_what_a_restore_brings_back_is_erased_again(cast, task):
    retention.confirm_erasure(cast.viewer("dpo"), proposed(cast), why="x")
    record_keys.make_key(f"inbox.task:{task.pk}", "investigation")
    assert retention.erase_again() == 1
    assert words_of(task, cast.viewer("investigator")) is None


def test_one_compartment_of_a_record_is_erased_and_the_others_stay(cast):
    for compartment in ("identity_reporter", "report_text"):
        record_keys.make_key("reports.report:1", compartment)
    with writing("a test"):
        retention.erase(operator(), ["reports.report:1@identity_reporter"])
    assert record_keys.key_of("reports.report:1", "identity_reporter") is None
    assert record_keys.key_of("reports.report:1", "report_text")


def test_every_clock_says_on_which_ground_and_a_state_may_override_it():
    ours, atlantis = clocks.read_ours(), clocks.clocks("graftwatch_atlantis")
    assert all(clock.legal_basis and clock.since for clock in atlantis.values())
    assert (ours["report"].days, atlantis["report"].days) == (365, 730)
    assert ours["spam"].days == 30
    with pytest.raises(MalformedClockError, match=r"\[x\].*legal_basis"):
        read('[x]\nlabel = "l"\ndays = 3\nsince = "s"')


def test_every_kind_that_a_room_names_has_a_clock():
    known = clocks.clocks()
    assert all(kept.clock in known for kept in all_kept())
