"""Non-punishment before anything is charged: nobody who is or may be a victim becomes a suspect on the quiet."""

import pytest
from django.db import IntegrityError, transaction

from graftwatch.apps.cases import queries
from graftwatch.apps.cases.actions import add_person, go_on, open_person, record_facts, record_role, record_victim
from graftwatch.apps.cases.models import Person, Review, RoleRecorded
from graftwatch.desk.access.approvals import NeedsASecondPersonError
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.inbox.models import Deadline
from graftwatch.desk.states.moving import NotYetError
from graftwatch.records.guarded import writing

pytestmark = pytest.mark.django_db
RAISED = {"side": "protection", "offences": ["organ_sale"], "link": "She was deceived about the operation."}
COURT = "District court"


def again(person):
    return Person.objects.for_the_system("a test").get(pk=person.pk)


def raise_it(cast, person, who="protection"):
    go_on(cast.viewer(who), person, verb="raise_non_punishment", **RAISED)


def decide(cast, second, person, verb, decider="prosecutor", other="reviewer"):
    second(decider, other, verb, person)
    told = {"told": "By her adviser"} if verb == "not_apply_non_punishment" else {}
    return go_on(cast.viewer(decider), person, verb=verb, reasons="Written in full.", **told)


def reviewed(cast, second, person, verb):
    raise_it(cast, person)
    go_on(cast.viewer("prosecutor"), person, verb="look_at", first_look="Her statement")
    decide(cast, second, person, verb)
    return person


def test_a_donor_is_presumed_a_possible_victim(cast, donor):
    assert donor.victim == "concern"


def test_so_is_a_child(cast, case):
    child = add_person(
        cast.viewer("investigator"), case, name="N", role="witness", compartment="investigation", age="child"
    )
    assert child.victim == "concern"


@pytest.mark.parametrize("role", ["person_of_interest", "suspect"])
@pytest.mark.parametrize("who", ["prosecutor", "investigator", "protection"])
def test_a_possible_victim_is_not_named_before_a_review(cast, donor, role, who):
    with pytest.raises(NotYetError):
        record_role(cast.viewer(who), donor, role=role, said_by=COURT)
    assert again(donor).role == "donor"


@pytest.mark.parametrize("state", ["raised", "under_review", "appealed"])
def test_while_a_review_runs_the_database_itself_refuses_a_suspect(cast, donor, state):
    rows = Person.objects.for_the_system("a test").filter(pk=donor.pk)
    with writing("a test"), pytest.raises(IntegrityError), transaction.atomic():
        rows.update(role="suspect", non_punishment=state, victim="none")


def test_nor_is_a_victim_a_suspect_in_the_database_without_a_finished_review(cast, donor):
    rows = Person.objects.for_the_system("a test").filter(pk=donor.pk)
    with writing("a test"), pytest.raises(IntegrityError), transaction.atomic():
        rows.update(role="person_of_interest")


@pytest.mark.parametrize("who", ["protection", "investigator", "prosecutor", "reviewer"])
def test_any_side_may_raise_it_and_a_first_look_is_due_in_two_days(cast, donor, who):
    raise_it(cast, donor, who)
    clock = Deadline.objects.seen_by(cast.viewer("prosecutor")).get(name="first_look")
    assert (clock.due_at - clock.started_at).total_seconds() == 48 * 3600
    assert clock.matter_id == donor.case_id


def test_the_moment_it_is_raised_a_suspect_is_one_no_more(cast, case):
    prosecutor = cast.viewer("prosecutor")
    person = add_person(prosecutor, case, name="B. Broker", role="suspect", compartment="investigation", said_by=COURT)
    raise_it(cast, person)
    assert again(person).role == "set_aside"
    with pytest.raises(NotYetError):
        record_role(prosecutor, person, role="suspect", said_by=COURT)


def test_a_decision_needs_two_people_of_different_units(cast, donor):
    raise_it(cast, donor)
    go_on(cast.viewer("prosecutor"), donor, verb="look_at", first_look="Her statement")
    with pytest.raises(NeedsASecondPersonError):
        go_on(cast.viewer("prosecutor"), donor, verb="apply_non_punishment", reasons="r")
    with pytest.raises(NotYetError):
        go_on(cast.viewer("prosecutor"), donor, verb="apply_non_punishment", reasons="")


def test_where_it_applies_the_person_is_never_named_and_others_may_be_charged(cast, active, donor, second):
    reviewed(cast, second, donor, "apply_non_punishment")
    with pytest.raises(NotYetError):
        record_role(cast.viewer("prosecutor"), donor, role="suspect", said_by=COURT)
    go_on(cast.viewer("prosecutor"), active, verb="charge", charges="Person B")
    assert active.investigation == "charged"


def test_where_it_does_not_apply_a_second_person_must_agree_to_naming(cast, donor, second):
    reviewed(cast, second, donor, "not_apply_non_punishment")
    with pytest.raises(NeedsASecondPersonError):
        record_role(cast.viewer("prosecutor"), donor, role="suspect", said_by=COURT)
    second("prosecutor", "prosecutor2", "record_role", donor)
    made = record_role(cast.viewer("prosecutor"), donor, role="suspect", said_by=COURT)
    review = Review.objects.seen_by(cast.viewer("prosecutor")).get()
    assert (made.review_id, made.approved_by) == (review.pk, cast.prosecutor2)
    assert again(donor).cleared_by_id == review.pk
    assert {review.decided_by, review.decided_with} == {cast.prosecutor, cast.reviewer}


def test_an_appeal_protects_at_once_and_is_decided_by_others(cast, donor, second):
    reviewed(cast, second, donor, "not_apply_non_punishment")
    second("prosecutor", "prosecutor2", "record_role", donor)
    record_role(cast.viewer("prosecutor"), donor, role="suspect", said_by=COURT)
    go_on(cast.viewer("protection"), donor, verb="appeal_the_decision", grounds="She was a child")
    assert (again(donor).role, again(donor).cleared_by) == ("set_aside", None)
    second("prosecutor", "prosecutor2", "apply_non_punishment", donor)
    with pytest.raises(NotYetError):
        go_on(cast.viewer("prosecutor"), donor, verb="apply_non_punishment", reasons="r")
    second("prosecutor2", "reviewer", "apply_non_punishment", donor)
    with pytest.raises(NotYetError):
        go_on(cast.viewer("prosecutor2"), donor, verb="apply_non_punishment", reasons="r")
    second("prosecutor2", "investigator", "not_apply_non_punishment", donor)


def test_a_suspect_who_turns_out_to_be_a_possible_victim_is_a_suspect_no_more(cast, case):
    person = add_person(
        cast.viewer("prosecutor"), case, name="X", role="person_of_interest", compartment="investigation"
    )
    record_victim(cast.viewer("protection"), person, victim="presumed", why="Debt")
    assert again(person).role == "set_aside"
    assert RoleRecorded.objects.seen_by(cast.viewer("prosecutor")).filter(person=person).count() == 2


def test_that_somebody_was_a_possible_victim_is_never_forgotten(cast, donor):
    with pytest.raises(Denied):
        record_victim(cast.viewer("prosecutor"), donor, victim="none", why="r")
    with pytest.raises(Denied):
        record_victim(cast.viewer("prosecutor"), donor, victim="not_identified", why="r")
    record_victim(cast.viewer("protection"), donor, victim="not_identified", why="r")
    with pytest.raises(NotYetError):
        record_role(cast.viewer("prosecutor"), again(donor), role="suspect", said_by=COURT)


def test_nobody_gets_round_it_by_writing_the_same_name_down_again(cast, case, donor):
    with pytest.raises(NotYetError):
        add_person(
            cast.viewer("prosecutor"), case, name="haddad AMAL", role="suspect", compartment="investigation",
            said_by=COURT,
        )  # fmt: skip


def test_only_a_prosecutor_writes_down_a_suspect_and_says_who_named_them(cast, case):
    said = {"name": "X", "role": "suspect", "compartment": "investigation"}
    with pytest.raises(NotYetError):
        add_person(cast.viewer("investigator"), case, said_by=COURT, **said)
    with pytest.raises(NotYetError):
        add_person(cast.viewer("prosecutor"), case, **said)


def test_a_name_opens_only_for_its_compartment(cast, case, opened):
    person = add_person(
        cast.viewer("protection"), case, name="Amal", role="donor", compartment="identity_victim", identity="Safe flat"
    )
    assert open_person(cast.viewer("protection"), person, unlocked=opened("protection")).name == "Amal"
    file = open_person(cast.viewer("prosecutor"), person, unlocked=opened("prosecutor"))
    assert (file.name, file.identity) == (None, None)


def test_facts_are_kept_beside_one_another(cast, donor):
    for means in (["deception"], ["deception", "debt"]):
        record_facts(cast.viewer("investigator"), donor, means=means, purpose=["organ_removal"])
    file = open_person(cast.viewer("prosecutor"), donor)
    assert [answers["means"] for _row, answers in file.facts] == [["deception", "debt"], ["deception"]]


def test_people_are_called_by_letters(cast, case):
    investigator = cast.viewer("investigator")
    labels = [
        add_person(investigator, case, name=str(n), role="witness", compartment="investigation").label
        for n in range(28)
    ]
    assert [labels[0], labels[25], labels[26], labels[27]] == ["A", "Z", "AA", "AB"]


def test_reviews_are_counted_and_small_numbers_are_not_shown(cast, case, second):
    for n in range(11):
        person = add_person(cast.viewer("investigator"), case, name=str(n), role="donor", compartment="investigation")
        reviewed(cast, second, person, "apply_non_punishment")
    counted = {each.outcome: each for each in queries.non_punishment_counts(cast.viewer("auditor"))}
    assert counted["applied"].n == 11
    assert counted["not_applied"].n is None
    with pytest.raises(Denied):
        queries.non_punishment_counts(cast.viewer("triage"))
