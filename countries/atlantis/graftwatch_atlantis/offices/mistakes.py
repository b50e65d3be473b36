"""What offices get wrong: defaults for unknown, swapped dates and sexes, the switchboard as everybody's telephone."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import either, some
from graftwatch_atlantis.frame import NOBODY, Array
from graftwatch_atlantis.state import NEW_SOFTWARE_ON, Region

UNKNOWN_DAY = np.datetime64("1900-01-01")
UNKNOWN_NUMBER = 999.0


def make_mistakes(region: Region) -> None:
    """Write down what is not so."""
    _people(region)
    _creatinine(region)
    _switchboards(region)


def _old(recorded: Array) -> Array:
    old: Array = recorded < NEW_SOFTWARE_ON.astype("datetime64[s]").astype(np.int64)
    return old


def _people(region: Region) -> None:
    rng = region.rng("mistakes", "people")
    person = region["person"]
    swapped = some(rng, person.n, region.dials["records.sexes_swapped"])
    person["sex"] = either(swapped, either(person["sex"] == "male", "female", "male"), person["sex"])
    born = person["birth_date"]
    month = born.astype("datetime64[M]")
    day = (born - month.astype("datetime64[D]")).astype(np.int64) + 1
    year = month.astype("datetime64[Y]")
    of_year = (month - year.astype("datetime64[M]")).astype(np.int64) + 1
    can = (day <= 12) & some(rng, person.n, region.dials["records.days_swapped"])
    turned = (year.astype("datetime64[M]") + (day - 1) * can).astype("datetime64[D]") + (of_year - 1)
    person["birth_date"] = either(can, turned, born)
    unknown = some(rng, person.n, region.dials["records.birth_unknown_default"])
    # the old software refused an empty birth date; the new one takes it
    default = either(_old(person["_recorded"]), UNKNOWN_DAY, np.datetime64("NaT"))
    person["birth_date"] = either(unknown, default, person["birth_date"])
    person["birth_precision"] = either(
        unknown, "unknown", either(some(rng, person.n, 0.01), "year", person["birth_precision"])
    )


def _creatinine(region: Region) -> None:
    rng = region.rng("mistakes", "creatinine")
    visit = region["follow_up"]
    rows = some(rng, visit.n, region.dials["records.creatinine_default"]) & _old(visit["_recorded"])
    visit["creatinine"] = either(rows, UNKNOWN_NUMBER, visit["creatinine"])


def _switchboards(region: Region) -> None:
    rng = region.rng("mistakes", "switchboards")
    contact, file = region["contact_point"], region["living_donor_assessment"]
    ours = (contact["assessment"] != NOBODY) & (contact["role"] != "donor_self")
    rows = ours & some(rng, contact.n, region.dials["records.switchboard"])
    number = region["facility"]["_switchboard"][file["facility"][contact["assessment"]]]
    contact["phone"] = either(rows, number, contact["phone"])
