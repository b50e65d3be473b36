"""The waiting list: who is listed, where, for how long, and how each place on it ends."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import choose, days, either, pick, some, waits
from graftwatch_atlantis.frame import Array
from graftwatch_atlantis.life.people import draw_people
from graftwatch_atlantis.life.places import centres
from graftwatch_atlantis.state import BEGINS, ENDS, YEARS, Region

DECEASED_HERE = ("deceased_donor_transplant", "transplanted_other_centre")
UNINFORMATIVE = ("other", "unable_to_contact")
UNEXPLAINED = (*UNINFORMATIVE, "refused_transplant")
WAIT_FACTOR = {"O": 1.25, "B": 1.15, "A": 0.85, "AB": 0.75}
NEVER = np.datetime64("NaT")


def draw_waiting_list(region: Region) -> None:
    """Entries of every organ with the day, the reason and the truth of their end; then the events in between."""
    for organ, per_year in region.rates.values("listings").items():
        _entries(region, organ, per_year)
    _families(region)
    _ends(region)


def _entries(region: Region, organ: str, per_year: float) -> None:
    rng = region.rng("waiting", organ, "entries")
    mean_days = region.rates.number("waiting_years") * 365.25
    n_new = int(rng.poisson(per_year * YEARS * region.size))
    n_old = int(rng.poisson(per_year * region.rates.number("waiting_years") * region.size))
    n = n_new + n_old
    span = int((ENDS - BEGINS).astype(int))
    listed = np.concatenate(
        [BEGINS + rng.integers(0, span + 1, n_new).astype("timedelta64[D]"), BEGINS - waits(rng, mean_days, n_old) - 1]
    )
    age = np.clip(rng.normal(52, 13, n), 4, 76)
    person = draw_people(
        region,
        region.rng("waiting", organ, "people"),
        n,
        sex=choose(rng, {"male": 0.62, "female": 0.38}, n),
        birth_date=listed - (age * 365.25).astype("timedelta64[D]"),
    )
    region["waiting_list_entry"].add(
        n,
        person=person,
        organ=organ,
        facility=_centres_of(region, rng, organ, listed),
        listed_on=listed,
        dialysis_started_on=_dialysis_start(rng, organ, listed),
        diagnosis=choose(rng, region.rates.shares("diagnoses" if organ == "kidney" else "other_diagnoses"), n),
        residency_at_listing="resident",
        payer=choose(rng, region.rates.shares("payers"), n),
        _leaves_on=NEVER,
        _reason=None,
        _fate=None,
        _died_on=NEVER,
        _off_dialysis_on=NEVER,
    )


def _centres_of(region: Region, rng: np.random.Generator, organ: str, listed: Array) -> Array:
    """Larger centres list more; a programme that was not open yet lists nobody; hearts and lungs at two only."""
    every = centres(region)
    open_to = every if organ in ("kidney", "liver") else every[:2]
    weight = region["facility"]["_weight"][open_to]
    drawn = open_to[rng.choice(len(open_to), size=len(listed), p=weight / weight.sum())]
    early = listed < region["facility"]["programme_opened_on"][drawn]
    drawn[early] = every[0]
    # the new programme doubles: from its third year it takes over patients of the largest
    newest = int(np.argmax(region["facility"]["programme_opened_on"][every]))
    grown = listed > region["facility"]["programme_opened_on"][every[newest]] + np.timedelta64(730, "D")
    moves = grown & (drawn == every[0]) & some(rng, len(listed), region.dials["centres.new_programme_takes"])
    drawn[moves & (organ in ("kidney", "liver"))] = every[newest]
    return drawn


def _dialysis_start(rng: np.random.Generator, organ: str, listed: Array) -> Array:
    start = listed - waits(rng, 420, len(listed))
    start[some(rng, len(listed), 0.12) | (organ != "kidney")] = NEVER
    return start


def _families(region: Region) -> None:
    """Inherited kidney disease: patients of one family, who share a name and often a town."""
    rng = region.rng("waiting", "families")
    entry, person = region["waiting_list_entry"], region["person"]
    inherited = np.flatnonzero((entry["diagnosis"] == "Q61.2") & (entry["organ"] == "kidney"))
    inherited = rng.permutation(inherited)[: int(len(inherited) * region.dials["families.inherited_in_families"])]
    for first in range(0, len(inherited) - 2, 3):
        head, *others = entry["person"][inherited[first : first + 3]]
        for other in others:
            for name in ("family_name", "municipality", "_town", "_community", "language"):
                person[name][other] = person[name][head]


def _ends(region: Region) -> None:
    rng = region.rng("waiting", "ends")
    entry = region["waiting_list_entry"]
    blood = region["person"]["blood_group"][entry["person"]]
    factor = np.array([WAIT_FACTOR[each] for each in blood])
    mean_days = region.rates.number("waiting_years") * 365.25
    # a memoryless wait: those listed before the period have as long to go as those listed on its first day
    stay = (rng.exponential(mean_days, entry.n) * factor).astype(np.int64).astype("timedelta64[D]")
    leaves = np.maximum(entry["listed_on"], BEGINS) + 5 + stay
    reason = _reasons(region, rng)
    stays = (leaves > ENDS) | (reason == "transferred")
    entry["_leaves_on"] = either(stays, NEVER, leaves)
    entry["_reason"] = either(leaves > ENDS, None, reason)
    entry["_moves_on"] = either((reason == "transferred") & (leaves <= ENDS), leaves, NEVER)
    _one_donor_two_kidneys(region)
    _fates(region)


def _reasons(region: Region, rng: np.random.Generator) -> Array:
    """Reasons of leaving; how many are uninformative differs by centre as it does by area in the US table."""
    entry = region["waiting_list_entry"]
    found = np.full(entry.n, None, dtype=object)
    shares = region.rates.shares("removal_reasons")
    plain = sum(shares[each] for each in UNINFORMATIVE)
    spread = np.array(list(region.rates.values("uninformative_by_centre").values()))
    for place in centres(region):
        own = spread[int(place) % len(spread)] / plain
        turned = {each: share * (own if each in UNINFORMATIVE else 1.0) for each, share in shares.items()}
        rows = np.flatnonzero(entry["facility"] == place)
        found[rows] = choose(rng, turned, len(rows))
    rows = np.flatnonzero(~np.isin(entry["organ"], ["kidney", "liver"]) & (found == "living_donor_transplant"))
    found[rows] = "deceased_donor_transplant"
    return found


def _one_donor_two_kidneys(region: Region) -> None:
    """Kidneys come in pairs: neighbouring transplants from the dead fall on one day."""
    entry = region["waiting_list_entry"]
    rows = np.flatnonzero(np.isin(entry["_reason"], DECEASED_HERE) & (entry["organ"] == "kidney"))
    rows = rows[np.argsort(entry["_leaves_on"][rows], kind="stable")]
    entry["_leaves_on"][rows[1::2]] = entry["_leaves_on"][rows[0::2][: len(rows[1::2])]]
    early = entry["_leaves_on"][rows] <= entry["listed_on"][rows]
    entry["_leaves_on"][rows[early]] = entry["listed_on"][rows[early]] + 1


def _fates(region: Region) -> None:
    """What truly became of each patient, which the list does not know."""
    rng = region.rng("waiting", "fates")
    entry = region["waiting_list_entry"]
    n, leaves, reason = entry.n, entry["_leaves_on"], entry["_reason"]
    unexplained = np.isin(reason, UNEXPLAINED)
    fate = either(unexplained, choose(rng, region.rates.shares("unexplained_fates"), n), None)
    fate = either(reason == "moved_abroad", "moved_abroad", fate)
    fate = either(reason == "transplanted_abroad", "transplanted_abroad", fate)
    entry["_fate"] = fate
    hazard = np.array([_yearly_death(r, f) for r, f in zip(reason, fate, strict=True)])
    died = leaves + np.minimum(rng.exponential(365.25 / hazard), 40_000).astype("timedelta64[D]")
    died = either(reason == "died", leaves - days(rng, 0, 4, n), died)
    late_found = (reason == "unable_to_contact") & some(rng, n, region.dials["list.lost_because_dead"])
    died = either(late_found, leaves - days(rng, 20, 200, n), died)
    died = np.maximum(died, entry["listed_on"] + 1)
    entry["_died_on"] = either(died <= ENDS, died, NEVER)
    entry["_off_dialysis_on"] = _off_dialysis(region, rng)


def _yearly_death(reason: str | None, fate: str | None) -> float:
    if fate == "conservative_care":
        return 6.0
    by_reason = {"too_sick": 1.4, "medically_unsuitable": 0.4, "other": 0.12, "unable_to_contact": 0.12}
    return by_reason.get(reason or "", 0.03)


def _off_dialysis(region: Region, rng: np.random.Generator) -> Array:
    """The day dialysis in a unit ends for another reason than death, where it does."""
    entry = region["waiting_list_entry"]
    n, leaves = entry.n, entry["_leaves_on"]
    transplanted = np.isin(entry["_reason"], [*DECEASED_HERE, "living_donor_transplant", "transplanted_abroad"])
    ends = either(transplanted | (entry["_reason"] == "improved"), leaves, NEVER)
    away = np.isin(entry["_fate"], ["moved_abroad", "recovered", "conservative_care", "family_abroad"])
    ends = either(away, leaves - days(rng, -20, 40, n), ends)
    at_home = some(rng, n, region.dials["dialysis.changes_to_peritoneal"])
    changed = entry["listed_on"] + waits(rng, 900, n)
    return either(at_home & ~(ends < changed), changed, ends)


def draw_events(region: Region) -> None:
    """The changes of each entry: listed, activated, spells of inactivity, transfers, and leaving."""
    rng = region.rng("waiting", "events")
    entry = region["waiting_list_entry"]
    rows = np.arange(entry.n)
    staff = pick(rng, np.arange(region["practitioner"].n), entry.n)
    add = region["waiting_list_event"].add
    own = entry["facility"]
    add(entry.n, entry=rows, kind="listed", effective_on=entry["listed_on"], facility=own, recorded_by=staff)
    active = entry["listed_on"] + days(rng, 0, 4, entry.n)
    add(entry.n, entry=rows, kind="activated", effective_on=active, facility=own, recorded_by=staff)
    _spells(region, rng)
    left = np.flatnonzero(~np.isnat(entry["_leaves_on"]))
    add(
        len(left),
        entry=left,
        kind="removed",
        reason=entry["_reason"][left],
        effective_on=entry["_leaves_on"][left],
        facility=own[left],
        recorded_by=staff[left],
    )
    moved = np.flatnonzero(~np.isnat(entry["_moves_on"]))
    to = pick(rng, centres(region), len(moved))
    on = entry["_moves_on"][moved]
    add(len(moved), entry=moved, kind="transferred_out", reason="transferred", effective_on=on, facility=to)
    add(len(moved), entry=moved, kind="transferred_in", effective_on=np.minimum(on + 5, ENDS), facility=to)


def _spells(region: Region, rng: np.random.Generator) -> None:
    """Inactive and active again, as patients fall ill and recover."""
    entry = region["waiting_list_entry"]
    last = either(np.isnat(entry["_leaves_on"]), ENDS, entry["_leaves_on"])
    long = (last - entry["listed_on"]).astype(int) > 200
    rows = np.flatnonzero(long & some(rng, entry.n, region.dials["list.goes_inactive"]))
    off = entry["listed_on"][rows] + days(rng, 30, 100, len(rows))
    on = np.minimum(off + days(rng, 15, 90, len(rows)), last[rows] - 1)
    who = pick(rng, np.arange(region["practitioner"].n), len(rows))
    own = entry["facility"][rows]
    add = region["waiting_list_event"].add
    add(len(rows), entry=rows, kind="inactivated", effective_on=off, facility=own, recorded_by=who)
    add(len(rows), entry=rows, kind="activated", effective_on=on, facility=own, recorded_by=who)
