"""Score is kept by day: the first review that shows a ring, and the ordinary pairs on which a question fell."""

import datetime as dt

from graftwatch.evaluation.hits import Claim, Planted
from graftwatch.evaluation.judging import Judge
from graftwatch.evaluation.queue import Reviewed

LINK, PAPER = ("contact_point", "c1"), ("kinship_evidence", "e1")
RING = Planted("ring", "s", frozenset({"ana", "eva"}), frozenset({LINK}), frozenset({LINK}))
ALIKE = Planted("alike", "l", frozenset({"zoe", "max"}), frozenset({PAPER}), frozenset({PAPER}))
ON_THE_RING = Claim(
    "pair:ana:eva", 6.0, frozenset({("X", "s")}), frozenset({LINK}), frozenset({"ana"}), frozenset({"ana:eva"}),
    {"LD-20": frozenset({LINK})},
)  # fmt: skip
ON_THE_OTHERS = Claim(
    "pair:zoe:max", 5.0, frozenset({("Y", "s")}), frozenset({PAPER}), frozenset({"zoe"}), frozenset({"zoe:max"}),
    {"LD-28": frozenset({PAPER})},
)  # fmt: skip


def on(day):
    return dt.date(2025, 7, day)


def judged(*reviewed):
    judge = Judge([RING], [ALIKE])
    judge.look_at([Reviewed(claim, day, place) for place, (claim, day) in enumerate(reviewed, start=1)], {})
    return judge


def test_the_first_review_that_shows_a_ring_counts():
    judge = judged((ON_THE_RING, on(1)), (ON_THE_RING, on(9)))
    assert judge.met["ring"].on == on(1)
    assert judge.met["ring"].through == ("LD-20",)
    assert judge.n_false == 0


def test_a_look_alike_is_met_and_is_a_false_lead_all_the_same():
    judge = judged((ON_THE_OTHERS, on(1)))
    assert set(judge.met) == {"alike"}
    assert (judge.n_reviewed, judge.n_false) == (1, 1)
    assert judge.false_pairs == {"zoe:max": (on(1), ("LD-28",))}


def test_what_was_missed_says_where_it_was_lost():
    judge = Judge([RING], [])
    rows_of = {"f": frozenset({LINK})}
    crowded = Claim("k", 5.0, frozenset(), frozenset({LINK}), frozenset({"ana", "zoe", "max"}))
    assert judge.fate(RING, [ON_THE_RING], rows_of, {}) == "in the queue, beyond the hours"
    assert judge.fate(RING, [crowded], rows_of, {}) == "in a lead that names too many others"
    assert judge.fate(RING, [], rows_of, {}) == "findings, no lead"
    assert judge.fate(RING, [], {}, {}) == "no finding on the link"
    assert judged((ON_THE_RING, on(1))).fate(RING, [], {}, {}) == "raised"


def whole(pair):
    return Claim(f"pair:{pair}", 1.0, frozenset({("chance", pair)}), None, frozenset(pair.split(":")))


def test_a_rival_that_cites_no_rows_shows_a_ring_with_its_second_file():
    ring = Planted("ring", "s", frozenset({"ana", "eva", "ivo", "uma"}), frozenset({LINK}), frozenset({LINK}))
    judge = Judge([ring], [])
    judge.look_at([Reviewed(whole("ana:eva"), on(1), 1)], {})
    judge.look_at([Reviewed(whole("ana:eva"), on(2), 1)], {})
    assert judge.met == {}
    judge.look_at([Reviewed(whole("ivo:uma"), on(3), 1)], {})
    assert judge.met["ring"].on == on(3)
