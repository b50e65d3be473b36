"""PO-04, shown asking, staying silent, and at the edge of its parameter."""

import pytest

from graftwatch.indicators.police.former_donor_helps import former_donor_helps
from graftwatch.testing import asking

GAVE = """
    living_donor_assessment
    id | donor | recipient | relationship_proof | opened_on
    a1 | dan   | rosa      | claimed            | 2023-01-01
    a2 | eva   | omar      | -                  | 2025-01-01
    a3 | ugo   | pia       | -                  | 2025-03-01

    transplant
    id | donor | recipient | assessment | relationship | performed_on
    t1 | dan   | rosa      | a1         | friend       | 2023-06-01
"""
CAME = (
    GAVE
    + """
    companion
    id | assessment | person | role  | licensed | noted_on
    k1 | a2         | dan    | other | -        | 2025-01-02
"""
)


def subjects(picture, **settings):
    return asking(former_donor_helps, picture, **settings).subjects


def test_one_who_gave_to_a_stranger_and_accompanies_another_donor_is_asked_about():
    answer = asking(former_donor_helps, CAME)
    assert answer.sizes == {"dan": 1}
    assert answer.cited == {("transplant", "t1"), ("companion", "k1"), ("living_donor_assessment", "a2")}


def test_they_are_asked_about_as_a_possible_victim():
    assert former_donor_helps.may_be_victim
    assert former_donor_helps.never_alone


def test_interpreting_and_being_called_for_others_count_too():
    more = GAVE + """
    interpreter_session
    id | assessment | interpreter | held_on
    i1 | a2         | dan         | 2025-01-05

    contact_point
    id | assessment | role       | phone | noted_on
    c1 | a1         | donor_self | 700   | 2023-01-01
    c2 | a3         | emergency  | 700   | 2025-03-03
    """  # fmt: skip
    answer = asking(former_donor_helps, more)
    assert answer.sizes == {"dan": 2}
    assert {("interpreter_session", "i1"), ("contact_point", "c2")} <= answer.cited


def test_at_least_min_pairs_unrelated_pairs():
    assert subjects(CAME, min_pairs=1) == {"dan"}
    assert subjects(CAME, min_pairs=2) == set()
    assert subjects(CAME + "    k2 | a3 | dan | other | - | 2025-03-02\n", min_pairs=2) == {"dan"}


@pytest.mark.parametrize("tie", ["sibling", "spouse", "non_directed", "paired_exchange", "-"])
def test_a_gift_to_close_kin_or_through_a_programme_is_not_one_to_a_stranger(tie):
    assert subjects(CAME.replace("friend", tie)) == set()


def test_wider_kin_count_as_strangers_unless_the_tie_was_proven():
    assert subjects(CAME.replace("friend", "cousin")) == {"dan"}
    assert subjects(CAME.replace("friend", "cousin").replace("claimed", "proven ")) == set()


def test_helping_before_the_gift_is_not_asked_about():
    assert subjects(CAME.replace("2025-01-02", "2023-06-01")) == set()
    assert subjects(CAME.replace("2025-01-02", "2023-06-02")) == {"dan"}


def test_helping_ones_own_circle_is_not_asked_about():
    claim = """
    kinship_claim
    donor | recipient | relationship
    dan   | omar      | cousin
    """
    assert subjects(CAME + claim) == set()


def test_a_licensed_companion_and_a_peer_supporter_of_a_charity_are_not_asked_about():
    assert subjects(CAME.replace("| other | -  ", "| other | yes")) == set()
    peer = GAVE + """
    contact_point
    id | assessment | role       | capacity | phone | noted_on
    c1 | a1         | donor_self | -        | 700   | 2023-01-01
    c2 | a3         | companion  | charity  | 700   | 2025-03-03
    """  # fmt: skip
    assert subjects(peer) == set()


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    empty = "living_donor_assessment\nid\na1\n\ntransplant\nid\nt1\n\ncompanion\nid\nk1\n\njourney\nid\nj1"
    assert subjects(empty) == set()
    assert subjects("living_donor_assessment\nid\n\ntransplant\nid\n\ncompanion\nid") == set()
