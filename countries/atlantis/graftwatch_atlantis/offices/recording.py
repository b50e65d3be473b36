"""When each office wrote a row down, and the versions it kept of rows that changed."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from graftwatch_atlantis.draw import between, days, either, some, waits
from graftwatch_atlantis.frame import NOBODY, Array, Frame
from graftwatch_atlantis.state import BEGINS, ENDS, NEW_SOFTWARE_ON, Region
from graftwatch_atlantis.tables_of import TABLES, Shape

MEAN_LAG_DAYS = {
    "death": 20,
    "follow_up": 6,
    "travel_registration": 3,
    "board_decision": 3,
    "transplant": 4,
    "diagnosis": 12,
    "statement": 4,
    "abroad_file": 4,
    "reimbursement_claim": 8,
    "facility_capacity": 40,
    "signature_image": 9,
    "genotype": 5,
}
MONTHLY = ("theatre_count", "pharmacy_count", "supply_delivery")
AT_ONCE = ("organ_offer", "visa_application", "journey", "laboratory_order", "account", "payment")


def write_down(region: Region) -> None:
    """Give every row its `_recorded` second, and every row `_of`: the row whose number it bears."""
    _known_since(region)
    for table, shape in TABLES.items():
        frame = region[table]
        if not frame.n:
            continue
        frame["_of"] = np.arange(frame.n)
        frame["_recorded"] = NOBODY
        frame["_recorded"] = _seconds(region.rng("recorded", table), _written_on(region, table, shape, frame))
        if "_sheet" in frame:
            frame["_recorded"] = _with_the_first(frame["_sheet"], frame["_recorded"])


def _with_the_first(sheet: Array, recorded: Array) -> Array:
    """Rows of one sheet are written down together; rows that a recipe added stand alone."""
    _, first, which = np.unique(sheet, return_index=True, return_inverse=True)
    return either(sheet == NOBODY, recorded, recorded[first[which]])


def _known_since(region: Region) -> None:
    """The day a person first appears in the records."""
    rng = region.rng("recorded", "people")
    person = region["person"]
    second_number = person["_since"].copy() if "_since" in person else np.full(person.n, np.datetime64("NaT"))
    since = between(rng, BEGINS, ENDS - 1, person.n)
    for table, column, when in (
        ("visa_application", "person", "applied_on"),
        ("living_donor_assessment", "donor", "opened_on"),
        ("waiting_list_entry", "person", "listed_on"),
    ):
        frame = region[table]
        if frame.n:
            since[frame[column]] = frame[when]
    person["_since"] = either(np.isnat(second_number), since, second_number)


def _written_on(region: Region, table: str, shape: Shape, frame: Frame) -> Array:
    rng = region.rng("recorded", table, "lag")
    if table == "person":
        return frame["_since"]
    when = frame[shape.when] if shape.when else np.full(frame.n, np.datetime64("NaT"), dtype="datetime64[D]")
    if "_noted" in frame:  # papers are older than the day they were laid into a file
        when = either(np.isnat(frame["_noted"]), when, frame["_noted"])
    unsaid = np.isnat(when)
    if shape.bulk and table != "payment":
        return (when.astype("datetime64[M]") + 1).astype("datetime64[D]") + 4
    if table in MONTHLY:
        return (when.astype("datetime64[M]") + 1).astype("datetime64[D]") + days(rng, 2, 12, frame.n)
    if table in AT_ONCE:
        return either(unsaid, BEGINS, when + days(rng, 0, 1, frame.n))
    lag = waits(rng, MEAN_LAG_DAYS.get(table, 2), frame.n)
    lag = either(some(rng, frame.n, region.dials["records.late"]), days(rng, 60, 400, frame.n), lag)
    written = either(unsaid, between(rng, BEGINS - 30, BEGINS, frame.n), when + lag)
    # the old software was filled in batches at the end of the month
    batch = (written < NEW_SOFTWARE_ON) & some(rng, frame.n, 0.25)
    end = (written.astype("datetime64[M]") + 1).astype("datetime64[D]") - 1
    return either(batch, end, written)


def _seconds(rng: np.random.Generator, on: Array) -> Array:
    """Seconds since 1970, at an hour when offices are open."""
    return on.astype("datetime64[s]").astype(np.int64) + rng.integers(7 * 3600, 18 * 3600, len(on))


def again(frame: Frame, places: Array, recorded: Array, changed: Mapping[str, Array] | None = None) -> Array:
    """Write rows down once more under the same numbers, later, with some cells changed."""
    copies = frame.copy_rows(places)
    frame["_recorded"][copies] = recorded
    for name, values in (changed or {}).items():
        frame[name][copies] = values
    return copies
