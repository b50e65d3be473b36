"""Whether who came is the person on the papers, what the papers give as birth date, and who depends on whom."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import days, either, some
from graftwatch_atlantis.frame import NOBODY, Array
from graftwatch_atlantis.life.evaluating import last_day
from graftwatch_atlantis.life.living import BLOOD, HOUSEHOLD
from graftwatch_atlantis.state import ENDS, HOME, Region

FACE_SINCE = np.datetime64("2021-07-01")
UNSURE = ("refugees", "rare")
"""Communities whose papers were often issued late, with a year only."""


def draw_identity(region: Region) -> None:
    """Birth dates on papers and second papers, checks of identity, and noted dependence."""
    _second_papers(region)
    _birth_dates(region)
    _checks(region)
    _dependences(region)


def _second_papers(region: Region) -> None:
    """Some show two papers: a passport beside the card, a birth record beside a residence permit."""
    rng = region.rng("identity", "second papers")
    paper, person = region["identity_document"], region["person"]
    unsure = np.isin(person["_community"][paper["person"]], UNSURE)
    rows = np.flatnonzero(some(rng, paper.n, either(unsure, 0.6, region.rates.number("second_papers"))))
    new = paper.copy_rows(rows)
    n = len(rows)
    paper["kind"][new] = either(paper["kind"][rows] == "passport", "birth_record", "passport")
    country = paper["issuing_country"][new]
    paper["number"][new] = [f"{c}{k:08d}" for c, k in zip(country, rng.integers(0, 10**8, n), strict=True)]
    paper["issued_on"][new] = paper["issued_on"][rows] - days(rng, -300, 1500, n)
    late = np.isin(person["_community"][paper["person"][new]], UNSURE) & some(
        rng, n, region.dials["papers.issued_late"]
    )
    paper["issued_on"][new] = either(
        late, np.minimum(paper["_noted"][new] - days(rng, 1, 90, n), ENDS), paper["issued_on"][new]
    )
    paper["expires_on"][new] = paper["issued_on"][new] + 3652


def _birth_dates(region: Region) -> None:
    """As in the register; a few with day and month exchanged, more with the first of January, few with another year."""
    rng = region.rng("identity", "birth dates")
    paper, person = region["identity_document"], region["person"]
    n, born = paper.n, region["person"]["birth_date"][paper["person"]]
    year = born.astype("datetime64[Y]")
    unsure = np.isin(person["_community"][paper["person"]], UNSURE) & (paper["issuing_country"] != HOME)
    only_year = some(rng, n, either(unsure, region.dials["papers.year_only"], 0.003))
    another = some(rng, n, region.dials["papers.another_year"])
    said = either(some(rng, n, region.dials["papers.days_swapped"]), turned(born), born)
    said = either(only_year, year.astype("datetime64[D]"), said)
    paper["birth_date"] = either(another, said + 365 * (rng.integers(0, 2, n) * 2 - 1), said)


def turned(born: Array) -> Array:
    """Days with day and month exchanged, where that gives a day."""
    month = born.astype("datetime64[M]")
    day = (born - month.astype("datetime64[D]")).astype(np.int64) + 1
    year = month.astype("datetime64[Y]").astype("datetime64[M]")
    of_year = (month - year).astype(np.int64) + 1
    can = day <= 12
    return either(can, (year + (np.where(can, day, 1) - 1)).astype("datetime64[D]") + (of_year - 1), born)


def _checks(region: Region) -> None:
    """Register and photograph for nearly everybody; a bad photograph is looked at again by a person."""
    file = region["living_donor_assessment"]
    done = region.rates.values("identity_checks_done")
    for kind, share in done.items():
        rng = region.rng("identity", "checks", kind)
        on = file["opened_on"] + days(rng, 0, 25, file.n)
        held = (on <= last_day(region)) & ((on >= FACE_SINCE) | (kind not in ("face", "fingerprint")))
        for column, part in (("donor", 1.0), ("recipient", 0.45)):
            known = held & (file[column] != NOBODY) & some(rng, file.n, share * part)
            _check(region, rng, np.flatnonzero(known), file[column], kind, on)


def _check(region: Region, rng: np.random.Generator, rows: Array, who: Array, kind: str, on: Array) -> None:
    n, bad = len(rows), region.dials["identity.differs_by_kind"][kind]
    foreign = region["person"]["residency"][who[rows]] != "resident"
    unclear = region.dials["identity.inconclusive"]
    draw = rng.random(n)
    result = either(draw < bad, "differs", either(draw < bad + unclear, "inconclusive", "agrees"))
    result[(kind == "register") & foreign & some(rng, n, 0.8)] = "not_done"
    again = result == "differs"
    looked = either(some(rng, n, region.dials["identity.confirmed_when_seen_again"]), "yes", "no")
    values = {"assessment": rows, "person": who[rows], "kind": kind}
    region["identity_check"].add(
        n,
        **values,
        result=result,
        confirmed_by_human=either(again, looked, either(some(rng, n, 0.4) & (result == "agrees"), "yes", None)),
        checked_on=on[rows],
    )
    better = np.flatnonzero(again & (looked == "no"))
    region["identity_check"].add(
        len(better),
        assessment=rows[better],
        person=who[rows[better]],
        kind=kind,
        result="agrees",
        confirmed_by_human="yes",
        checked_on=np.minimum(on[rows[better]] + days(rng, 0, 6, len(better)), ENDS),
    )


def _dependences(region: Region) -> None:
    """Couples share a home, grown children are cared for by their parents, and colleagues may work for one firm."""
    rng = region.rng("identity", "dependence")
    file, person = region["living_donor_assessment"], region["person"]
    tie, n = file["relationship"], file.n
    known = file["recipient"] != NOBODY
    home = known & (person["address"][file["donor"]] == person["address"][file["recipient"]])
    kin = np.isin(tie, [*BLOOD, *HOUSEHOLD])
    shares = region.rates.values("dependence_noted")
    for kind, likely, holder in (
        ("housing", home, "recipient"),
        ("work", known & (tie == "colleague"), "recipient_firm"),
        ("work", known & kin, "recipient_family"),
        ("care", known & kin, "recipient"),
        ("debt", known & ~np.isin(tie, ["paired_exchange", "non_directed"]), "recipient_family"),
        ("guardianship", known & np.isin(tie, ["child", "sibling"]), "recipient"),
        ("rank", known & (tie == "colleague"), "recipient"),
    ):
        share = shares[f"{kind}_{holder}"]
        rows = np.flatnonzero(likely & some(rng, n, share))
        on = np.minimum(file["opened_on"][rows] + days(rng, 3, 50, len(rows)), last_day(region)[rows])
        region["dependence"].add(len(rows), assessment=rows, kind=kind, held_by=holder, noted_on=on)
