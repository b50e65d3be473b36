"""What theatres and hospital pharmacies count each month, whatever the registry knows."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import either, some
from graftwatch_atlantis.frame import NOBODY, Array
from graftwatch_atlantis.life.places import centres, of_kind
from graftwatch_atlantis.state import BEGINS, ENDS, Region


def draw_counts(region: Region) -> None:
    """A row a month for every centre, and for hospitals and clinics with a theatre, most of which count nothing."""
    rng = region.rng("counts")
    others = np.concatenate(
        [
            of_kind(region, "hospital")[: region.sized(10, least=2)],
            of_kind(region, "clinic")[: region.sized(8, least=2)],
        ]
    )
    places = np.concatenate([centres(region), others])
    months = np.arange(BEGINS.astype("datetime64[M]"), ENDS.astype("datetime64[M]") + 1).astype("datetime64[D]")
    place, month = np.repeat(places, len(months)), np.tile(months, len(places))
    given, put_in = _registered(region, places, months)
    n = len(place)
    busy = put_in + given > 0
    twice = busy & some(rng, n, region.dials["counts.coded_twice"])
    cancelled = busy & some(rng, n, region.dials["counts.cancelled"])
    miscoded = ~np.isin(place, centres(region)) & some(rng, n, region.dials["counts.miscoded_elsewhere"])
    nephrectomies = given + (twice & (given > 0)) + miscoded
    implants = put_in + cancelled
    region["theatre_count"].add(
        n,
        facility=place,
        month=month,
        n_nephrectomies=nephrectomies.astype(float),
        n_implants=implants.astype(float),
        n_anaesthesias=(nephrectomies + implants + (busy & some(rng, n, 0.05))).astype(float),
    )
    wasted = either(busy & some(rng, n, region.dials["counts.stock_wasted"]), rng.integers(1, 4, n), 0)
    other_use = either(~busy & some(rng, n, 0.02), rng.integers(1, 3, n), 0)
    region["pharmacy_count"].add(
        n,
        facility=place,
        month=month,
        n_inductions=(put_in + other_use).astype(float),
        n_perfusion_units=(put_in + given + wasted).astype(float),
    )


def _registered(region: Region, places: Array, months: Array) -> tuple[Array, Array]:
    """Donor nephrectomies and kidney implantations by facility and month, one place after the other."""
    transplant = region["transplant"]
    here = np.flatnonzero((transplant["performed_on"] >= BEGINS) & np.isin(transplant["organ_kind"], ["kidney"]))
    where = {int(place): k for k, place in enumerate(places)}
    row = np.array([where.get(int(each), NOBODY) for each in transplant["facility"][here]])
    col = (transplant["performed_on"][here].astype("datetime64[M]") - months[0].astype("datetime64[M]")).astype(
        np.int64
    )
    shape = (len(places), len(months))
    put_in, given = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    known = row != NOBODY
    np.add.at(put_in, (row[known], col[known]), 1)
    living = known & (transplant["donor_type"][here] == "living")
    np.add.at(given, (row[living], col[living]), 1)
    return given.ravel(), put_in.ravel()
