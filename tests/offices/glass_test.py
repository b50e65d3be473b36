"""Emergency access opens one matter for three hours: not a wall, not a compartment, and never without a review."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from graftwatch.apps.cases.models import Case
from graftwatch.desk.access import glass
from graftwatch.desk.access.approvals import NeedsASecondPersonError
from graftwatch.desk.access.matters import implicate, put_onto
from graftwatch.desk.access.models import Approval, BrokenGlass, Signal
from graftwatch.desk.access.queries import glass_to_review, signals
from graftwatch.desk.access.viewer import acting_as
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.inbox.models import Task
from graftwatch.desk.states.moving import NotYetError
from graftwatch.records.guarded import writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    with writing("drawn"):
        made = Case.objects.create(title="t", lead_agency=cast.prosecutor.agency)
        put_onto(made, cast.prosecutor, task="lead", by=cast.viewer("prosecutor"))
    return made


def sees(cast, who, case):
    return Case.objects.seen_by(cast.viewer(who)).filter(pk=case.pk).exists()


def asked(cast, key, who="investigator", reason="harm"):
    return glass.ask_to_break(cast.viewer(who), matter=("cases.case", key), reason=reason, words="w")


def test_danger_to_life_opens_at_once_and_those_on_the_matter_and_oversight_are_told(cast, case):
    assert not sees(cast, "investigator", case)
    asked(cast, case.pk, reason="danger_to_life")
    assert sees(cast, "investigator", case)
    assert [task.to for task in Task.objects.for_the_system("a test")] == [cast.prosecutor]
    assert [row.kind for row in signals(cast.viewer("auditor"))] == [Signal.Kind.GLASS]


def test_any_other_reason_waits_for_a_second_person_who_may_see_the_matter(cast, case):
    row = asked(cast, case.pk)
    with pytest.raises(NeedsASecondPersonError):
        glass.take_step(cast.viewer("investigator"), row, verb="break_glass", said={})
    with pytest.raises(NotYetError, match="Only danger to life"):
        glass.take_step(cast.viewer("investigator"), row, verb="break_for_life", said={})
    question = Approval.objects.for_the_system("a test").get()
    with pytest.raises(Denied):
        glass.answer_glass(cast.viewer("keeper"), question, granted=True, why="not on the case")
    glass.answer_glass(cast.viewer("prosecutor"), question, granted=True, why="w")
    row = BrokenGlass.objects.for_the_system("a test").get()
    assert not sees(cast, "investigator", case)
    glass.take_step(cast.viewer("investigator"), row, verb="break_glass", said={})
    assert sees(cast, "investigator", case)


def test_it_closes_after_three_hours_also_where_no_timer_ran(cast, case):
    row = asked(cast, case.pk, reason="danger_to_life")
    assert dt.timedelta(hours=2, minutes=59) < row.ends_at - timezone.now() <= dt.timedelta(hours=3)
    with writing("time passes"):
        BrokenGlass.objects.for_the_system("a test").update(ends_at=timezone.now() - dt.timedelta(seconds=1))
    assert not sees(cast, "investigator", case)


def test_a_wall_stays_a_wall_and_nothing_says_so(cast, case):
    with writing("drawn"):
        implicate(case, {f"agency:{cast.investigator.agency_id}"}, named_by="test")
    walled = asked(cast, case.pk, reason="danger_to_life")
    absent = asked(cast, uuid.uuid4(), reason="danger_to_life")
    assert not sees(cast, "investigator", case)
    states = {row.pk: row.state for row in BrokenGlass.objects.seen_by(cast.viewer("investigator"))}
    assert states[walled.pk] == states[absent.pk] == "active"


def test_no_compartment_comes_with_it_and_custodians_of_identities_cannot_ask(cast, case):
    asked(cast, case.pk, reason="danger_to_life")
    assert not cast.viewer("investigator").holds("identity_reporter")
    assert not cast.viewer("investigator").holds("identity_victim")
    with pytest.raises(Denied):
        asked(cast, case.pk, who="custodian", reason="danger_to_life")


def test_oversight_reviews_each_and_nobody_their_own(cast, case):
    row = asked(cast, case.pk, reason="danger_to_life")
    row = BrokenGlass.objects.for_the_system("a test").get(pk=row.pk)
    glass.take_step(acting_as("timer"), row, verb="run_out", said={})
    assert list(glass_to_review(cast.viewer("auditor"))) == [row]
    assert list(glass_to_review(cast.viewer("investigator"))) == []
    with pytest.raises(Denied):
        glass.take_step(cast.viewer("investigator"), row, verb="find_in_order", said={"found": "fine"})
    done = glass.take_step(cast.viewer("auditor"), row, verb="find_misuse", said={"found": "no danger"})
    assert (done.state, done.reviewed_by) == ("misuse", cast.auditor)


def test_who_asked_may_close_it_before_and_withdraw_what_is_not_needed(cast, case):
    row = BrokenGlass.objects.for_the_system("a test").get(pk=asked(cast, case.pk, reason="danger_to_life").pk)
    glass.take_step(cast.viewer("investigator"), row, verb="close_again", said={})
    assert not sees(cast, "investigator", case)
    other = asked(cast, case.pk)
    assert glass.take_step(cast.viewer("investigator"), other, verb="withdraw", said={}).state == "withdrawn"


def test_an_agreement_for_one_matter_opens_no_other(cast, case):
    first, second = asked(cast, case.pk), asked(cast, case.pk)
    question = Approval.objects.for_the_system("a test").get(thing=f"access.brokenglass:{first.pk}")
    glass.answer_glass(cast.viewer("prosecutor"), question, granted=True, why="w")
    with pytest.raises((NeedsASecondPersonError, Denied)):
        glass.take_step(cast.viewer("investigator"), second, verb="break_glass", said={})
