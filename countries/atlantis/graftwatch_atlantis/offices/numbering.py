"""The numbers that offices give their rows: by centre and year, by year, or in one series."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graftwatch_atlantis.frame import Array, Frame
from graftwatch_atlantis.state import Region
from graftwatch_atlantis.tables_of import TABLES, Shape


def number(region: Region) -> dict[str, pa.Array]:
    """The source's own number of every row of every table, by place."""
    return {table: _numbers(region, table, shape) for table, shape in TABLES.items()}


def _numbers(region: Region, table: str, shape: Shape) -> pa.Array:
    frame = region[table]
    if not frame.n:
        return pa.array([], pa.string())
    own = np.flatnonzero(frame["_of"] == np.arange(frame.n))
    first = np.full(frame.n, np.iinfo(np.int64).max)
    np.minimum.at(first, frame["_of"], frame["_recorded"])
    order = own[np.lexsort((own, first[own]))]
    if table == "person":  # a series that says nothing about when or how somebody came into it
        order = own[np.argsort(region.rng("numbers", "person").permutation(len(own)), kind="stable")]
    series, group = _series(region, shape, frame, order, first)
    ids = np.empty(frame.n, dtype=object)
    digits = 4 if shape.by_centre else 6
    text = pc.binary_join_element_wise(
        pa.array(series, pa.string()), pc.utf8_lpad(pc.cast(pa.array(_within(group)), pa.string()), digits, "0"), ""
    )
    ids[order] = text.to_numpy(zero_copy_only=False)
    return pa.array(ids[frame["_of"]], pa.string())


def _series(region: Region, shape: Shape, frame: Frame, order: Array, first: Array) -> tuple[Array, Array]:
    """The front part of each number, and which series it counts in."""
    mark = f"{region.number}" if region.number else ""
    if shape.when is None:
        front = np.full(len(order), f"{mark}{shape.prefix}", dtype=object)
        return front, np.zeros(len(order), dtype=np.int64)
    years = first[order].astype("datetime64[s]").astype("datetime64[Y]").astype(np.int64) + 1970
    if shape.by_centre is None:
        known, group = np.unique(years, return_inverse=True)
        return np.array([f"{mark}{shape.prefix}-{year}-" for year in known], dtype=object)[group], group
    centre = frame[shape.by_centre][order]
    known, group = np.unique(centre * 10_000 + years, return_inverse=True)
    letters = region["facility"]["_letter"]
    return np.array([f"{letters[key // 10_000]}-{key % 10_000}-" for key in known], dtype=object)[group], group


def _within(group: Array) -> Array:
    """1, 2, 3 … within each series, in the order given."""
    order = np.argsort(group, kind="stable")
    sorted_groups = group[order]
    first = np.concatenate([[0], np.flatnonzero(np.diff(sorted_groups)) + 1])
    starts = np.repeat(first, np.diff(np.append(first, len(group))))
    found = np.empty(len(group), dtype=np.int64)
    found[order] = np.arange(len(group)) - starts + 1
    return found
