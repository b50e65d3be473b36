"""The two tracks: what is asked, what stands against a step, what follows, and that neither touches the other."""

import datetime as dt

import pytest
from django.utils import timezone

from graftwatch.apps.cases.actions import (
    add_member,
    add_person,
    finish_task,
    give_task,
    go_on,
    open_case_file,
    pause_clock,
    resume_clock,
    write_note,
)
from graftwatch.apps.cases.conftest import answers_for
from graftwatch.apps.cases.models import Case
from graftwatch.apps.cases.states import INVESTIGATION, PROTECTION
from graftwatch.desk.access.approvals import NeedsASecondPersonError
from graftwatch.desk.access.models import Tie
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.audit.models import Entry
from graftwatch.desk.inbox.models import Deadline, Task
from graftwatch.desk.states.moving import NotYetError, moves_of
from graftwatch.records.guarded import writing

pytestmark = pytest.mark.django_db


def stands(case, state):
    with writing("a state drawn for a test"):
        Case.objects.for_the_system("drawn").filter(pk=case.pk).update(investigation=state)
    case.investigation = state
    return case


def clocks(viewer, case):
    found = Deadline.objects.seen_by(viewer).filter(matter_id=case.pk, stopped_at=None)
    return {clock.name: clock for clock in found}


def test_a_rejected_case_is_closed_with_its_reason(cast, proposed):
    prosecutor = cast.viewer("prosecutor")
    go_on(prosecutor, proposed, verb="reject_case", reason="Known to another case")
    assert proposed.investigation == "closed"
    assert "retention" in clocks(prosecutor, proposed)


def test_a_case_waits_at_most_a_week_to_be_opened(cast, proposed):
    clock = clocks(cast.viewer("prosecutor"), proposed)["opening"]
    assert clock.due_at - clock.started_at == dt.timedelta(days=7)


def test_the_first_look_at_non_punishment_stands_still_for_nobody(cast, case, donor):
    said = {"side": "protection", "offences": ["organ_sale"], "link": "deceived"}
    go_on(cast.viewer("protection"), donor, verb="raise_non_punishment", **said)
    clock = clocks(cast.viewer("prosecutor"), case)["first_look"]
    for name in ("prosecutor", "prosecutor2", "investigator", "protection", "reviewer", "keeper"):
        with pytest.raises(NotYetError, match="cannot stand still"):
            pause_clock(cast.viewer(name), case, clock=clock, reason="We are busy")
    assert clocks(cast.viewer("prosecutor"), case)["first_look"].paused_at is None


def test_whoever_is_tied_cannot_be_chosen_to_lead(cast, proposed):
    Tie.objects.create(user=cast.investigator, party=str(next(iter(cast.viewer("liaison").parties))), kind="family")
    for party in cast.viewer("liaison").parties:
        Tie.objects.get_or_create(user=cast.investigator, party=party, kind="works_at")
    with pytest.raises(NotYetError):
        go_on(cast.viewer("prosecutor"), proposed, verb="open_case", lead=str(cast.investigator.pk), legal_basis="12")
    assert proposed.investigation == "proposed"


def test_only_whoever_leads_starts_the_work(cast, case):
    add_member(cast.viewer("prosecutor"), case, user=cast.exchange)
    with pytest.raises(Denied):
        go_on(cast.viewer("exchange"), case, verb="start_preliminary", plan="x", protection_contact="1")


def test_what_a_step_asks_cannot_be_left_out(cast, case):
    with pytest.raises(NotYetError):
        go_on(cast.viewer("investigator"), case, verb="start_preliminary", plan="")
    assert case.investigation == "opened"


def test_a_suspension_comes_back_on_the_day_that_was_named(cast, active):
    prosecutor, day = cast.viewer("prosecutor"), timezone.localdate() + dt.timedelta(days=20)
    go_on(prosecutor, active, verb="suspend", reason="An answer from abroad", review_on=day)
    assert timezone.localdate(clocks(prosecutor, active)["suspension"].due_at) == day
    go_on(prosecutor, active, verb="resume", reason="It came")
    assert "suspension" not in clocks(prosecutor, active)


def test_a_charge_brings_the_list_of_what_is_disclosed(cast, active):
    prosecutor = cast.viewer("prosecutor")
    go_on(prosecutor, active, verb="charge", charges="Person A, section 12")
    assert active.investigation == "charged"
    assert Task.objects.seen_by(prosecutor).filter(matter_id=active.pk).count() == 1


def test_nobody_is_charged_before_non_punishment_was_decided_for_each_victim(cast, active, donor):
    with pytest.raises(NotYetError, match="A"):
        go_on(cast.viewer("prosecutor"), active, verb="charge", charges="Person B")
    assert active.investigation == "active"


def test_that_a_victim_may_be_left_uninformed_is_not_said_by_choosing_that_there_is_none(cast, active, donor):
    said = {"reason_code": "not_enough", "reason": "r"}
    with pytest.raises(NotYetError):
        go_on(cast.viewer("prosecutor"), active, verb="discontinue", victims_told="no_victim", **said)
    go_on(cast.viewer("prosecutor"), active, verb="discontinue", victims_told="declined", **said)
    assert "review_right" in clocks(cast.viewer("prosecutor"), active)


CLOSING = {"keep_because": "section 78", "feedback": True, "lessons": "Ask the ward earlier"}


def test_a_case_is_closed_once_its_tasks_are_done(cast, case):
    prosecutor = cast.viewer("prosecutor")
    task = give_task(prosecutor, case, what="Call the ward", compartment="investigation")
    day = timezone.localdate() + dt.timedelta(days=3650)
    stands(case, "final")
    with pytest.raises(NotYetError):
        go_on(prosecutor, case, verb="close_case", keep_until=day, **CLOSING)
    finish_task(prosecutor, case, task=task)
    go_on(prosecutor, case, verb="close_case", keep_until=day, **CLOSING)
    assert timezone.localdate(clocks(prosecutor, case)["retention"].due_at) == day


@pytest.mark.parametrize(
    ("verb", "state"), [("close_case", "final"), ("discontinue", "active"), ("reject_case", "proposed")]
)
def test_closing_the_investigation_leaves_protection_as_it_is(cast, case, verb, state):
    go_on(cast.viewer("protection"), case, verb="protect", reason="A threat")
    stands(case, state)
    go_on(cast.viewer("prosecutor"), case, **answers_for(verb, cast))
    again = Case.objects.seen_by(cast.viewer("protection")).get(pk=case.pk)
    assert again.protection == "active"
    go_on(cast.viewer("protection"), again, verb="stabilise", in_place="A flat")


def test_ending_protection_leaves_the_investigation_as_it_is(cast, active):
    protector = cast.viewer("protection")
    go_on(protector, active, verb="protect", reason="A threat")
    go_on(protector, active, verb="end_as_wished", wish="I want to go home", danger="Said")
    assert (active.protection, active.investigation) == ("ended_by_victim", "active")
    go_on(protector, active, verb="watch", reason="She called")
    assert active.protection == "monitoring"


def test_each_track_is_only_for_its_own_people(cast, active):
    with pytest.raises(Denied):
        go_on(cast.viewer("prosecutor"), active, verb="protect", reason="r")
    with pytest.raises(Denied):
        go_on(cast.viewer("protection"), active, verb="suspend", reason="r", review_on=timezone.localdate())


def test_reopening_needs_a_second_person_from_another_unit(cast, case, second):
    stands(case, "closed")
    with pytest.raises(NeedsASecondPersonError):
        go_on(cast.viewer("prosecutor"), case, verb="reopen", new="A witness")
    with pytest.raises(Denied):
        second("prosecutor", "prosecutor", "reopen", case)
    second("prosecutor", "prosecutor2", "reopen", case)
    moved = go_on(cast.viewer("prosecutor"), case, verb="reopen", new="A witness")
    assert (case.investigation, moved.approved_by) == ("reopened", cast.prosecutor2)
    with pytest.raises(Denied):
        go_on(cast.viewer("prosecutor"), case, verb="reopen", new="Once more")


@pytest.mark.parametrize("verb", [each.name for each in INVESTIGATION.transitions if each.two_people])
def test_no_step_that_needs_two_people_is_done_by_one(cast, case, verb):
    stands(case, INVESTIGATION[verb].source[-1])
    with writing("drawn so that no guard stands against it"):
        Case.objects.for_the_system("drawn").filter(pk=case.pk).update(
            restricted=False, held_until=dt.date(2030, 1, 1) if verb == "release_hold" else None,
            held_because="r" if verb == "release_hold" else "",
        )  # fmt: skip
    drawn = Case.objects.for_the_system("drawn").get(pk=case.pk)
    drawn.restricted = verb == "lift_restriction"
    with pytest.raises(NeedsASecondPersonError):
        go_on(cast.viewer("prosecutor"), drawn, **answers_for(verb, cast))


def test_a_legal_hold_has_a_reason_and_an_end_and_stops_erasure(cast, case):
    prosecutor = cast.viewer("prosecutor")
    with pytest.raises(NotYetError):
        go_on(prosecutor, case, verb="hold", reason="A claim", until=timezone.localdate())
    go_on(prosecutor, case, verb="hold", reason="A claim", until=timezone.localdate() + dt.timedelta(days=9))
    stands(case, "closed")
    with pytest.raises(NotYetError, match="hold"):
        go_on(prosecutor, case, verb="archive")


def test_a_case_in_which_somebody_is_protected_is_neither_archived_nor_erased(cast, case):
    go_on(cast.viewer("protection"), case, verb="protect", reason="A threat")
    for state, verb in (("closed", "archive"), ("archived", "erase")):
        stands(case, state)
        with pytest.raises(NotYetError, match="protected"):
            go_on(cast.viewer("prosecutor"), case, **answers_for(verb, cast))


def test_after_erasure_nothing_of_the_case_opens_but_the_step_that_erased_it(cast, case, second):
    prosecutor = cast.viewer("prosecutor")
    write_note(prosecutor, case, text="x", kind="fact", source="y", compartment="investigation")
    add_person(prosecutor, case, name="Amal", role="witness", compartment="investigation")
    stands(case, "archived")
    second("prosecutor", "prosecutor2", "erase", case)
    moved = go_on(prosecutor, case, verb="erase", basis="section 80")
    again = Case.objects.seen_by(prosecutor).get(pk=case.pk)
    file = open_case_file(prosecutor, again)
    assert (again.investigation, again.protection) == ("erased", "gone")
    assert (file.title, file.notes[0].said["text"], file.people[0].said["name"]) == (None, None, None)
    with writing("a test"):
        assert "section 80" in moved.said.for_the_system("what stays")
        others = [each for each in moves_of(prosecutor, again) if each.verb == "open_case"]
        assert others[0].said.for_the_system("a test") is None


def test_a_transfer_is_asked_accepted_or_refused(cast, active):
    prosecutor = cast.viewer("prosecutor")
    go_on(prosecutor, active, verb="request_transfer", to="Borduria", basis="Treaty", minimised="Names left out")
    go_on(prosecutor, active, verb="refuse_transfer", reason="No capacity")
    assert active.investigation == "active"


def test_a_clock_stands_still_only_with_a_reason_and_goes_on_with_what_was_left(cast, case):
    investigator = cast.viewer("investigator")
    go_on(investigator, case, verb="start_preliminary", plan="p", protection_contact=str(cast.protection.pk))
    clock = clocks(investigator, case)["preliminary"]
    with pytest.raises(NotYetError):
        pause_clock(investigator, case, clock=clock, reason=" ")
    pause_clock(investigator, case, clock=clock, reason="Waiting for a translation")
    with pytest.raises(Denied):
        pause_clock(investigator, case, clock=clock, reason="again")
    due = clock.due_at
    resume_clock(investigator, case, clock=clock)
    assert clocks(investigator, case)["preliminary"].due_at >= due
    assert clock.pause_reason == "Waiting for a translation"


def test_a_fact_has_a_source_or_it_is_an_opinion(cast, case):
    with pytest.raises(NotYetError):
        write_note(cast.viewer("investigator"), case, text="x", kind="fact", compartment="investigation")


def test_the_trail_names_the_step_and_never_what_was_said(cast, active):
    entries = Entry.objects.for_the_system("a test")
    assert {"cases.open_case", "cases.start_preliminary", "cases.activate"} <= {each.verb for each in entries}
    assert "Four files" not in " ".join(each.written for each in entries)


def test_what_was_said_lies_sealed_in_the_compartment_of_its_track(cast, active):
    moves = moves_of(cast.viewer("protection"), active)
    assert {each.compartment for each in moves if each.machine == INVESTIGATION.name} == {"investigation"}
    with writing("a test"), pytest.raises(Denied):
        moves[0].said.read_by(cast.viewer("protection"))
    assert PROTECTION.compartment == "protection_file"
