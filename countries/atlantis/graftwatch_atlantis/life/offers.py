"""Match runs: to whom each organ of the dead was offered before somebody took it, and why others did not."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import choose, either, some
from graftwatch_atlantis.frame import NOBODY, Array
from graftwatch_atlantis.state import BEGINS, Region

TRIES = 14
"""How many people of the list are drawn for each place of a match run; who was not listed that day drops out."""


def draw_offers(region: Region) -> None:
    """Who on the list is no resident; then a run for each organ that was transplanted."""
    _listed_from_elsewhere(region)
    _runs(region)


def _listed_from_elsewhere(region: Region) -> None:
    """Students, workers and seamen who live here for a time are listed too, and few who came for a transplant."""
    rng = region.rng("offers", "residency")
    entry, file, person = region["waiting_list_entry"], region["living_donor_assessment"], region["person"]
    free = ~np.isin(entry["person"], file["recipient"]) & (person["residency"][entry["person"]] == "resident")
    draw = rng.random(entry.n)
    shares = region.rates.values("listed_non_residents")
    came = free & (draw < shares["for_transplant"])
    other = free & ~came & (draw < shares["for_transplant"] + shares["other"])
    for rows, word in ((came, "non_resident_for_transplant"), (other, "non_resident_other")):
        entry["residency_at_listing"][rows] = word
        person["residency"][entry["person"][rows]] = word


def _runs(region: Region) -> None:
    rng = region.rng("offers", "runs")
    transplant = region["transplant"]
    dead = (transplant["donor_type"] == "deceased") & (transplant["organ"] != NOBODY)
    taken = np.flatnonzero(dead & (transplant["performed_on"] >= BEGINS) & (transplant["_entry"] != NOBODY))
    before = np.minimum(rng.geometric(region.rates.number("offer_accepted"), len(taken)) - 1, 15)
    run, other = _others_on_the_list(region, rng, taken, before)
    place = _count_within(run)
    kept = place < before[run]
    run, other, place = run[kept], other[kept], place[kept]
    made = np.bincount(run, minlength=len(taken))
    on = transplant["performed_on"][taken] - rng.integers(0, 2, len(taken))
    entry, n = region["waiting_list_entry"], len(run)
    response = choose(rng, region.rates.shares("offer_responses"), n)
    reason = choose(rng, region.rates.shares("offer_reasons"), n)
    unsaid = some(rng, n, either(response == "passed_over", region.dials["offers.passed_over_unsaid"], 0.015))
    region["organ_offer"].add(
        n,
        organ=transplant["organ"][taken[run]],
        entry=other,
        person=entry["person"][other],
        facility=entry["facility"][other],
        rank=place + 1.0,
        response=response,
        reason=either(unsaid, "none", reason),
        agreement=_agreements(region, rng, entry["person"][other]),
        offered_on=on[run],
        _sheet=taken[run],
    )
    who = transplant["recipient"][taken]
    region["organ_offer"].add(
        len(taken),
        organ=transplant["organ"][taken],
        entry=transplant["_entry"][taken],
        person=who,
        facility=transplant["facility"][taken],
        rank=made + 1.0,
        response="accepted",
        agreement=_agreements(region, rng, who),
        offered_on=on,
        _sheet=taken,
    )


def _others_on_the_list(region: Region, rng: np.random.Generator, taken: Array, before: Array) -> tuple[Array, Array]:
    """For each run, people who waited for that organ in that group on that day, in the order of the run."""
    transplant, entry, person = region["transplant"], region["waiting_list_entry"], region["person"]
    run = np.repeat(np.arange(len(taken)), before * TRIES)
    drawn = np.full(len(run), NOBODY)
    for organ in np.unique(entry["organ"].astype(str)):
        pool, mine = (
            np.flatnonzero(entry["organ"] == organ),
            np.flatnonzero(transplant["organ_kind"][taken[run]] == organ),
        )
        drawn[mine] = pool[rng.integers(0, len(pool), len(mine))]
    day, own = transplant["performed_on"][taken[run]], transplant["_entry"][taken[run]]
    waits = (entry["listed_on"][drawn] < day) & ~(entry["_leaves_on"][drawn] < day) & (drawn != own)
    blood = person["blood_group"]
    waits &= blood[entry["person"][drawn]] == blood[entry["person"][own]]
    key = run * np.int64(entry.n) + drawn
    _, first = np.unique(key, return_index=True)
    once = np.zeros(len(run), dtype=bool)
    once[first] = True
    kept = waits & once
    return run[kept], drawn[kept]


def _count_within(sorted_groups: Array) -> Array:
    """0, 1, 2 … within each run of equal values."""
    starts = np.flatnonzero(np.diff(sorted_groups, prepend=-1))
    sizes = np.diff(np.append(starts, len(sorted_groups)))
    found: Array = np.arange(len(sorted_groups)) - np.repeat(starts, sizes)
    return found


def _agreements(region: Region, rng: np.random.Generator, who: Array) -> Array:
    """The agreement between States under which somebody who came for a transplant is on the list."""
    person = region["person"]
    came = person["residency"][who] == "non_resident_for_transplant"
    number = [
        f"AGR-{each}-{k}" for each, k in zip(person["nationality"][who], rng.integers(1, 4, len(who)), strict=True)
    ]
    return either(came & some(rng, len(who), 0.85), number, None)
