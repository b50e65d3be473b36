"""Theatre lists: every transplant and donor operation, kidneys taken for illness, and a sample of other urology."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import between, choose, days, either, pick, some
from graftwatch_atlantis.frame import NOBODY, Array
from graftwatch_atlantis.life.places import centres, of_kind
from graftwatch_atlantis.state import BEGINS, ENDS, Region

HOURS = {"kidney_implant": 3.2, "liver_implant": 6.0, "donor_nephrectomy": 2.8, "partial_hepatectomy": 5.0}
IMPLANT = {"kidney": "kidney_implant", "liver": "liver_implant"}
TAKING = {"kidney": "donor_nephrectomy", "liver": "partial_hepatectomy"}
CODE_OF = {"tumour": "C64", "infection": "N15.1", "obstruction": "N13.3", "trauma": "S37.0", "congenital": "Q61.4"}
WITHOUT_KIDNEY, ONE_KIDNEY_FROM_BIRTH, KIDNEY_DONOR = "Z90.5", "Q60.0", "Z52.4"


def draw_theatres(region: Region) -> None:
    """Operations of transplantation, operations for illness, and how kidneys that are gone were coded."""
    _transplants(region)
    _for_illness(region)
    _others(region)
    _coded(region)


def _seconds(on: Array, hour: Array) -> Array:
    whole: Array = (on.astype("datetime64[s]").astype(np.int64) + (hour * 3600).astype(np.int64)) // 300 * 300
    return whole


def _add(region: Region, rng: np.random.Generator, hour: Array, procedure: Array, **values: Array | str | None) -> None:
    n, on = len(hour), values["performed_on"]
    length = np.array([HOURS.get(each, 2.0) for each in procedure]) * rng.lognormal(0, 0.22, n)
    began = _seconds(np.asarray(on), hour)
    room = [f"T{k}" for k in rng.integers(1, 7, n)]
    region["theatre_case"].add(
        n, procedure=procedure, started_at=began, ended_at=began + (length * 3600).astype(np.int64), room=room, **values
    )


def _transplants(region: Region) -> None:
    """An implantation each; for a living donor the donor's operation began an hour or two before."""
    rng = region.rng("theatres", "transplants")
    transplant = region["transplant"]
    known = (transplant["performed_on"] >= BEGINS) & np.isin(transplant["organ_kind"], list(IMPLANT))
    rows = np.flatnonzero(known & (transplant["facility"] != NOBODY))
    living = (transplant["donor_type"][rows] == "living") & (transplant["donor"][rows] != NOBODY)
    morning = rng.uniform(7.5, 9.5, len(rows))
    hour = either(living, morning + rng.uniform(1.2, 2.6, len(rows)), rng.uniform(0.2, 23.0, len(rows)))
    kind, on, where = transplant["organ_kind"][rows], transplant["performed_on"][rows], transplant["facility"][rows]
    implanted = np.array([IMPLANT[each] for each in kind], dtype=object)
    person = transplant["recipient"][rows]
    _add(region, rng, hour, implanted, performed_on=on, facility=where, person=person, indication="transplantation")
    own = np.flatnonzero(living)
    taken = np.array([TAKING[each] for each in kind[own]], dtype=object)
    _add(
        region,
        rng,
        morning[own],
        taken,
        performed_on=on[own],
        facility=where[own],
        person=transplant["donor"][rows[own]],
        indication="donation",
        specimen_sent=either(some(rng, len(own), 0.5), "no", None),
    )


def _people(region: Region, rng: np.random.Generator, n: int) -> Array:
    """Inhabitants who have nothing to do with transplantation."""
    return pick(rng, np.flatnonzero(region["person"]["_neighbour"]), n)


def _for_illness(region: Region) -> None:
    """Kidneys and parts of livers taken for tumours and the like; a few without a note of the pathologist."""
    rng = region.rng("theatres", "illness")
    places = np.concatenate([of_kind(region, "hospital"), np.repeat(centres(region), 3)])
    for procedure, rate in (
        ("nephrectomy", "nephrectomies_for_illness"),
        ("partial_hepatectomy", "livers_for_illness"),
    ):
        n = region.sized(region.rates.number(rate), least=4)
        why = choose(rng, region.rates.shares("why_kidneys_are_taken"), n)
        why = either(procedure == "nephrectomy", why, "tumour")
        lost = some(rng, n, region.dials["theatres.no_pathology_note"])
        _add(
            region,
            rng,
            rng.uniform(7.5, 16.0, n),
            np.full(n, procedure, dtype=object),
            performed_on=between(rng, BEGINS, ENDS, n),
            facility=pick(rng, places, n),
            person=_people(region, rng, n),
            indication=why,
            specimen_sent=either(lost, either(some(rng, n, 0.4), "no", None), "yes"),
        )


def _others(region: Region) -> None:
    rng = region.rng("theatres", "others")
    places = np.concatenate([of_kind(region, "hospital"), centres(region), of_kind(region, "clinic")[::3]])
    n = region.sized(region.rates.number("other_operations"), least=20)
    why = {"obstruction": 0.5, "tumour": 0.2, "infection": 0.1, "trauma": 0.04, "congenital": 0.03, "other": 0.13}
    _add(
        region,
        rng,
        rng.uniform(7.5, 17.0, n),
        choose(rng, {"other_urology": 0.85, "other": 0.15}, n),
        performed_on=between(rng, BEGINS, ENDS, n),
        facility=pick(rng, places, n),
        person=_people(region, rng, n),
        indication=choose(rng, why, n),
        specimen_sent=either(some(rng, n, 0.2), "yes", None),
    )


def _coded(region: Region) -> None:
    """Who lacks a kidney, and what hospitals coded of it: the illness mostly, the loss often, the gift not always."""
    rng = region.rng("theatres", "codes")
    case = region["theatre_case"]
    gone = np.flatnonzero(case["procedure"] == "nephrectomy")
    who, on, why = case["person"][gone], case["performed_on"][gone], case["indication"][gone]
    named = some(rng, len(gone), region.dials["theatres.illness_coded"]) & np.isin(why, list(CODE_OF))
    _diagnose(
        region, who[named], [CODE_OF[each] for each in why[named]], on[named] - days(rng, 5, 90, int(named.sum()))
    )
    said = some(rng, len(gone), 0.6)
    _diagnose(region, who[said], WITHOUT_KIDNEY, on[said] + days(rng, 2, 300, int(said.sum())))
    given = np.flatnonzero(case["procedure"] == "donor_nephrectomy")
    for code, share in ((KIDNEY_DONOR, 0.6), (WITHOUT_KIDNEY, 0.45)):
        mine = given[some(rng, len(given), share)]
        _diagnose(region, case["person"][mine], code, case["performed_on"][mine] + days(rng, 0, 400, len(mine)))
    n = region.sized(region.rates.number("one_kidney_from_before"), least=3)
    from_before = choose(rng, {ONE_KIDNEY_FROM_BIRTH: 0.55, WITHOUT_KIDNEY: 0.45}, n)
    _diagnose(region, _people(region, rng, n), from_before, between(rng, BEGINS, ENDS, n))


def _diagnose(region: Region, who: Array, code: object, on: Array) -> None:
    kept = np.flatnonzero(on <= ENDS)
    said = np.broadcast_to(np.asarray(code, dtype=object), (len(who),))
    region["diagnosis"].add(len(kept), person=who[kept], code=said[kept], diagnosed_on=on[kept])
