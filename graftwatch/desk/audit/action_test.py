"""An action asks who may, commits, and is written down; a refusal undoes everything and is written down, too."""

import pytest
from django.db import transaction

from graftwatch.desk.access.models import Agency
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.action import Denied, action
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
    assert trail() == [("open_office", "done", ""), ("rename", "done", f"access.agency:{office.pk}")]
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
