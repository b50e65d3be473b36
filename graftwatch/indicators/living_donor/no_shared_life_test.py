"""LD-03, shown asking, staying silent, and at the edges of its parameters."""

import pytest

from graftwatch.indicators.living_donor.no_shared_life import no_shared_life
from graftwatch.testing import asking

FILE = """
    living_donor_assessment
    id | donor | recipient | relationship | opened_on
    a1 | dan   | rosa      | sibling      | 2025-03-01

    waiting_list_entry
    id | person | listed_on  | dialysis_started_on
    w1 | rosa   | 2024-06-01 | 2024-02-01
"""
LAID = """
    kinship_evidence
    id | assessment | kind           | shows_from | result
    k1 | a1         | photographs    | 2024-12-01 | seen
    k2 | a1         | communications | 2024-02-01 | seen
    k3 | a1         | cohabitation   | 2024-11-01 | seen
"""
OLD_PICTURES = LAID.replace("2024-12-01", "2009-12-01")


def sizes(picture, **settings):
    return asking(no_shared_life, picture, **settings).sizes


def test_kin_all_of_whose_traces_begin_with_the_illness_are_asked_about():
    answer = asking(no_shared_life, FILE + LAID)
    assert answer.sizes == {"dan:rosa": 1.0}
    assert ("waiting_list_entry", "w1") in answer.cited
    assert {row for table, row in answer.cited if table == "kinship_evidence"} == {"k1", "k2", "k3"}


def test_the_share_of_kinds_has_two_sides():
    assert sizes(FILE + OLD_PICTURES, min_trace=0.34) == {"dan:rosa": pytest.approx(2 / 3)}
    assert sizes(FILE + OLD_PICTURES, min_trace=0.33) == {}


def test_of_cousins_one_trace_is_enough():
    cousins = FILE.replace("sibling", "cousin ")
    assert sizes(cousins + LAID) == {"dan:rosa": 1.0}
    assert sizes(cousins + OLD_PICTURES) == {}


def test_the_day_before_the_illness_is_early_enough():
    edge = LAID.replace("2024-02-01", "2024-01-31")
    assert sizes(FILE + edge, min_trace=0.33) == {}


def test_before_days_before_the_illness_at_the_latest():
    edge = LAID.replace("2024-02-01", "2024-01-22")
    assert sizes(FILE + edge, min_trace=0.33, before_days=10) == {}
    assert sizes(FILE + edge, min_trace=0.33, before_days=11) == {"dan:rosa": 1.0}


def test_min_kinds_were_asked_for():
    assert sizes(FILE + LAID, min_kinds=3) == {"dan:rosa": 1.0}
    assert sizes(FILE + LAID, min_kinds=4) == {}


def test_a_kind_of_which_no_day_is_known_was_not_asked_and_a_false_one_was():
    undated = LAID.replace("2024-12-01", "-").replace("2024-02-01", "-")
    assert sizes(FILE + undated) == {}
    assert sizes(FILE + undated.replace("- | seen", "- | forged")) == {"dan:rosa": 1.0}


def test_a_trace_that_was_found_false_shows_nothing():
    forged = LAID.replace("2024-12-01 | seen", "2001-12-01 | forged")
    assert sizes(FILE + forged) == {"dan:rosa": 1.0}


def test_a_file_without_any_trace_is_not_asked_about():
    assert sizes(FILE + LAID.replace("| a1 ", "| a9 ")) == {}


def test_without_a_waiting_list_the_work_up_stands_for_the_illness():
    alone = FILE.split("\n\n")[0].replace("opened_on\n", "opened_on | recipient_workup_started_on\n")
    alone = alone.replace("| 2025-03-01", "| 2025-03-01 | {}") + "\n"
    assert sizes(alone.format("2024-02-01") + LAID) == {"dan:rosa": 1.0}
    assert sizes(alone.format("-") + LAID) == {}


@pytest.mark.parametrize("tie", ["friend", "non_directed", "unknown", "-"])
def test_where_no_kinship_is_claimed_no_shared_life_is_asked(tie):
    assert sizes(FILE.replace("sibling", tie) + LAID) == {}


def test_a_marriage_that_is_openly_younger_than_the_illness_has_no_earlier_life():
    claim = """
    kinship_claim
    donor | recipient | assessment | relationship | tie_since
    dan   | rosa      | a1         | spouse       | 2024-02-01
    """
    married = FILE.replace("sibling", "spouse ")
    assert sizes(married + LAID + claim) == {}
    assert sizes(married + LAID + claim.replace("2024-02-01", "2024-01-31")) == {"dan:rosa": 1.0}


def test_of_people_who_live_in_different_countries_no_shared_home_is_asked():
    lives = """
    person
    id   | residence_country
    dan  | XA
    rosa | XB
    """
    assert asking(no_shared_life, FILE + LAID + lives).number("n_kinds") == [2, 2]
    assert asking(no_shared_life, FILE + LAID + lives.replace("XB", "XA")).number("n_kinds") == [3, 3, 3]
    assert asking(no_shared_life, FILE + LAID + lives.replace("XB", "-")).number("n_kinds") == [3, 3, 3]


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    names = ("living_donor_assessment", "kinship_evidence", "waiting_list_entry", "kinship_claim", "person")
    assert asking(no_shared_life, "\n\n".join(f"{name}\nid\nx1" for name in names)).subjects == set()
    assert asking(no_shared_life, "\n\n".join(f"{name}\nid" for name in names)).subjects == set()
