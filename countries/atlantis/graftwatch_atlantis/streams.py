"""Named streams of chance: one seed for the State, one stream for each thing that chance decides."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Streams:
    """Streams cut from one seed by name, so that turning one dial does not reshuffle what other dials decide."""

    seed: int
    path: tuple[str, ...] = ()

    def under(self, *names: str) -> Streams:
        """The streams below a name."""
        return Streams(self.seed, self.path + names)

    def rng(self, *names: str) -> np.random.Generator:
        """A fresh generator for this name; the same name gives the same numbers."""
        said = "\x1f".join((str(self.seed), *self.path, *names)).encode()
        return np.random.Generator(np.random.PCG64(int.from_bytes(hashlib.sha256(said).digest()[:16], "big")))
