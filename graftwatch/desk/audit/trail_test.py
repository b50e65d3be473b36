"""The trail cannot be altered unseen."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection

from graftwatch.desk.audit.canonical import canonical
from graftwatch.desk.audit.models import Entry
from graftwatch.desk.audit.trail import BEGINNING, append, verify, verify_rows
from graftwatch.records.guarded import GuardError, writing

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    with writing("a test"):
        for number in range(4):
            append(at=NOON, verb="screening.decide", who=f"user:{number}", result="done", thing="screening.lead:x")
    return list(Entry.objects.for_the_system("a test").order_by("number"))


def test_each_row_holds_the_hash_of_the_row_before(rows):
    assert rows[0].previous == BEGINNING
    assert [row.previous for row in rows[1:]] == [row.digest for row in rows[:-1]]
    assert verify().holds
    assert verify().n_rows == 4
    assert verify().head == rows[-1].digest


def test_an_empty_trail_holds():
    assert verify().holds
    assert verify().head == BEGINNING


def spoil(row, **values):
    for name, value in values.items():
        setattr(row, name, value)


@pytest.mark.parametrize(
    ("spoil_it", "at", "because"),
    [
        (lambda rows: spoil(rows[1], who="user:9"), 2, "columns say something else"),
        (lambda rows: spoil(rows[1], written=rows[1].written.replace("user:1", "user:9")), 2, "is not the hash"),
        (lambda rows: rows.pop(1), 2, "row 2 is missing"),
        (lambda rows: rows.insert(1, rows.pop(2)), 2, "missing"),
        (lambda rows: spoil(rows[2], previous="f" * 64), 3, "hash of the row before"),
    ],
    ids=["a column", "the text", "a row taken out", "two rows swapped", "another chain"],
)
def test_whatever_was_altered_the_verifier_says_where(rows, spoil_it, at, because):
    spoil_it(rows)
    verdict = verify_rows(rows)
    assert not verdict.holds
    assert verdict.fails_at == at
    assert because in verdict.because


def test_the_canonical_form_is_one_line_with_sorted_keys_in_every_script():
    assert canonical({"b": 1, "a": "é العربية"}) == '{"a":"é العربية","b":1}'


def test_nobody_appends_outside_an_action(db):
    with pytest.raises(GuardError):
        append(at=NOON, verb="x", who="y", result="done")


@pytest.mark.parametrize("change", ["UPDATE audit_entry SET who = 'user:9'", "DELETE FROM audit_entry"])
def test_the_database_itself_refuses_to_change_the_trail(rows, change):
    with writing("somebody who went round the programme"), pytest.raises(DatabaseError, match="append-only"):
        connection.cursor().execute(change)
