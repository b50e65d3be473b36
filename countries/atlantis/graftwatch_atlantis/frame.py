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
    """References are places in other frames (-1 is nobody); columns whose name begins with _ are never written."""

    def __init__(self) -> None:
        self.columns: dict[str, Array] = {}
        self.n = 0

    def __getitem__(self, name: str) -> Array:
        try:
            return self.columns[name]
        except KeyError:
            raise KeyError(f"no column {name!r}; there are {', '.join(self.columns)}") from None

    def __setitem__(self, name: str, values: Any) -> None:
        self.columns[name] = column(values, self.n)

    def __contains__(self, name: object) -> bool:
        return name in self.columns

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def add(self, n: int, **values: Any) -> Array:
        """Append n rows; columns not named stay empty. Gives the places of the new rows."""
        new = {name: column(each, n) for name, each in values.items()}
        for name in [*self.columns, *(each for each in new if each not in self.columns)]:
            old, more = self.columns.get(name), new.get(name)
            kind = (old if old is not None else more).dtype.kind  # type: ignore[union-attr]
            if old is None:
                old = column(nothing(kind), self.n) if kind != "O" else np.full(self.n, None, dtype=object)
            if more is None:
                more = column(nothing(kind), n) if kind != "O" else np.full(n, None, dtype=object)
            self.columns[name] = np.concatenate([old, more]) if old.dtype.kind == more.dtype.kind else _mixed(old, more)
        self.n += n
        return np.arange(self.n - n, self.n)

    def copy_rows(self, places: Array) -> Array:
        """Append copies of rows. Gives the places of the copies."""
        return self.add(len(places), **{name: each[places] for name, each in self.columns.items()})


def _mixed(old: Array, more: Array) -> Array:
    """Columns of different kinds: the new rows take the kind of the old, where they hold anything at all."""
    if more.dtype.kind == "O" and all(each is None for each in more):
        return np.concatenate([old, column(nothing(old.dtype.kind), len(more))])
    if old.dtype.kind == "O" and all(each is None for each in old):
        return np.concatenate([column(nothing(more.dtype.kind), len(old)), more])
    return np.concatenate([old, more.astype(old.dtype)])
