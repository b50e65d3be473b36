"""Since when two people know each other, since when they are married, and how far back their papers reach."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import days, either, some, waits, yes_no
from graftwatch_atlantis.frame import NOBODY, Array
from graftwatch_atlantis.life.living import BLOOD, HOUSEHOLD, PROGRAMMES
from graftwatch_atlantis.state import HOME, Region

NEVER = np.datetime64("NaT")
OWN_TRACES = ("cohabitation", "photographs", "communications")
MEAN_YEARS = {"spouse": 19, "partner": 9, "in_law": 15, "friend": 12, "colleague": 7, "other_directed": 5}
BY_APPEAL = ("public_appeal", "online")


def draw_ties(region: Region) -> None:
    """What is true of each pair, then what they say of it each time they are asked, then what their papers show."""
    _second_records(region)
    met, tied = _truth(region)
    _as_told(region, met, tied)
    _as_shown(region, met)


def _second_records(region: Region) -> None:
    """Where both bring their own record it comes from another office, and many kept an old one in a drawer."""
    rng = region.rng("ties", "second records")
    paper, file = region["kinship_evidence"], region["living_donor_assessment"]
    first = np.flatnonzero(paper["kind"] == "civil_record")
    rows = first[some(rng, len(first), region.dials["ties.second_record"])]
    new, n = paper.copy_rows(rows), len(rows)
    home = region["person"]["_town"][file["recipient"][paper["assessment"][rows]]]
    towns = region["municipality"].n
    other = either(some(rng, n, 0.5), home, rng.integers(0, towns, n))
    paper["issuer"][new] = [f"Civil office {each:04d}" for each in other]
    paper["issuing_country"][new] = HOME
    for column in ("notary", "stamp_serial", "layout"):
        paper[column][new] = None
    old = paper["issued_on"][rows] - days(rng, 500, 9000, n)
    paper["issued_on"][new] = either(some(rng, n, region.dials["ties.old_record"]), old, paper["issued_on"][rows])


def _truth(region: Region) -> tuple[Array, Array]:
    """For each file the day its pair met and the day the tie began, where there is one."""
    rng = region.rng("ties", "truth")
    file, born = region["living_donor_assessment"], region["person"]["birth_date"]
    tie, opened = file["relationship"], file["opened_on"]
    recipient = either(file["recipient"] == NOBODY, file["donor"], file["recipient"])
    younger = np.maximum(born[file["donor"]], born[recipient])
    mean = np.array([MEAN_YEARS.get(each, 8) * 365 for each in tie])
    # few marry shortly before; acquaintances may be as young as any
    wed = np.isin(tie, ["spouse", "in_law"])
    known = (150 + either(wed, rng.gamma(2.2, mean / 2.2), rng.exponential(mean))).astype(np.int64)
    adult = (opened - younger).astype(np.int64) - 16 * 365
    met = opened - np.minimum(known, np.maximum(adult, 200)).astype("timedelta64[D]")
    met = either(_by_appeal(region), opened - rng.integers(20, 420, file.n), met)
    met = either(np.isin(tie, BLOOD), younger, either(np.isin(tie, PROGRAMMES), NEVER, met))
    return met, either(wed, np.minimum(met + waits(rng, 700, file.n) + 60, opened - 30), NEVER)


def _by_appeal(region: Region) -> Array:
    """Files of strangers who first met because one of them was ill."""
    file, claim = region["living_donor_assessment"], region["kinship_claim"]
    found = np.zeros(file.n, dtype=bool)
    own = claim["assessment"] != NOBODY
    found[claim["assessment"][own & np.isin(claim["how_met"], BY_APPEAL)]] = True
    return found


def _as_told(region: Region, met: Array, tied: Array) -> None:
    """Many give a year only, and some another year than the time before."""
    rng = region.rng("ties", "told")
    claim = region["kinship_claim"]
    which = claim["assessment"]
    blood = np.isin(region["living_donor_assessment"]["relationship"][which], BLOOD)
    said = met[which]
    year_only = ~blood & some(rng, claim.n, region.dials["ties.year_only"])
    said = either(year_only, said.astype("datetime64[Y]").astype("datetime64[D]"), said)
    forgot = ~blood & some(rng, claim.n, region.dials["ties.another_year"])
    claim["met_on"] = either(forgot, said + 365 * (2 * rng.integers(0, 2, claim.n) - 1), said)
    claim["tie_since"] = tied[which]


def _as_shown(region: Region, met: Array) -> None:
    """Photographs reach back for years, unless the telephone was new; a few swear for themselves."""
    rng = region.rng("ties", "shown")
    file, paper = region["living_donor_assessment"], region["kinship_evidence"]
    which, n = paper["assessment"], paper.n
    opened = file["opened_on"][which]
    span = np.maximum((opened - met[which]).astype(np.int64), 30)
    recent = some(rng, n, region.dials["ties.only_recent_traces"])
    back = either(recent, rng.integers(5, 200, n), (span * rng.beta(2.5, 1.5, n)).astype(np.int64))
    shows = np.isin(paper["kind"], OWN_TRACES) & ~np.isnat(met[which])
    paper["shows_from"] = either(shows, opened - back.astype("timedelta64[D]"), NEVER)
    home = np.isin(file["relationship"][which], HOUSEHOLD)
    swears = some(rng, n, either(home, 0.55, region.rates.number("sworn_by_a_party")))
    stated = np.isin(paper["kind"], ["notarial_statement", "witness_statement", "civil_record"])
    paper["sworn_by_party"] = either(stated, yes_no(swears & (paper["kind"] == "notarial_statement")), None)
