"""Cells left empty: more by some centres than others, more in the old software, and because of what they would say."""

from __future__ import annotations

from typing import Any

import numpy as np

from graftwatch.tables import Schema
from graftwatch_atlantis.draw import choose, either, some
from graftwatch_atlantis.frame import NOBODY, Array, Frame, nothing
from graftwatch_atlantis.state import NEW_SOFTWARE_ON, Region


def leave_empty(region: Region, schema: Schema) -> None:
    """Empty the cells that were never filled in."""
    lazy = np.exp(
        region.rng("missing", "centres").normal(0, region.dials["completeness.centre_spread"], region["facility"].n)
    )
    for table, shares in region.dials.said["missing"].items():
        frame = region[table]
        if frame.n:
            likelihood = _by_year(region, frame) * _by_centre(region, table, frame, lazy)
            for column, share in shares.items():
                rng = region.rng("missing", table, column)
                chance = np.minimum(share * likelihood * _because(region, table, column, frame), 0.95)
                rows = np.flatnonzero(some(rng, frame.n, chance))
                codes = schema[table][column].codes
                _empty(region, rng, frame, column, rows, coded=codes is not None)


def _empty(region: Region, rng: np.random.Generator, frame: Frame, column: str, rows: Array, *, coded: bool) -> None:
    if column not in frame:
        return
    values = frame[column]
    values[rows] = nothing(values.dtype.kind)
    if coded:
        said = rows[some(rng, len(rows), region.dials["completeness.said_as_unknown"])]
        values[said] = choose(rng, {"unknown": 0.7, "not_asked": 0.25, "refused": 0.05}, len(said))


def _by_year(region: Region, frame: Frame) -> Array:
    changed = NEW_SOFTWARE_ON.astype("datetime64[s]").astype(np.int64)
    old, new = region.dials["completeness.old_software"], region.dials["completeness.new_software"]
    return either(frame["_recorded"] < changed, old, new)


def _by_centre(region: Region, table: str, frame: Frame, lazy: Array) -> Array:
    """How careless the centre is that keeps the row: its own, or that of the donor file it belongs to."""
    place = np.full(frame.n, NOBODY)
    if "facility" in frame:
        place = frame["facility"]
    elif "assessment" in frame:
        place = either(
            frame["assessment"] == NOBODY, NOBODY, region["living_donor_assessment"]["facility"][frame["assessment"]]
        )
    return either(place == NOBODY, 1.0, lazy[place])


def _because(region: Region, table: str, column: str, frame: Frame) -> Array:
    times = np.ones(frame.n)
    rules: list[dict[str, Any]] = region.dials["because.rows"]
    for rule in rules:
        if rule["table"] == table and rule["empties"] == column:
            times[np.isin(frame[rule["column"]].astype(str), rule["values"])] = rule["times"]
    return times
