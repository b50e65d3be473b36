"""The person concerned sees role, agency, purpose and day; never a name, never what was only tried."""

import datetime as dt

import pytest

from graftwatch.desk.audit.slices import NobodyConcernedError, in_words, last_number, slice_for
from graftwatch.desk.audit.trail import append_all
from graftwatch.records.guarded import writing

PERSON, CASE = "cases.person:7", "cases.case:9"

pytestmark = pytest.mark.django_db


def told(cast, name, act="consultation", thing=PERSON, matter=CASE, result="done", day=20, hour=9):
    viewer = cast.viewer(name)
    at = dt.datetime(2026, 11, day, hour, tzinfo=dt.UTC)
    row = {"at": at, "verb": "cases.open_person", "act": act, "who": viewer.who, "role": viewer.role.name}
    with writing("a test"):
        append_all([row | {"agency": viewer.agency, "result": result, "thing": thing, "matter": matter}])


def test_the_same_on_one_day_is_one_line_without_a_name(cast):
    told(cast, "protection")
    told(cast, "protection", hour=15)
    told(cast, "prosecutor", day=21)
    manager = "Protection case manager, Victim protection service of Atlantis"
    lines = in_words(slice_for(PERSON), "en").splitlines()
    assert lines == [
        f"20 November 2026: opened by: {manager}. Purpose: Protection of victims.",
        "21 November 2026: opened by: Prosecutor, Prosecution service of Atlantis. Purpose: Prosecution of offences.",
    ]
    assert not any(part in " ".join(lines) for part in ("Petra", "Paula", "user:"))


def test_what_was_refused_or_concerns_somebody_else_is_not_in_it(cast):
    told(cast, "officer", result="refused")
    told(cast, "protection", thing="cases.person:8", matter="cases.case:8")
    told(cast, "protection", act="alteration")
    assert slice_for(PERSON) == []


def test_a_matter_has_a_slice_as_well_as_a_person(cast):
    told(cast, "protection", thing="cases.note:1")
    assert slice_for(PERSON) == []
    assert len(slice_for(CASE)) == 1


def test_what_was_told_before_is_left_out(cast):
    told(cast, "protection")
    up_to = last_number()
    told(cast, "prosecutor", act="disclosure")
    assert [seen.role for seen in slice_for(PERSON, after=up_to)] == ["prosecutor"]


def test_the_words_are_in_the_readers_language_and_nothing_is_no_letter(cast):
    assert in_words([], "ar") == ""
    told(cast, "protection")
    assert "2026" in in_words(slice_for(PERSON), "fr")


@pytest.mark.parametrize("labels", [(), ("",), ("cases",)])
def test_a_slice_of_nobody_is_refused(labels):
    with pytest.raises(NobodyConcernedError):
        slice_for(*labels)
