"""LD-19, shown asking, staying silent, and at the edges of its parameters."""

import pytest

from graftwatch.indicators.living_donor.family_tree_breaks import family_tree_breaks
from graftwatch.testing import asking

FILE = """
    living_donor_assessment
    id | donor | recipient | relationship | opened_on
    a1 | dan   | rosa      | {}           | 2025-03-01

    stated_relative
    id | assessment | kin_of | role | name | birth_date | death_date | signed_on
"""


def tree(*lines, tie="cousin"):
    """A file and its stated relatives: kin_of, role, name, birth date, and perhaps days of death and of signing."""
    rows = []
    for n, line in enumerate(lines):
        cells = [cell.strip() for cell in line.split("|")]
        rows.append("    " + " | ".join([f"s{n}", "a1", *cells, *["-"] * (6 - len(cells))]) + "\n")
    return FILE.format(tie) + "".join(rows)


def sizes(*lines, tie="cousin", **settings):
    return asking(family_tree_breaks, tree(*lines, tie=tie), **settings).sizes


SELF = "donor | self | DAN | 1980-06-15"
HARD = {"dan:rosa": 3.0}


def test_a_father_of_twelve_is_asked_about():
    answer = asking(family_tree_breaks, tree(SELF, "donor | father | LEO | 1968-06-14"))
    assert answer.sizes == HARD
    assert answer.cited == {
        ("living_donor_assessment", "a1"), ("stated_relative", "s0"), ("stated_relative", "s1")
    }  # fmt: skip
    assert set(answer.number("n_hard")) == {1}


def test_min_parent_age_has_two_sides():
    assert sizes(SELF, "donor | mother | LIA | 1967-06-15", min_parent_age=13) == {}
    assert sizes(SELF, "donor | mother | LIA | 1967-06-16", min_parent_age=13) == HARD
    assert sizes(SELF, "donor | mother | LIA | 1967-06-15", min_parent_age=14) == HARD


def test_a_grandmother_is_two_generations_older():
    assert sizes(SELF, "donor | grandmother | LIA | 1954-06-15") == {}
    assert sizes(SELF, "donor | grandmother | LIA | 1954-06-16") == HARD


def test_an_estimated_day_of_birth_has_a_year_of_slack():
    assert sizes(SELF, "donor | mother | LIA | 1968-01-01") == {}
    assert sizes(SELF, "donor | mother | LIA | 1969-01-01") == HARD


def test_a_grandmother_may_be_of_the_other_parents_line_and_a_brother_another_mothers_son():
    assert sizes("donor | grandmother | LIA | 1930-06-15", "donor | mother | EVA | 1939-06-15") == {}
    assert sizes("donor | mother | EVA | 1960-06-15", "donor | sibling | UGO | 1969-06-15") == {}


def test_where_one_day_of_birth_is_not_known_a_claimed_parent_may_be_of_any_age():
    assert sizes("donor | self | DAN | 1980-06-15", "recipient | self | ROSA | -", tie="parent") == {}


def test_relatives_of_the_other_side_and_spouses_are_of_any_age():
    assert sizes(SELF, "recipient | mother | LIA | 1979-06-14") == {}
    assert sizes(SELF, "donor | spouse | LIA | 1979-06-14", "donor | child | UGO | 1994-06-14") == {}


def test_a_claimed_parent_is_a_generation_older():
    selves = "donor | self | DAN | 1980-06-15", "recipient | self | ROSA | 1990-06-15"
    assert sizes(*selves, tie="parent") == HARD
    assert sizes(*selves, tie="cousin") == {}
    assert sizes(selves[0], selves[1].replace("1990", "2003"), tie="parent") == {}


def test_the_dead_sign_nothing():
    assert sizes("donor | mother | LIA | - | 2010-05-20 | 2010-05-21") == HARD
    assert sizes("donor | mother | LIA | - | 2010-05-20 | 2010-05-20") == {}
    assert sizes("donor | mother | LIA | - | 2010-05-20 | -", "donor | mother | LIA | - | - | 2015-01-05") == HARD
    assert sizes("donor | mother | LIA | - | 2010-05-20 | -", "donor | mother | EVA | - | - | 2015-01-05") == {}


def test_a_day_of_death_that_was_estimated_or_swapped_is_no_break():
    assert sizes("donor | mother | LIA | - | 2010-01-01 | 2010-12-31") == {}
    assert sizes("donor | mother | LIA | - | 2010-01-01 | 2011-01-01") == HARD
    assert sizes("donor | mother | LIA | - | 2010-03-08 | 2010-08-03") == {}
    assert sizes("donor | mother | LIA | - | 2010-03-08 | 2010-08-04") == HARD


def test_two_fathers_of_other_names_and_days_are_a_hard_break_and_another_name_alone_is_not():
    assert sizes("donor | father | LEO | 1950-05-20", "donor | father | ABE | 1953-07-21") == HARD
    assert sizes("donor | father | LEO | 1950-05-20", "donor | father | ABE | 1950-05-20") == {}
    assert sizes("donor | father | LEO | 1950-05-20", "donor | father | ABE | -") == {}
    assert sizes("donor | father | LEO | 1950-05-20", "recipient | father | ABE | 1953-07-21") == {}


THREE = (
    SELF, "donor | self | DAN | 1981-06-15",
    "donor | father | LEO | 1950-05-20", "donor | father | LEO | 1951-05-20",
    "donor | sibling | EVA | 1984-05-20", "donor | sibling | EVA | 1985-05-20",
)  # fmt: skip


def test_soft_breaks_have_two_sides():
    assert sizes(*THREE, soft_breaks=3) == {"dan:rosa": 3.0}
    assert sizes(*THREE[:4], soft_breaks=3) == {}
    assert sizes(*THREE, soft_breaks=4) == {}


def test_the_same_break_in_five_papers_is_one():
    assert sizes(*THREE[:4], *THREE[2:4], "donor | father | LEO | 1952-05-20") == {}


def test_a_relative_of_both_who_is_told_two_ways_is_one_break():
    father = "both | father | LEO | 1950-05-20", "both | father | LEO | 1951-05-20"
    assert sizes(*THREE[:2], *father) == {}


@pytest.mark.parametrize("other", ["1981-01-01", "1980-01-01"])
def test_an_estimated_day_is_no_soft_break(other):
    assert sizes(*THREE, soft_breaks=3) != {}
    assert sizes(THREE[0], THREE[1].replace("1981-06-15", other), *THREE[2:]) == {}


def test_day_and_month_swapped_are_a_typing_error():
    swapped = "donor | self | DAN | 1980-06-05", "donor | self | DAN | 1980-05-06"
    assert sizes(*swapped, *THREE[2:]) == {}
    assert sizes(swapped[0], swapped[1].replace("05-06", "05-07"), *THREE[2:]) == {"dan:rosa": 3.0}


def _born(day):
    return (*THREE[:4], "donor | sibling | EVA | 1984-05-20", f"donor | sibling | UGO | {day}")


def test_min_sibling_months_between_children_of_one_family_but_for_twins():
    assert sizes(*_born("1985-01-19"), min_sibling_months=8) == {"dan:rosa": 3.0}
    assert sizes(*_born("1985-01-20"), min_sibling_months=8) == {}
    assert sizes(*_born("1985-01-20"), min_sibling_months=9) == {"dan:rosa": 3.0}
    assert sizes(*_born("1984-05-20")) == {}
    assert sizes(*_born("1984-05-22")) == {}


def test_a_third_grandfather_is_a_soft_break():
    old = tuple(f"donor | grandfather | {name} | -" for name in ("ABE", "BEN", "CAL"))
    assert sizes(*THREE[:4], *old) == {"dan:rosa": 3.0}
    assert sizes(*THREE[:4], *old[:2]) == {}


def test_full_siblings_have_one_father():
    apart = "donor | father | LEO | 1950-05-20", "recipient | father | ABE | 1953-07-21"
    assert sizes(*apart, tie="sibling", soft_breaks=1) == {"dan:rosa": 1.0}
    assert sizes(*apart, tie="half_sibling", soft_breaks=1) == {}


def test_the_register_counts_as_a_paper():
    person = "\n    person\n    id | birth_date\n    dan | 1982-07-15\n"
    register = tree(SELF, "donor | father | LEO | 1969-07-15", *THREE[4:]) + person
    assert asking(family_tree_breaks, register).sizes == {"dan:rosa": 5.0}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    names = ("living_donor_assessment", "stated_relative", "person")
    assert asking(family_tree_breaks, "\n\n".join(f"{name}\nid\nx1" for name in names)).subjects == set()
    assert asking(family_tree_breaks, "\n\n".join(f"{name}\nid" for name in names)).subjects == set()
    assert sizes("donor | self | - | -", "donor | father | - | -", "- | father | LEO | 1999-01-02") == {}
