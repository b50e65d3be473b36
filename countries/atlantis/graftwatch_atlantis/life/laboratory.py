"""Tests: the orders of a donor file, drives and studies that type many people, and the results."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import between, choose, days, either, pick, some
from graftwatch_atlantis.frame import NOBODY, Array, at
from graftwatch_atlantis.life.people import draw_people
from graftwatch_atlantis.life.places import of_kind
from graftwatch_atlantis.state import BEGINS, CURRENCY, ENDS, Region

PRICES = {
    "hla_typing": 42_000,
    "crossmatch": 31_000,
    "blood_group": 2_400,
    "ct_angiography": 38_000,
    "creatinine": 900,
    "virology": 11_000,
}
"""Minor units; assumed (rates.toml says so under test_prices)."""
SHARE_DONE = {
    "blood_group": 1.0,
    "hla_typing": 0.85,
    "crossmatch": 0.7,
    "creatinine": 0.9,
    "virology": 0.7,
    "ct_angiography": 0.5,
}


def draw_laboratory(region: Region) -> None:
    """Orders for candidates, then drives and studies, then results."""
    _orders(region)
    _drives(region)
    _results(region)


def _orders(region: Region) -> None:
    rng = region.rng("laboratory", "orders")
    file, person = region["living_donor_assessment"], region["person"]
    laboratory = _laboratory_of(region, rng, person["_town"][file["donor"]])
    requester = pick(rng, np.arange(region["practitioner"].n), file.n)
    last = either(np.isnat(file["closed_on"]), ENDS, np.minimum(file["closed_on"], ENDS))
    for step, (test, share) in enumerate(SHARE_DONE.items()):
        on = file["opened_on"] + days(rng, 2 + 5 * step, 12 + 9 * step, file.n)
        rows = np.flatnonzero((on <= last) & some(rng, file.n, share))
        _order(region, rng, rows, test, on[rows], laboratory[rows], requester[rows])


def _order(
    region: Region, rng: np.random.Generator, rows: Array, test: str, on: Array, laboratory: Array, requester: Array
) -> None:
    file, n = region["living_donor_assessment"], len(rows)
    payer = either(
        some(rng, n, 0.93), file["payer"][rows], choose(rng, {"employer": 0.4, "self": 0.5, "charity": 0.1}, n)
    )
    region["laboratory_order"].add(
        n,
        person=file["donor"][rows],
        assessment=rows,
        test=test,
        laboratory=laboratory,
        requester=requester,
        payer_kind=payer,
        payer=either(payer == "self", file["donor"][rows], either(payer == "family", file["recipient"][rows], NOBODY)),
        payer_account=NOBODY,
        ordered_on=on,
        amount=(PRICES[test] * rng.uniform(0.85, 1.2, n)).round(),
        currency=CURRENCY,
    )


def _laboratory_of(region: Region, rng: np.random.Generator, town: Array) -> Array:
    """Each town sends its samples to one or two laboratories."""
    every = of_kind(region, "laboratory")
    return at(every, (town * 5 + (rng.random(len(town)) < 0.25)) % len(every))


def _drives(region: Region) -> None:
    """Bone-marrow drives and research studies: many people typed at one payer's cost, none of them a candidate."""
    rng = region.rng("laboratory", "drives")
    n_drives = region.sized(region.dials["tests.drives"], least=1)
    for drive in range(n_drives):
        size = int(rng.integers(12, 60))
        kind = "study" if drive % 3 == 2 else "charity"
        town = np.full(size, int(rng.integers(0, region["municipality"].n)))
        people = draw_people(region, rng, size, age=(20, 56), town=town)
        first = between(rng, BEGINS + 30, ENDS - 60, 1)[0]
        region["laboratory_order"].add(
            size,
            person=people,
            assessment=NOBODY,
            test="hla_typing",
            laboratory=pick(rng, of_kind(region, "laboratory"), 1)[0],
            requester=pick(rng, np.arange(region["practitioner"].n), 1)[0],
            payer_kind=kind,
            payer=NOBODY,
            payer_account=NOBODY,
            ordered_on=first + days(rng, 0, 20, size),
            amount=(PRICES["hla_typing"] * rng.uniform(0.5, 0.8, size)).round(),
            currency=CURRENCY,
            _drive=drive,
        )


def _results(region: Region) -> None:
    rng = region.rng("laboratory", "results")
    order, person = region["laboratory_order"], region["person"]
    rows = np.flatnonzero(some(rng, order.n, 0.97) & (order["test"] != "ct_angiography"))
    test, who = order["test"][rows], order["person"][rows]
    hla = np.array([_hla(key) for key in rng.integers(0, 10**9, len(rows))], dtype=object)
    text = either(test == "hla_typing", hla, None)
    text = either(test == "blood_group", person["blood_group"][who], text)
    text = either(test == "crossmatch", choose(rng, {"negative": 0.85, "positive": 0.15}, len(rows)), text)
    text = either(test == "virology", choose(rng, {"negative": 0.96, "positive": 0.04}, len(rows)), text)
    region["laboratory_result"].add(
        len(rows),
        person=who,
        test=test,
        value_text=text,
        value=either(test == "creatinine", rng.normal(76, 14, len(rows)).round(), np.nan),
        unit_code=either(test == "creatinine", "umol/L", None),
        observed_on=np.minimum(order["ordered_on"][rows] + days(rng, 0, 6, len(rows)), ENDS),
        _order=rows,
    )


def _hla(key: int) -> str:
    loci = []
    for locus, size in (("A", 24), ("B", 40), ("DR", 14)):
        loci.append(f"{locus}{key % size + 1},{locus}{key // 7 % size + 1}")
        key //= 13
    return " ".join(loci)
