"""Judges' common part: how each subject's share compares with everybody else's, exactly, and the numbers told of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from graftwatch.indicators.exact import benjamini_hochberg, beta_binomial_upper, fisher_greater, likeness


@dataclass(frozen=True)
class Compared:
    """One subject: `found` of `of` here and among all others; `chance` of so many or more; `false` alarms (q-value)."""

    found: int
    of: int
    found_elsewhere: int
    of_elsewhere: int
    chance: float
    false: float = 1.0

    @property
    def share(self) -> float:
        return self.found / self.of

    @property
    def share_elsewhere(self) -> float:
        return self.found_elsewhere / self.of_elsewhere


def compared(rows: pa.Table, *, item: str, found: str, min_n: float) -> dict[str, Compared]:
    """Per `subject` with at least `min_n` different `item`s, how its share of `found` compares with all other items.

    The chance is the larger of two: Fisher's, which knows that the others are few, and the beta-binomial's, which knows
    that honest centres differ by more than chance. An item may belong to several subjects; it counts once elsewhere.
    """
    marks: dict[str, dict[str, bool]] = {}
    every: dict[str, bool] = {}
    columns = (rows["subject"].to_pylist(), rows[item].to_pylist(), rows[found].to_pylist())
    for subject, key, is_found in zip(*columns, strict=True):
        marks.setdefault(subject, {})[key] = every[key] = bool(is_found)
    counts = {subject: (sum(held.values()), len(held)) for subject, held in sorted(marks.items())}
    tested = {}
    for subject, (x, n) in counts.items():
        x_else, n_else = sum(every.values()) - x, len(every) - n
        if n >= min_n and n_else > 0:
            others = [each for name, each in counts.items() if name != subject]
            tested[subject] = Compared(x, n, x_else, n_else, _chance(x, n, x_else, n_else, others))
    return with_false_alarms(tested)


def with_false_alarms(tested: Mapping[str, Compared]) -> dict[str, Compared]:
    """The same with `false` filled in over all subjects that were compared."""
    rates = benjamini_hochberg([each.chance for each in tested.values()])
    return {
        name: Compared(each.found, each.of, each.found_elsewhere, each.of_elsewhere, each.chance, float(rate))
        for (name, each), rate in zip(tested.items(), rates, strict=True)
    }


def _chance(x: int, n: int, x_else: int, n_else: int, others: Sequence[tuple[int, int]]) -> float:
    alike = likeness([found for found, _of in others], [of for _found, of in others])
    return max(fisher_greater(x, n, x_else, n_else), beta_binomial_upper(x, n, x_else / n_else, alike) if alike else 0)


def told(rows: pa.Table, keep: Sequence[bool], numbers: Mapping[str, Mapping[str, float]]) -> pa.Table:
    """The rows to keep, with each subject's `numbers` by column name written into them."""
    rows = rows.filter(pa.array(keep, pa.bool_()))
    subjects = rows["subject"].to_pylist()
    for name in sorted({name for of_one in numbers.values() for name in of_one} & set(rows.column_names)):
        values = pa.array([numbers[subject].get(name) for subject in subjects], pa.float64())
        rows = rows.set_column(rows.column_names.index(name), name, values)
    return rows


def above(rows: pa.Table, asked: Mapping[str, Compared], *, found: str, numbers: Mapping[str, str]) -> pa.Table:
    """The found rows of the subjects asked about. `numbers` maps a column to the attribute of Compared it shows."""
    keep = [
        subject in asked and bool(mark)
        for subject, mark in zip(rows["subject"].to_pylist(), rows[found].to_pylist(), strict=True)
    ]
    return told(
        rows, keep,
        {name: {column: float(getattr(each, attribute)) for column, attribute in numbers.items()}
         for name, each in asked.items()},
    )  # fmt: skip


def as_floats(rows: pa.Table, name: str) -> np.ndarray:
    """A column as fractions, with NaN for what is missing."""
    return np.array([np.nan if each is None else float(each) for each in rows[name].to_pylist()], dtype=float)
