"""FA-05, shown asking, staying silent, and at both sides of each parameter."""

import pytest
from scipy import stats

from graftwatch.indicators.facility.board_approves_all import board_approves_all
from graftwatch.testing import asking, signature_of

TEMPLATE = "The members heard the pair and saw the papers and found nothing that speaks against the gift this time"
LAW = "Heard under article nine of the act of 2010 in the presence of the chair and two members of the board today"


def board(name, n, *, refused=0, minutes=30, words=None, day="2026-01-01"):
    """n decisions of one board, the first of them refused."""
    lines = []
    for at in range(n):
        text = words(at) if callable(words) else words
        told = signature_of(text) if text else "-"
        decision = "refuse" if at < refused else "approve"
        lines.append(f"{name}{at} | {name}-f{at} | {name} | {day} | {decision} | {minutes} | {told}")
    return lines


def picture(*boards):
    lines = [line for each in boards for line in each]
    files = [f"{line.split(' | ')[1]} | d{at} | r{at} | 2025-01-01" for at, line in enumerate(lines)]
    head = "board_decision\nid | assessment | board | met_on | decision | minutes | note_shingle_signature\n"
    file_head = "\n\nliving_donor_assessment\nid | donor | recipient | opened_on\n"
    return head + "\n".join(lines) + file_head + "\n".join(files)


def subjects(drawn, **settings):
    return asking(board_approves_all, drawn, **settings).subjects


ELSEWHERE = board("south", 100, refused=30)
FAST = board("north", 50, minutes=5)


def test_a_board_that_refuses_nobody_within_minutes_is_asked_about():
    answer = asking(board_approves_all, picture(ELSEWHERE, FAST))
    assert answer.sizes == {"board:north": 1.0}
    assert answer.cited == {("board_decision", f"north{n}") for n in range(50)}
    assert set(answer.number("share_fast")) == {1.0}


def test_one_sign_alone_has_a_good_reason():
    assert subjects(picture(ELSEWHERE, board("north", 50))) == set()
    assert subjects(picture(ELSEWHERE, board("north", 50, refused=8, minutes=5))) == set()


def test_like_words_are_a_sign_and_the_wording_of_the_law_is_not():
    own = board("south", 100, refused=30, words=lambda n: f"{LAW} {' '.join(f'w{n}x{i}' for i in range(25))}")
    template = board("north", 50, words=f"{LAW} {TEMPLATE}")
    answer = asking(board_approves_all, picture(own, template))
    assert answer.subjects == {"board:north"}
    assert set(answer.number("share_like")) == {1.0}
    law = board("south", 100, refused=30, words=LAW), board("north", 50, words=LAW)
    assert subjects(picture(*law)) == set()


def test_wording_is_the_laws_above_a_common_share():
    own = board("south", 100, refused=30, words=lambda n: " ".join(f"w{n}x{i}" for i in range(25)))
    drawn = picture(own, board("north", 50, words=TEMPLATE))
    assert subjects(drawn, common_share=0.34) == {"board:north"}
    assert subjects(drawn, common_share=0.33) == set()


def test_words_are_like_from_min_alike_on():
    own = board("south", 100, refused=30, words=lambda n: " ".join(f"w{n}x{i}" for i in range(25)))
    half = board("north", 50, words=lambda n: TEMPLATE + "".join(f" v{n}x{i}" for i in range(5)))
    assert subjects(picture(own, half), min_alike=0.4) == {"board:north"}
    assert subjects(picture(own, half), min_alike=0.95) == set()


def test_the_chance_is_twice_the_second_smallest_of_fishers_three():
    (chance,) = set(asking(board_approves_all, picture(ELSEWHERE, FAST)).number("share_p"))
    refusals = stats.fisher_exact([[0, 50], [30, 70]], alternative="less").pvalue
    assert chance == pytest.approx(2 * refusals)


def test_the_limit_has_two_sides():
    drawn = picture(ELSEWHERE, FAST)
    (chance,) = set(asking(board_approves_all, drawn).number("share_p"))
    # two boards are judged, so the limit for the first is half
    sigma = stats.norm.isf(2 * chance)
    assert subjects(drawn, sigma=sigma - 0.001) == {"board:north"}
    assert subjects(drawn, sigma=sigma + 0.001) == set()


def test_fifty_decisions_and_no_fewer():
    assert subjects(picture(ELSEWHERE, FAST), min_n=50) == {"board:north"}
    assert subjects(picture(ELSEWHERE, FAST), min_n=51) == set()


def test_a_quarter_of_an_hour_is_not_under_it():
    drawn = picture(ELSEWHERE, board("north", 50, minutes=15))
    assert subjects(drawn, min_minutes=15) == set()
    assert subjects(drawn, min_minutes=16) == {"board:north"}


def test_the_window_ends_on_its_last_day():
    old = picture(board("south", 100, refused=30, day="2023-06-30"), board("north", 50, minutes=5, day="2023-06-30"))
    assert asking(board_approves_all, old, today="2026-06-30", window_months=36).subjects == {"board:north"}
    assert asking(board_approves_all, old, today="2026-07-01", window_months=36).subjects == set()


def test_a_board_that_is_alone_cannot_be_compared():
    assert subjects(picture(FAST)) == set()


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    assert subjects("board_decision\nid\nb1\n\nliving_donor_assessment\nid\na1", min_n=1) == set()
    assert subjects("board_decision\nid\n\nliving_donor_assessment\nid") == set()
