"""One region of the State while it is being drawn: its size, its chance, its dials and its tables."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from graftwatch_atlantis.dials import Nuisances, Rates
from graftwatch_atlantis.frame import Array, Frame
from graftwatch_atlantis.streams import Streams

BEGINS = np.datetime64("2016-07-01")
ENDS = np.datetime64("2026-06-30")
YEARS = 10
NEW_SOFTWARE_ON = np.datetime64("2021-07-01")
"""The first day of year six."""
HOME = "XA"
ABROAD = ("XB", "XC", "XD", "XE", "XF", "XG")
"""Country codes from the range that ISO 3166 leaves to users: no real country is named."""
CURRENCY = "XAT"
SMALLEST, LARGEST = 0.1, 100.0
INHABITANTS = 10_000_000
"""Of a State of scale 1."""


@dataclass
class Region:
    """A part of the State with its own centres, drawn, recorded and written before the next one begins.

    A State of scale 1 or less is one region; a larger one is several, so that memory stays that of one.
    """

    number: int
    size: float
    streams: Streams
    rates: Rates
    dials: Nuisances
    frames: dict[str, Frame] = field(default_factory=lambda: defaultdict(Frame))

    def __getitem__(self, table: str) -> Frame:
        return self.frames[table]

    def rng(self, *names: str) -> np.random.Generator:
        return self.streams.rng(*names)

    def sized(self, at_scale_one: float, least: int = 0) -> int:
        """A number of things that grows with the State."""
        return max(least, round(at_scale_one * self.size))

    def places(self, table: str, **where: object) -> Array:
        """The rows of a table in which columns hold these values."""
        frame = self.frames[table]
        mask = np.ones(frame.n, dtype=bool)
        for name, value in where.items():
            mask &= frame[name] == value
        return np.flatnonzero(mask)


def regions_of(scale: float, largest: float = 1.0) -> list[float]:
    """The sizes of the regions that make up a State of this scale."""
    n = max(1, int(np.ceil(scale / largest - 1e-9)))
    return [scale / n] * n
