"""LD-29, shown asking, staying silent, and at both sides of its parameter."""

import pytest

from graftwatch.indicators.living_donor.tie_of_the_two_around_illness import tie_of_the_two_around_illness
from graftwatch.testing import asking

FILE = """
    living_donor_assessment
    id | donor | recipient | opened_on  | surgery_planned_on
    a1 | dan   | rosa      | 2025-03-01 | -

    waiting_list_entry
    id | person | listed_on  | dialysis_started_on
    w1 | rosa   | 2024-06-01 | 2024-02-01
"""
CLAIM = """
    kinship_claim
    id | donor | recipient | assessment | relationship | tie_since
    c1 | dan   | rosa      | a1         | spouse       | 2024-09-01
"""


def sizes(picture, **settings):
    return asking(tie_of_the_two_around_illness, picture, **settings).sizes


def test_a_marriage_after_dialysis_began_is_asked_about():
    answer = asking(tie_of_the_two_around_illness, FILE + CLAIM)
    assert answer.sizes == {"dan:rosa": 1.0}
    assert answer.cited == {
        ("kinship_claim", "c1"), ("living_donor_assessment", "a1"), ("waiting_list_entry", "w1")
    }  # fmt: skip
    assert answer.number("days_after_illness") == [213]


def test_a_marriage_on_the_first_day_of_dialysis_or_before_is_older_than_the_illness():
    assert sizes(FILE + CLAIM.replace("2024-09-01", "2024-02-01")) == {}
    assert sizes(FILE + CLAIM.replace("2024-09-01", "2024-02-02")) == {"dan:rosa": 1.0}


OLD = CLAIM.replace("2024-09-01", "2023-04-10")
PLANNED = FILE.replace("2025-03-01 | -", "2025-03-01 | 2025-04-10")


def test_min_months_before_the_planned_operation_are_enough():
    assert sizes(FILE + OLD) == {}
    assert sizes(PLANNED + OLD, min_months=24) == {}
    assert sizes(PLANNED + OLD, min_months=25) == {"dan:rosa": 1.0}
    assert sizes(PLANNED + OLD.replace("2023-04-10", "2023-04-11"), min_months=24) == {"dan:rosa": 1.0}


def test_the_operation_that_was_done_counts_before_the_one_that_was_planned():
    done = """
    transplant
    id | recipient | donor | performed_on | organ_kind
    t1 | rosa      | dan   | 2026-04-10   | kidney
    """
    assert sizes(PLANNED + OLD.replace("2023-04-10", "2023-04-11")) == {"dan:rosa": 1.0}
    assert sizes(PLANNED + OLD.replace("2023-04-10", "2023-04-11") + done) == {}


@pytest.mark.parametrize("tie", ["parent", "child", "partner"])
def test_an_adoption_or_a_partnership_is_asked_about_as_a_marriage_is(tie):
    assert sizes(FILE + CLAIM.replace("spouse", tie)) == {"dan:rosa": 1.0}


@pytest.mark.parametrize("tie", ["in_law", "sibling", "cousin", "other_blood_relative"])
def test_relatives_whom_somebody_elses_wedding_or_adoption_made_are_left_in_peace(tie):
    assert sizes(FILE + CLAIM.replace("spouse", tie)) == {}


@pytest.mark.parametrize("tie", ["friend", "colleague", "paired_exchange", "non_directed"])
def test_a_friendship_has_no_day_on_which_it_was_made(tie):
    assert sizes(FILE + CLAIM.replace("spouse", tie)) == {}


def test_a_claim_that_does_not_name_the_tie_counts_as_the_tie_of_its_file():
    unsaid = CLAIM.replace("spouse", "-     ")
    assert sizes(FILE + unsaid) == {}
    for tie, found in (("spouse", {"dan:rosa": 1.0}), ("in_law", {})):
        file = FILE.replace("| surgery_planned_on", "| surgery_planned_on | relationship")
        assert sizes(file.replace("2025-03-01 | -", f"2025-03-01 | - | {tie}") + unsaid) == found


def test_another_spouse_on_record_adds_to_the_size():
    other = "    c2 | eva   | rosa      | -          | spouse       | -\n"
    assert sizes(FILE + CLAIM + other) == {"dan:rosa": 2.0}
    assert sizes(FILE + CLAIM + other.replace("spouse", "cousin")) == {"dan:rosa": 1.0}
    again = "    c2 | dan   | rosa      | -          | spouse       | -\n"
    assert sizes(FILE + CLAIM + again) == {"dan:rosa": 1.0}


HOME = """
    kinship_evidence
    id | assessment | kind         | shows_from | result
    k1 | a1         | cohabitation | 2022-02-01 | seen
"""


def test_people_who_shared_a_home_long_before_only_registered_late():
    assert sizes(FILE + CLAIM + HOME) == {}
    assert sizes(FILE + CLAIM + HOME.replace("2022-02-01", "2022-02-02")) == {"dan:rosa": 1.0}
    assert sizes(FILE + CLAIM + HOME.replace("seen", "forged")) == {"dan:rosa": 1.0}
    assert sizes(FILE + CLAIM + HOME.replace("cohabitation", "photographs ")) == {"dan:rosa": 1.0}


def test_where_neither_illness_nor_operation_has_a_day_nothing_is_asked():
    assert sizes(FILE.replace("| rosa   |", "| other  |") + CLAIM) == {}
    assert sizes(FILE + CLAIM.replace("2024-09-01", "-")) == {}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    names = ("living_donor_assessment", "kinship_claim", "kinship_evidence", "waiting_list_entry", "transplant")
    assert asking(tie_of_the_two_around_illness, "\n\n".join(f"{name}\nid\nx1" for name in names)).subjects == set()
    assert asking(tie_of_the_two_around_illness, "\n\n".join(f"{name}\nid" for name in names)).subjects == set()
