"""What places were delivered and gave off each month, and what they had room for each year."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import either, some
from graftwatch_atlantis.frame import Array, at
from graftwatch_atlantis.life.places import centres, of_kind
from graftwatch_atlantis.state import BEGINS, ENDS, Region

WASTE = "theatre_waste"


def draw_supplies(region: Region) -> None:
    """Deliveries after what theatres and pharmacies used, then beds and surgeons."""
    _deliveries(region)
    _capacity(region)


def _deliveries(region: Region) -> None:
    """Centres order what they use, in lots; one store orders for the smallest; others use the same things otherwise."""
    rng = region.rng("supplies", "deliveries")
    theatre, pharmacy = region["theatre_count"], region["pharmacy_count"]
    n, place = theatre.n, theatre["facility"]
    centre = np.isin(place, centres(region))
    store = of_kind(region, "hospital")[-1]
    central = (place == centres(region)[-1]) & some(rng, n, region.dials["supplies.ordered_centrally"])
    operations = theatre["n_implants"] + theatre["n_nephrectomies"]
    for kind, used, elsewhere in (
        ("perfusion_fluid", pharmacy["n_perfusion_units"], "perfusion_elsewhere"),
        ("induction_medicine", pharmacy["n_inductions"], "induction_elsewhere"),
        ("crossmatch_kit", operations * 3.0, "kits_elsewhere"),
        ("transplant_instruments", theatre["n_implants"], "instruments_elsewhere"),
    ):
        lots = rng.poisson(np.maximum(used, 0.0) * 1.1 + 0.3, n).astype(float)
        other = rng.poisson(2.0, n) + 1.0
        has_use = some(rng, region["facility"].n, region.dials["supplies.places_with_other_use"])[place]
        used_so = has_use & some(rng, n, region.dials[f"supplies.{elsewhere}"])
        units = either(centre, lots, either(used_so, other, 0.0))
        to = either(centre & central, store, place)
        _deliver(region, rng, kind, to, theatre["month"], units)
    waste = rng.poisson(either(centre, 40.0 + 6.0 * operations, 25.0), n).astype(float)
    _deliver(region, rng, WASTE, place, theatre["month"], waste)
    clinics = of_kind(region, "clinic")
    months = np.unique(theatre["month"])
    some_month, which = np.tile(months, len(clinics)), np.repeat(clinics, len(months))
    rows = np.flatnonzero(some(rng, len(which), region.dials["supplies.clinics_deliveries_kept"]))
    what = either(some(rng, len(rows), 0.6), WASTE, "other")
    _deliver(region, rng, what, which[rows], some_month[rows], rng.poisson(5.0, len(rows)) + 1.0)


def _deliver(region: Region, rng: np.random.Generator, kind: object, place: Array, month: Array, units: Array) -> None:
    rows = np.flatnonzero(units > 0)
    said = np.broadcast_to(np.asarray(kind, dtype=object), (len(units),))[rows]
    town = at(region["facility"]["_town"], place[rows])
    supplier = [f"Supplier {k:02d}" for k in (town * 3 + rng.integers(0, 2, len(rows))) % 20]
    region["supply_delivery"].add(
        len(rows), facility=place[rows], kind=said, supplier=supplier, month=month[rows], n_units=units[rows]
    )


def _capacity(region: Region) -> None:
    """Beds and surgeons of each programme, slowly growing."""
    rng = region.rng("supplies", "capacity")
    years = np.arange(BEGINS.astype("datetime64[Y]"), ENDS.astype("datetime64[Y]") + 1).astype("datetime64[D]")
    place, year = np.repeat(centres(region), len(years)), np.tile(years, len(centres(region)))
    open_then = region["facility"]["programme_opened_on"][place] <= year
    place, year = place[open_then], year[open_then]
    weight = region["facility"]["_weight"][place] * len(centres(region))
    grown = 1 + 0.02 * (year - years[0]).astype(np.int64) / 365
    region["facility_capacity"].add(
        len(place),
        facility=place,
        year_began_on=year,
        n_beds=np.maximum((20 * weight * grown + rng.integers(-1, 2, len(place))).round(), 4),
        n_surgeons=np.maximum((5 * weight * grown + rng.integers(-1, 2, len(place))).round(), 2),
    )
