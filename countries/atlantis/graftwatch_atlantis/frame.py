"""A table as it truly happened: columns of equal length, in which a row's number is its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

NOBODY = -1
"""A reference that points nowhere."""


def at(column: Array, places: Any) -> Array:
    """The values of a column at these places."""
    found: Array = column[places]
    return found


def nothing(kind: str) -> Any:
    """What stands for 'empty' in a column of that numpy kind."""
    return {"M": np.datetime64("NaT"), "i": NOBODY, "f": np.nan, "b": False}.get(kind)


def column(values: Any, n: int) -> Array:
    """Values, or one value n times, as a column: days, whole places, floats, truths, or text as objects."""
    array = np.asarray(values)
    if array.dtype.kind in "US" or values is None:
        array = array.astype(object)
    if array.dtype.kind == "M":
        array = array.astype("datetime64[D]")
    if array.dtype.kind in "iu":
        array = array.astype(np.int64)
    return np.broadcast_to(array, (n,)).copy()


class Frame:
    """References are places in other frames (-1 is nobody); columns whose name begins with _ are never written.

    Columns keep some room at their end, so that planting a few rows into a million copies nothing.
    """

    def __init__(self) -> None:
        self._kept: dict[str, Array] = {}
        self.n = 0

    def __getitem__(self, name: str) -> Array:
        try:
            return self._kept[name][: self.n]
        except KeyError:
            raise KeyError(f"no column {name!r}; there are {', '.join(self._kept)}") from None

    def __setitem__(self, name: str, values: Any) -> None:
        self._kept[name] = column(values, self.n)

    def __contains__(self, name: object) -> bool:
        return name in self._kept

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._kept))

    def add(self, n: int, **values: Any) -> Array:
        """Append n rows; columns not named stay empty. Gives the places of the new rows."""
        new = {name: column(each, n) for name, each in values.items()}
        for name in [*self._kept, *(each for each in new if each not in self._kept)]:
            old, more = self._kept.get(name), new.get(name)
            kind = (old if old is not None else more).dtype.kind  # type: ignore[union-attr]
            before = empty(kind, self.n) if old is None else old
            self._kept[name] = _appended(before, self.n, empty(kind, n) if more is None else more)
        self.n += n
        return np.arange(self.n - n, self.n)

    def copy_rows(self, places: Array) -> Array:
        """Append copies of rows. Gives the places of the copies."""
        return self.add(len(places), **{name: self[name][places] for name in self})


def empty(kind: str, n: int) -> Array:
    """A column of n empty cells."""
    return np.full(n, None, dtype=object) if kind == "O" else column(nothing(kind), n)


def _appended(kept: Array, n: int, more: Array) -> Array:
    """The first n cells of `kept` with more behind them, in the same memory where it has room."""
    more = _alike(kept, n, more)
    if kept.dtype.kind == "O" and more.dtype.kind != "O":
        kept = empty(more.dtype.kind, n)  # nothing but empty cells so far: they take the kind of what comes
    end = n + len(more)
    if len(kept) < end:
        room = np.empty(end + (end // 20 if n else 0), dtype=kept.dtype)
        room[:n] = kept[:n]
        kept = room
    kept[n:end] = more
    return kept


def _alike(kept: Array, n: int, more: Array) -> Array:
    """New cells in the kind of the old ones, where either holds anything at all."""
    if kept.dtype.kind == more.dtype.kind:
        return more
    if more.dtype.kind == "O" and all(each is None for each in more):
        return empty(kept.dtype.kind, len(more))
    if kept.dtype.kind == "O" and all(each is None for each in kept[:n]):
        return more
    return more.astype(kept.dtype)
