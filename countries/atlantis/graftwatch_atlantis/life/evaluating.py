"""Who saw a donor candidate, for how long, about what, and who else was in the room."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import choose, days, either, some, yes_no
from graftwatch_atlantis.frame import NOBODY, Array, at
from graftwatch_atlantis.state import ENDS, Region

NEVER = np.datetime64("NaT")
UNDERSTANDING_SINCE = np.datetime64("2018-07-01")
MEETINGS = {"information": (0, 14), "medical": (8, 40), "interview": (12, 60)}


def draw_evaluations(region: Region) -> None:
    """Evaluations of each kind, then the meetings around them."""
    _independent(region)
    _psychosocial(region)
    _understanding(region)
    _ages(region)
    _sessions(region)


def last_day(region: Region) -> Array:
    """The last day on which something can have happened in each file."""
    closed = region["living_donor_assessment"]["closed_on"]
    return np.minimum(either(np.isnat(closed), ENDS, closed), ENDS)


def in_role(region: Region, role: str) -> Array:
    """For each file the professional who had this part in it."""
    team = region["team_member"]
    rows = np.flatnonzero((team["role"] == role) & (team["assessment"] != NOBODY))
    found = np.full(region["living_donor_assessment"].n, NOBODY)
    found[team["assessment"][rows]] = team["practitioner"][rows]
    return found


def small_centres(region: Region) -> Array:
    """Whether each file lies at one of the smaller centres, which have no psychologist of their own."""
    weights, places = region["facility"]["_weight"], region.places("facility", kind="transplant_centre")
    own = at(weights, region["living_donor_assessment"]["facility"])
    return either(own < float(np.median(weights[places])), True, False)


def _before_board(region: Region, rng: np.random.Generator, low: int, high: int) -> Array:
    """A day before the board met, or some weeks after opening where it never met."""
    file = region["living_donor_assessment"]
    met = either(np.isnat(file["_met_on"]), file["opened_on"] + days(rng, 20, 70, file.n), file["_met_on"])
    before: Array = np.maximum(met - days(rng, low, high, file.n), file["opened_on"] + 1)
    return before


def _write(region: Region, rows: Array, kind: str, on: Array, **values: Array | None) -> None:
    kept = np.flatnonzero(on[rows] <= last_day(region)[rows])
    rows_kept = rows[kept]
    region["donor_evaluation"].add(
        len(rows_kept),
        assessment=rows_kept,
        kind=kind,
        made_on=on[rows_kept],
        **{name: each[rows_kept] if each is not None else None for name, each in values.items()},
    )


def _independent(region: Region) -> None:
    """Assessors and advocates: of the State or of the house; an invoice to the recipient's insurer now and then."""
    file = region["living_donor_assessment"]
    for kind, role in (("independent", "assessor"), ("advocate", "donor_advocate")):
        rng = region.rng("evaluating", kind)
        share = region.rates.values("evaluations_done")[kind]
        rows = np.flatnonzero(some(rng, file.n, either(np.isnat(file["_met_on"]), share * 0.35, share)))
        employer = choose(rng, region.rates.shares("assessors_employed_by"), file.n)
        wrong = some(rng, file.n, region.dials["evaluations.billed_to_recipient"])
        _write(
            region,
            rows,
            kind,
            _before_board(region, rng, 3, 30),
            assessor=in_role(region, role),
            employed_by=employer,
            paid_by=either(wrong, "recipient_side", employer),
            minutes=np.clip(rng.normal(46, 12, file.n), 15, 110).round(),
            n_topics=_topics(rng, file.n, 0.88),
        )


def _topics(rng: np.random.Generator, n: int, all_five: float) -> Array:
    shares = {"5": all_five, "4": (1 - all_five) * 0.7, "3": (1 - all_five) * 0.25, "2": (1 - all_five) * 0.05}
    return choose(rng, shares, n).astype(float)


def _psychosocial(region: Region) -> None:
    """Missing or short more often where a psychologist comes once a week; some are written after the decision."""
    rng = region.rng("evaluating", "psychosocial")
    file = region["living_donor_assessment"]
    small = small_centres(region)
    done = region.rates.values("evaluations_done")["psychosocial"]
    missing = either(small, region.dials["evaluations.missing_at_small_centres"], 1 - done)
    rows = np.flatnonzero(some(rng, file.n, either(np.isnat(file["_met_on"]), 0.45, 1.0) * (1 - missing)))
    late = some(rng, file.n, region.dials["evaluations.after_the_decision"]) & ~np.isnat(file["_met_on"])
    on = either(late, file["_met_on"] + days(rng, 1, 6, file.n), _before_board(region, rng, 5, 60))
    _write(
        region,
        rows,
        "psychosocial",
        on,
        assessor=in_role(region, "assessor"),
        employed_by=choose(rng, {"centre": 0.85, "state": 0.15}, file.n),
        paid_by=choose(rng, {"centre": 0.85, "state": 0.15}, file.n),
        minutes=np.clip(rng.normal(either(small, 41, 58), 15, file.n), 10, 150).round(),
        n_topics=_topics(rng, file.n, 0.9),
    )


def _understanding(region: Region) -> None:
    """A check with a score; who did not understand is told again, and most then do."""
    rng = region.rng("evaluating", "understanding")
    file, person = region["living_donor_assessment"], region["person"]
    needs = person["interpreter_needed"][file["donor"]] == "yes"
    on = _before_board(region, rng, 4, 35)
    done = (on >= UNDERSTANDING_SINCE) & some(rng, file.n, region.rates.values("evaluations_done")["understanding"])
    rows = np.flatnonzero(done & (~np.isnat(file["_met_on"]) | some(rng, file.n, 0.3)))
    failed = some(rng, file.n, either(needs, 0.06, 0.012))
    score = either(needs, rng.beta(9, 2.5, file.n), rng.beta(18, 2, file.n))
    assessor = in_role(region, "assessor")
    values = {"assessor": assessor, "employed_by": np.full(file.n, "centre", dtype=object)}
    first = {"score": score.round(2), "key_item_failed": yes_no(failed)}
    _write(
        region, rows, "understanding", on, minutes=np.clip(rng.normal(20, 6, file.n), 5, 60).round(), **values, **first
    )
    again = rows[(failed | (score < 0.6))[rows] & some(rng, len(rows), 0.8)]
    better = {"score": np.clip(score + 0.25, 0, 1).round(2), "key_item_failed": yes_no(some(rng, file.n, 0.05))}
    _write(region, again, "understanding", on + days(rng, 2, 8, file.n), **values, **better)


def _ages(region: Region) -> None:
    """The age of those whose papers are uncertain is estimated, with an error of a year or two."""
    rng = region.rng("evaluating", "ages")
    file, person = region["living_donor_assessment"], region["person"]
    unsure = np.isin(person["_community"][file["donor"]], ["refugees", "rare"])
    rows = np.flatnonzero(some(rng, file.n, either(unsure, region.dials["papers.age_estimated"], 0.004)))
    on = file["opened_on"] + days(rng, 5, 30, file.n)
    true = (on - person["birth_date"][file["donor"]]).astype(float) / 365.25
    _write(
        region,
        rows,
        "age",
        on,
        assessor=in_role(region, "assessor"),
        employed_by=np.full(file.n, "state", dtype=object),
        age_years=(true + rng.normal(0, 1.4, file.n)).round(1),
    )


def _sessions(region: Region) -> None:
    """Meetings of each file. Where rooms are short, or a relative would not leave, the donor was never alone."""
    rng = region.rng("evaluating", "sessions")
    file, consent, decision = region["living_donor_assessment"], region["consent"], region["board_decision"]
    crowded = (file["seen_alone"] == "no") | some(rng, file.n, region.dials["sessions.no_room"])
    every = np.arange(file.n)
    for kind, (low, high) in MEETINGS.items():
        rows = every[some(rng, file.n, {"information": 0.8, "medical": 0.85, "interview": 0.88}[kind])]
        _meet(region, rng, rows, kind, file["opened_on"][rows] + days(rng, low, high, len(rows)), crowded)
    _meet(region, rng, consent["assessment"], "consent", consent["given_on"], crowded)
    final = np.flatnonzero((decision["decision"] != "defer") & some(rng, decision.n, 0.45))
    _meet(region, rng, decision["assessment"][final], "board", decision["met_on"][final], crowded)


def _meet(region: Region, rng: np.random.Generator, rows: Array, kind: str, on: Array, crowded: Array) -> None:
    on = np.where(np.isnat(on), NEVER, on)
    kept = np.flatnonzero(on <= last_day(region)[rows])
    n, rows = len(kept), rows[kept]
    usual = choose(rng, region.rates.shares(f"present_at_{kind}"), n)
    others = choose(rng, {"recipient": 0.45, "family": 0.45, "companion": 0.1}, n)
    region["donor_session"].add(
        n, assessment=rows, kind=kind, held_on=on[kept], others_present=either(crowded[rows], others, usual)
    )
