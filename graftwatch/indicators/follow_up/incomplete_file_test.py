"""PT-01, shown asking, staying silent, and at both sides of each parameter."""

import pytest

from graftwatch.indicators.follow_up.incomplete_file import ITEMS, incomplete_file
from graftwatch.testing import asking

HEAD = "abroad_file\nid | person | received_on | " + " | ".join(ITEMS) + "\n"


def _file(id, *marks, person="ana", on="2026-01-01"):
    cells = (*marks, *("-",) * (len(ITEMS) - len(marks)))
    return " | ".join((id, person, on, *cells)) + "\n"


HALF = HEAD + _file("f1", *("yes",) * 4, *("no",) * 4)
SENT = "\ntravel_registration\nperson | referral\nana | {}\n"


def subjects(picture, today="2026-06-30", **settings):
    return asking(incomplete_file, picture, today, **settings).subjects


def test_a_patient_who_came_back_with_half_a_file_is_asked_about():
    answer = asking(incomplete_file, HALF)
    assert answer.sizes == {"ana": 0.5}
    assert answer.cited == {("abroad_file", "f1")}
    assert (answer.number("n_there"), answer.number("n_items")) == ([4], [8])


def test_a_complete_file_is_not_asked_about():
    assert subjects(HEAD + _file("f1", *("yes",) * 8)) == set()


def test_the_share_that_must_be_there_has_two_sides():
    assert subjects(HALF, min_complete=0.5) == set()
    assert subjects(HALF, min_complete=0.51) == {"ana"}


def test_at_least_min_items_were_looked_for():
    few = HEAD + _file("f1", "yes", "no", "no", "no", "no")
    assert subjects(few, min_items=5) == {"ana"}
    assert subjects(few, min_items=6) == set()


@pytest.mark.parametrize("mark", ["-", "unknown", "not_asked"])
def test_a_part_that_nobody_looked_for_is_not_missing(mark):
    assert subjects(HEAD + _file("f1", *("yes",) * 4, *(mark,) * 4), min_items=4) == set()
    assert subjects(HEAD + _file("f1", *(mark,) * 8), min_items=0) == set()


def test_papers_that_follow_within_grace_days_are_waited_for():
    assert subjects(HALF, today="2026-03-02", grace_days=60) == {"ana"}
    assert subjects(HALF, today="2026-03-01", grace_days=60) == set()


def test_what_a_later_file_brings_is_there():
    later = _file("f2", *("-",) * 4, *("yes",) * 4, on="2026-04-01")
    assert subjects(HALF + later) == set()
    assert subjects(HALF + later.replace("ana", "ben")) == {"ana"}


@pytest.mark.parametrize(
    ("referral", "asks"),
    [("authority", False), ("bilateral_agreement", False), ("clinician", True), ("none", True), ("-", True)],
)
def test_only_a_patient_whom_the_state_sent_is_left_out(referral, asks):
    assert bool(subjects(HALF + SENT.format(referral))) is asks
    assert subjects(HALF + SENT.format(referral).replace("ana", "ben")) == {"ana"}


def test_missing_values_and_empty_tables_ask_about_nobody():
    assert subjects("abroad_file\nid\nf1") == set()
    assert subjects("abroad_file\nid") == set()
    assert subjects(HALF.replace("ana", "-")) == set()
