"""LD-04, shown asking, staying silent, at both sides of each parameter, and its chance."""

import pytest
from scipy import stats

from graftwatch.indicators.living_donor.interviews_disagree import interviews_disagree
from graftwatch.testing import asking


def interviews(differ, n=10, pair="p", day="2025-03-01"):
    """Rows of one file: n items that both sides answered, the first `differ` of them differently."""
    rows = []
    for i, side in ((i, side) for i in range(n) for side in ("donor", "recipient")):
        said = f"no{i}" if side == "recipient" and i < differ else "yes"
        rows.append(f"    {pair}{side}{i}{day} | {pair} | q{i} | {side} | {said} | {day}\n")
    return "".join(rows)


def tables(answers, *pairs):
    files = "".join(f"    {pair} | d{pair} | r{pair} | 2025-01-01\n" for pair in pairs or ("p",))
    return (
        "living_donor_assessment\nid | donor | recipient | opened_on\n" + files
        + "\n    interview_answer\n    id | assessment | item | asked_of | answer | asked_on\n" + answers
    )  # fmt: skip


def test_a_pair_most_of_whose_answers_differ_is_asked_about_with_those_answers():
    answer = asking(interviews_disagree, tables(interviews(6)))
    assert answer.sizes == {"dp:rp": 6.0}
    assert answer.number("n_items") == [10.0] * 12
    answers = {row for table, row in answer.cited if table == "interview_answer"}
    assert answers == {f"p{side}{i}2025-03-01" for side in ("donor", "recipient") for i in range(6)}


def test_without_other_pairs_the_chance_is_that_of_the_usual_share():
    (chance,) = set(asking(interviews_disagree, tables(interviews(6)), usual_share=0.1).number("share_p"))
    assert chance == pytest.approx(stats.betabinom.sf(5, 10, 0.1 * 19, 0.9 * 19))
    assert asking(interviews_disagree, tables(interviews(6)), usual_share=0.2).subjects == set()


def test_a_wider_spread_makes_less_of_it():
    assert asking(interviews_disagree, tables(interviews(6)), least_spread=0.05).subjects == {"dp:rp"}
    assert asking(interviews_disagree, tables(interviews(6)), least_spread=0.12).subjects == set()


def test_max_chance_has_two_sides():
    chance = stats.betabinom.sf(5, 10, 0.1 * 19, 0.9 * 19)
    assert asking(interviews_disagree, tables(interviews(6)), max_chance=chance * 1.001).subjects == {"dp:rp"}
    assert asking(interviews_disagree, tables(interviews(6)), max_chance=chance * 0.999).subjects == set()


def test_min_items_both_answered():
    assert asking(interviews_disagree, tables(interviews(6)), min_items=10).subjects == {"dp:rp"}
    assert asking(interviews_disagree, tables(interviews(6)), min_items=11).subjects == set()


def test_min_mismatch_of_the_answers_differ():
    settings = {"max_chance": 0.5}
    assert asking(interviews_disagree, tables(interviews(3)), min_mismatch=0.3, **settings).subjects == {"dp:rp"}
    assert asking(interviews_disagree, tables(interviews(3)), min_mismatch=0.31, **settings).subjects == set()


def test_where_everybody_disagrees_on_a_question_it_says_nothing():
    everybody = "".join(interviews(6, pair=f"o{i}") for i in range(20))
    names = ("p", *(f"o{i}" for i in range(20)))
    assert asking(interviews_disagree, tables(interviews(6) + everybody, *names)).subjects == set()
    agree = "".join(interviews(0, pair=f"o{i}") for i in range(20))
    assert asking(interviews_disagree, tables(interviews(6) + agree, *names)).subjects == {"dp:rp"}


def test_where_some_pairs_disagree_on_everything_disagreement_is_less_unusual():
    names = ("p", *(f"o{i}" for i in range(20)))
    uneven = "".join(interviews(8 if i < 3 else 0, pair=f"o{i}") for i in range(20))
    even = "".join(interviews(1, pair=f"o{i}") for i in range(20))
    (wide,) = set(asking(interviews_disagree, tables(interviews(7) + uneven, *names), max_chance=1, min_mismatch=0.6)
                  .number("share_p")[:1])  # fmt: skip
    (narrow,) = set(asking(interviews_disagree, tables(interviews(7) + even, *names)).number("share_p"))
    assert wide > narrow


def test_a_repeated_interview_mends_the_first():
    mended = interviews(6) + interviews(0, day="2025-04-01")
    assert asking(interviews_disagree, tables(mended)).subjects == set()


@pytest.mark.parametrize(("found", "other"), [("| recipient |", "| both |"), ("| no0 |", "| - |")])
def test_what_was_asked_of_one_side_only_is_not_compared(found, other):
    asked = asking(interviews_disagree, tables(interviews(6).replace(found, other)), min_items=10)
    assert asked.subjects == set()


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    empty = "living_donor_assessment\nid\na1\n\ninterview_answer\nid\ni1"
    assert asking(interviews_disagree, empty).subjects == set()
    assert asking(interviews_disagree, "living_donor_assessment\nid\n\ninterview_answer\nid").subjects == set()
