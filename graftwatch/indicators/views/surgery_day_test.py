"""The day of the operation of each living-donor file."""

import pytest

from graftwatch.indicators.views.surgery_day import surgery_day
from graftwatch.testing import asking

FILE = """
    living_donor_assessment
    id | donor | recipient | opened_on  | surgery_planned_on | outcome
    a1 | d1    | r1        | 2025-01-01 | 2025-03-01         | open
"""
DONE = (
    FILE
    + """
    transplant
    id | donor | recipient | assessment | performed_on
    t1 | d1    | r1        | a1         | 2025-03-08
"""
)


def days(picture):
    answer = asking(surgery_day, picture)
    rows = answer.rows.select(["assessment", "surgery_on", "stage", "transplant"]).to_pylist()
    return {row["assessment"]: (str(row["surgery_on"]), row["stage"], row["transplant"]) for row in rows}


def test_until_the_operation_the_day_planned_for_it_counts():
    assert days(FILE) == {"a1": ("2025-03-01", "open", None)}


def test_the_day_on_which_it_was_done_counts_more_than_the_plan():
    assert days(DONE) == {"a1": ("2025-03-08", "done", "t1")}


def test_a_registry_without_the_files_number_still_knows_who_gave_to_whom():
    unnumbered = DONE.replace("| a1         |", "| -          |")
    assert days(unnumbered) == {"a1": ("2025-03-08", "done", "t1")}
    assert days(unnumbered.replace("t1 | d1", "t1 | d2"))["a1"][1] == "open"
    assert days(unnumbered.replace("2025-03-08", "2024-03-08"))["a1"][1] == "open"


@pytest.mark.parametrize("outcome", ["withdrew", "refused_by_board", "declined_medical", "recipient_transplanted"])
def test_a_candidate_who_does_not_give_has_no_day(outcome):
    assert days(FILE.replace("01         | open", f"01         | {outcome}")) == {"a1": ("None", "ended", None)}


def test_two_operations_under_one_file_are_one_row_and_the_first_counts():
    twice = DONE.rstrip() + "\n    t2 | d1    | r1        | a1         | 2025-04-08\n"
    assert days(twice) == {"a1": ("2025-03-08", "done", "t1")}


def test_a_gift_to_nobody_in_particular_has_no_pair():
    assert asking(surgery_day, FILE.replace("r1   ", "-    ")).number("pair") == [None]


def test_rows_without_values_crash_nothing():
    assert days("living_donor_assessment\nid\na1\n\ntransplant\nid\nt1") == {"a1": ("None", "open", None)}
