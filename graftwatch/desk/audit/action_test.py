"""An action asks who may, commits, and is written down; a refusal undoes everything and is written down, too."""

import json
import uuid

import pytest
from django.db import transaction

from graftwatch.desk.access.models import Agency, Implicated
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.action import Denied, action, note, tell
from graftwatch.desk.audit.acts import NotACodeError, kind_of
from graftwatch.desk.audit.models import Entry
from graftwatch.records.guarded import is_open

pytestmark = pytest.mark.django_db


@action(may=lambda viewer: viewer.holds("accounts"))
def open_office(viewer, *, name):
    return Agency.objects.create(name=name)


@action(may=lambda viewer, office: office.name != "closed")
def rename(viewer, office, *, name):
    office.name = name
    office.save()


@action(may=lambda viewer: True)
def open_two_and_rename(viewer, *, name):
    office = open_office(viewer, name="closed")
    rename(viewer, office, name=name)


@action(may=lambda viewer: True)
def stumble(viewer):
    Agency.objects.create(name="half made")
    raise ValueError("a value that must not reach the trail")


def trail():
    rows = Entry.objects.for_the_system("a test").order_by("number")
    return [(row.verb.split(".")[-1], row.result, row.thing) for row in rows]


def test_what_was_done_is_in_the_trail_without_its_content():
    office = open_office(operator(), name="Ministry of secrets")
    rename(operator(), office, name="Ministry of more secrets")
    assert trail() == [
        ("open_office", "done", f"access.agency:{office.pk}"),
        ("rename", "done", f"access.agency:{office.pk}"),
    ]
    written = Entry.objects.for_the_system("a test").last().written
    assert "secrets" not in written
    assert '"fields":["name"]' in written
    assert '"purpose":"operation"' in written


def test_a_refusal_is_written_in_a_transaction_of_its_own():
    office = Agency.objects.create(name="closed")
    with pytest.raises(Denied):
        rename(operator(), office, name="open")
    assert trail() == [("rename", "refused", f"access.agency:{office.pk}")]


def test_a_refusal_within_an_action_undoes_all_of_it_and_is_written_once():
    with pytest.raises(Denied):
        open_two_and_rename(operator(), name="open")
    assert not Agency.objects.exists()
    assert [(verb, result) for verb, result, _ in trail()] == [("rename", "refused")]


def test_a_failure_undoes_everything_and_is_written_without_its_words():
    with pytest.raises(ValueError, match="must not reach"):
        stumble(operator())
    assert not Agency.objects.exists()
    assert trail() == [("stumble", "failed", "")]
    assert "must not reach" not in Entry.objects.for_the_system("a test").last().written


def test_tables_are_open_during_the_action_only():
    seen = []

    @action(may=lambda viewer: True)
    def look(viewer):
        seen.append(is_open())

    look(operator())
    assert seen == [True]
    assert not is_open()


def test_an_action_undone_by_an_outer_transaction_leaves_no_row():
    with transaction.atomic():
        open_office(operator(), name="x")
        transaction.set_rollback(True)
    assert trail() == []


@action(may=lambda viewer: True)
def try_to_rename(viewer, office):
    try:
        rename(viewer, office, name="open")
    except Denied:
        return "another way was found"


@action(may=lambda viewer, office: True, act="disclosure")
def hand_over(viewer, office, *, why, matter=None):
    tell(justification=why, recipient="agency:7")


def last():
    return json.loads(Entry.objects.for_the_system("a test").last().written)


def test_a_refusal_that_an_action_gets_over_is_written_all_the_same():
    try_to_rename(operator(), Agency.objects.create(name="closed"))
    assert sorted((verb, result) for verb, result, _ in trail()) == [("rename", "refused"), ("try_to_rename", "done")]


def test_within_an_action_nothing_is_appended_before_its_end():
    seen = []

    @action(may=lambda viewer: True)
    def two_steps(viewer):
        open_office(viewer, name="new")
        seen.extend(trail())

    two_steps(operator())
    assert seen == []
    assert [verb for verb, _, _ in trail()] == ["two_steps", "open_office"]


def test_a_disclosure_says_why_and_to_whom():
    office, matter = Agency.objects.create(name="x"), Implicated(matter_kind="cases.case", matter_id=uuid.uuid4())
    hand_over(operator(), office, why="request_of_a_court", matter=matter)
    assert last()["act"] == "disclosure"
    assert (last()["justification"], last()["recipient"]) == ("request_of_a_court", "agency:7")
    assert last()["matter"] == f"cases.case:{matter.matter_id}"


def test_the_trail_takes_codes_and_no_words():
    with pytest.raises(NotACodeError):
        hand_over(operator(), Agency.objects.create(name="x"), why="Dr Amal Haddad told us")
    assert last()["result"] == "failed"
    assert "Amal" not in last()["justification"]


def test_an_act_that_changes_nothing_is_noted():
    office = Agency.objects.create(name="x")
    note(operator(), "offices.search", office, justification="conflict_check")
    assert (last()["verb"], last()["act"], last()["justification"]) == (
        "offices.search", "consultation", "conflict_check",
    )  # fmt: skip


def test_a_note_within_an_action_that_fails_is_undone_with_it():
    @action(may=lambda viewer: True)
    def look_and_stumble(viewer):
        note(viewer, "offices.search")
        raise ValueError("stumbled")

    with pytest.raises(ValueError, match="stumbled"):
        look_and_stumble(operator())
    assert [(verb, result) for verb, result, _ in trail()] == [("look_and_stumble", "failed")]


@pytest.mark.parametrize(
    ("verb", "act"),
    [
        ("cases.open_case", "consultation"), ("vault.unlock", "consultation"), ("screening.download", "disclosure"),
        ("retention.erase", "erasure"), ("reports.collect_envelope", "collection"), ("cases.charge", "alteration"),
        ("access.give_mandate", "permission"), ("access.log_in", "session"), ("reports.convert", "combination"),
    ],
)  # fmt: skip
def test_the_kind_of_an_act_follows_from_its_verb_where_nobody_says_it(verb, act):
    assert kind_of(verb) == act
