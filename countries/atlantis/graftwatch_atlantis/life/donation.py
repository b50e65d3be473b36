"""Organs from the dead, their transplants, the grafts from before the registry, and the teams."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import between, choose, days, either, pick, some
from graftwatch_atlantis.frame import NOBODY, Array, at
from graftwatch_atlantis.life.people import draw_people
from graftwatch_atlantis.life.places import centres, of_kind
from graftwatch_atlantis.life.waiting import DECEASED_HERE
from graftwatch_atlantis.state import BEGINS, Region


def draw_donation(region: Region) -> None:
    """Deceased donors with their organs, and the transplants that ended a place on the list."""
    entry = region["waiting_list_entry"]
    rng = region.rng("donation")
    rows = np.flatnonzero(np.isin(entry["_reason"], DECEASED_HERE))
    rows = rows[np.argsort(entry["_leaves_on"][rows], kind="stable")]
    donor = _donors(region, rng, rows)
    organ = region["organ"].add(
        len(rows),
        kind=entry["organ"][rows],
        deceased_donor=donor,
        facility=region["deceased_donor"]["facility"][donor],
        recovered_on=entry["_leaves_on"][rows],
        disposition="transplanted",
    )
    elsewhere = (entry["_reason"][rows] == "transplanted_other_centre") & (entry["organ"][rows] == "kidney")
    region["transplant"].add(
        len(rows),
        recipient=entry["person"][rows],
        organ=organ,
        organ_kind=entry["organ"][rows],
        donor_type="deceased",
        donor=NOBODY,
        relationship=None,
        assessment=NOBODY,
        facility=either(elsewhere, _other_centre(region, entry["facility"][rows]), entry["facility"][rows]),
        performed_on=entry["_leaves_on"][rows],
        approval_number=None,
        payer=entry["payer"][rows],
        _entry=rows,
    )
    _discarded(region, rng)


def _donors(region: Region, rng: np.random.Generator, rows: Array) -> Array:
    """The donor of each transplant: one a day and pair of kidneys, with the organs of nearby days."""
    entry = region["waiting_list_entry"]
    kidney = entry["organ"][rows] == "kidney"
    number = np.cumsum(kidney) - 1
    donor: Array = np.maximum(number // 2, 0)
    n = int(donor.max()) + 1 if len(donor) else 0
    first = np.zeros(n, dtype=np.int64)
    first[donor[::-1]] = np.arange(len(rows))[::-1]
    blood = region["person"]["blood_group"][entry["person"][rows[first]]]
    region["deceased_donor"].add(
        n,
        facility=pick(rng, np.concatenate([of_kind(region, "hospital"), centres(region)]), n),
        pathway=choose(rng, region.rates.shares("death_pathways"), n),
        donated_on=entry["_leaves_on"][rows[first]],
        age_years=np.clip(rng.normal(56, 16, n), 5, 88).round(),
        sex=choose(rng, {"male": 0.56, "female": 0.44}, n),
        blood_group=blood,
    )
    return donor


def _other_centre(region: Region, own: Array) -> Array:
    every = centres(region)
    return at(every, (own + 1) % len(every))


def _discarded(region: Region, rng: np.random.Generator) -> None:
    donor = region["deceased_donor"]
    rows = np.flatnonzero(some(rng, donor.n, region.rates.number("kidneys_discarded")))
    region["organ"].add(
        len(rows),
        kind="kidney",
        deceased_donor=rows,
        facility=donor["facility"][rows],
        recovered_on=donor["donated_on"][rows],
        disposition=choose(rng, {"discarded": 0.85, "research": 0.13, "exported": 0.02}, len(rows)),
    )


def draw_earlier_grafts(region: Region) -> None:
    """Recipients of the years before the registry: most were entered later, some never."""
    rng = region.rng("donation", "earlier")
    n = region.sized(region.rates.number("earlier_recipients"))
    person = draw_people(region, rng, n, age=(25, 82))
    on = between(rng, np.datetime64("2001-01-01"), BEGINS - 1, n)
    entered = ~some(rng, n, region.dials["registry.earlier_grafts_missing"])
    kept = np.flatnonzero(entered)
    region["transplant"].add(
        len(kept),
        recipient=person[kept],
        organ_kind="kidney",
        donor_type=choose(rng, {"deceased": 0.8, "living": 0.2}, len(kept)),
        facility=pick(rng, centres(region)[:3], len(kept)),
        performed_on=on[kept],
        payer="public_insurance",
        _entry=NOBODY,
    )
    region["_graft"].add(
        n, person=person, since=on, until=on + days(rng, 4000, 9000, n), facility=pick(rng, centres(region)[:3], n)
    )


def number_organs(region: Region) -> None:
    """The national number of every organ, in the order of recovery."""
    organ = region["organ"]
    order = np.argsort(organ["recovered_on"], kind="stable")
    series = np.empty(organ.n, dtype=object)
    series[order] = [f"XA{region.number:02d}-{k:07d}" for k in range(1, organ.n + 1)]
    organ["organ_number"] = series


def draw_teams(region: Region) -> None:
    """Who operated, anaesthetised and looked after; and who assessed each donor candidate."""
    rng = region.rng("teams")
    transplant, file = region["transplant"], region["living_donor_assessment"]
    staff = region["practitioner"]
    by_centre = {int(place): np.flatnonzero(staff["_works_at"] == place) for place in centres(region)}
    here = np.flatnonzero(transplant["performed_on"] >= BEGINS)
    for role in ("lead_surgeon", "anaesthetist", "nephrologist"):
        who = _staff_of(rng, by_centre, transplant["facility"][here])
        region["team_member"].add(len(here), transplant=here, practitioner=who, role=role)
    for role in ("coordinator", "assessor", "donor_advocate"):
        who = _staff_of(rng, by_centre, file["facility"])
        region["team_member"].add(file.n, assessment=np.arange(file.n), practitioner=who, role=role)


def _staff_of(rng: np.random.Generator, by_centre: dict[int, Array], facility: Array) -> Array:
    found = np.full(len(facility), NOBODY)
    for place, staff in by_centre.items():
        rows = np.flatnonzero(facility == place)
        found[rows] = pick(rng, staff, len(rows))
    return found
