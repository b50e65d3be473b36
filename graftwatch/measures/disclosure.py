"""The only way out: tables whose small numbers are hidden so that nobody can work them out again.

What: a table of counts in which numbers from 1 to 10 are hidden, and others beside them, until every small number
could be at least so many different values, whatever is added and subtracted. A nought names nobody and stays.
Unit: persons, files or events. Source: the rule of eleven; design, after Cox's complementary suppression.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

import numpy as np
import scipy

UNDER = 11
"""Counts under this are hidden, but for nought."""
AT_LEAST_VALUES = 5
"""How many different values every small number must be able to have, for one who knows all that is shown."""
TOTAL = "total"

Key = TypeVar("Key", bound=Hashable)
Sums = Sequence[tuple[Key, Sequence[Key]]]
Shown = dict[Key, int | None]


def one_way(counts: Mapping[str, int]) -> Shown[str]:
    """A row of counts and their total, None where hidden."""
    cells = {**counts, TOTAL: sum(counts.values())}
    return hidden(cells, [(TOTAL, list(counts))])


def two_way(counts: Mapping[tuple[str, str], int]) -> Shown[tuple[str, str]]:
    """Counts by (row, column) with totals at (row, "total"), ("total", column) and both, None where hidden."""
    rows, columns = (list(dict.fromkeys(key[side] for key in counts)) for side in (0, 1))
    cells = {(row, column): counts.get((row, column), 0) for row in rows for column in columns}
    sums: list[tuple[tuple[str, str], list[tuple[str, str]]]] = []
    sums += [((row, TOTAL), [(row, column) for column in columns]) for row in rows]
    sums += [((TOTAL, column), [(row, column) for row in rows]) for column in columns]
    cells |= {total: sum(cells[part] for part in parts) for total, parts in sums}
    for sides in ([(row, TOTAL) for row in rows], [(TOTAL, column) for column in columns]):
        sums.append(((TOTAL, TOTAL), sides))
        cells[TOTAL, TOTAL] = sum(cells[side] for side in sides)
    return hidden(cells, sums)


def hidden(cells: Mapping[Key, int], sums: Sums[Key], *, under: int = UNDER) -> Shown[Key]:
    """Any table: `cells` by key, and `sums` that say which cell is the total of which.

    Raises ValueError where a total is not the sum of its parts, or a count is negative.
    """
    for total, parts in sums:
        if cells[total] != sum(cells[part] for part in parts):
            raise ValueError(f"{total} is {cells[total]}, its parts make {sum(cells[part] for part in parts)}.")
    if any(count < 0 for count in cells.values()):
        raise ValueError("A count cannot be negative.")
    totals = {total for total, _parts in sums}
    small = [key for key, count in cells.items() if 0 < count < under]
    away = set(small)
    while (bare := _worked_out(cells, sums, small, away)) is not None:
        beside = _beside(bare, cells, sums, totals, away)
        if beside is None:
            away |= {key for key, count in cells.items() if count > 0}
            break
        away.add(beside)
    return {key: None if key in away else count for key, count in cells.items()}


def whole_percent(part: int, whole: int) -> int | None:
    """A share as it may be told without its counts: None where a small number could be worked out of it.

    A small number may stand behind a whole percent only where at least five different ones would give the same.
    """
    if not 0 <= part <= whole or whole == 0:
        raise ValueError(f"{part} of {whole} is no share.")
    told = _percent(part, whole)
    for count, of_part in ((part, True), (whole - part, False)):
        if 0 < count < UNDER:
            alike = sum(_percent(n if of_part else whole - n, whole) == told for n in range(min(UNDER, whole + 1)))
            if alike < AT_LEAST_VALUES:
                return None
    return told


def _percent(part: int, whole: int) -> int:
    return (200 * part + whole) // (2 * whole)


def _beside(bare: Key, cells: Mapping[Key, int], sums: Sums[Key], totals: set[Key], away: set[Key]) -> Key | None:
    """The next cell to hide: in a sum that would give a hidden cell away, the one that closes most such sums.

    A total is hidden only where nothing else can be; of equals the smallest goes, for it is missed least.
    """
    lines = [[total, *parts] for total, parts in sums]
    alone = [line for line in lines if len(away.intersection(line)) == 1]
    near = alone or [line for line in lines if bare in line] or lines
    free = {key for line in near for key in line if key not in away and cells[key] > 0}
    free = free or {key for key in cells if key not in away and cells[key] > 0}
    rank = {key: (key in totals, -sum(key in line for line in alone), cells[key], str(key)) for key in free}
    return min(free, key=rank.__getitem__) if free else None


def _worked_out(cells: Mapping[Key, int], sums: Sums[Key], small: Sequence[Key], away: set[Key]) -> Key | None:
    """The first small cell that could have too few values, given all that is shown and that none hidden is nought."""
    order = [key for key in cells if key in away]
    if not order:
        return None
    place = {key: number for number, key in enumerate(order)}
    lines, shown = [], []
    for total, parts in sums:
        line, rest = np.zeros(len(order)), 0
        for key, sign in [(total, -1), *((part, 1) for part in parts)]:
            if key in place:
                line[place[key]] += sign
            else:
                rest -= sign * cells[key]
        lines.append(line)
        shown.append(rest)
    for key in small:
        if _width(place[key], np.array(lines), np.array(shown, float)) < AT_LEAST_VALUES - 1:
            return key
    return None


def _width(cell: int, lines: np.ndarray, shown: np.ndarray) -> float:
    """How far apart the least and the most are that one hidden cell could be."""
    ends = []
    for sign in (1.0, -1.0):
        aim = np.zeros(lines.shape[1])
        aim[cell] = sign
        found = scipy.optimize.linprog(aim, A_eq=lines, b_eq=shown, bounds=(1, None), method="highs")
        if found.fun is None:  # without an end: nothing shown bounds it
            return float("inf")
        ends.append(float(found.fun) * sign)
    return round(ends[1] - ends[0], 6)
