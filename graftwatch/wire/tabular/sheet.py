"""What every foreign table looks like once it is open: headings, batches of text cells, and lines that failed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from graftwatch.errors import GraftwatchError

BATCH_ROWS = 50_000


class Unreadable(GraftwatchError):  # noqa: N818 the name says what is wrong
    """A file that cannot be opened as a table at all. The words name no content."""


@dataclass(frozen=True)
class Reading:
    """What a person fixed about a file; what is None is guessed, and the guess is said."""

    encoding: str | None = None
    separator: str | None = None
    heading_line: int | None = None


@dataclass(frozen=True)
class BadLine:
    """A row lost to its form. `value_class` describes what stood there and never repeats it."""

    line: int
    value_class: str
    reason: str


@dataclass(frozen=True)
class Batch:
    """Rows as text: `line`, `short` (true where cells were missing at the end), then `c0`, `c1`, … by heading."""

    rows: pa.RecordBatch
    bad: tuple[BadLine, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One table in one file. `said` are sentences on what was guessed or left aside."""

    path: Path
    name: str | None
    columns: tuple[str, ...]
    heading_line: int
    batches: Callable[[], Iterator[Batch]]
    encoding: str = ""
    separator: str = ""
    said: tuple[str, ...] = ()
    kind: str = "text"


def batch_schema(n_columns: int) -> pa.Schema:
    """The Arrow schema of every batch of a sheet with so many columns."""
    cells = [(f"c{position}", pa.string()) for position in range(n_columns)]
    return pa.schema([("line", pa.int64()), ("short", pa.bool_()), *cells])


def batch_of(
    n_columns: int,
    numbers: Sequence[int],
    rows: Sequence[Sequence[str | None]],
    short: Sequence[bool],
    bad: Sequence[BadLine],
) -> Batch:
    """Rows of equal length turned into columns."""
    cells = list(zip(*rows, strict=True)) if rows else [()] * n_columns
    arrays = [
        pa.array(numbers, pa.int64()),
        pa.array(short, pa.bool_()),
        *(pa.array(column, pa.string()) for column in cells),
    ]
    return Batch(pa.RecordBatch.from_arrays(arrays, schema=batch_schema(n_columns)), tuple(bad))


def distinct_headings(cells: Sequence[str]) -> tuple[str, ...]:
    """Headings made usable: blank ones numbered, repeated ones told apart, line breaks inside them removed."""
    seen: dict[str, int] = {}
    found = []
    for position, cell in enumerate(cells, start=1):
        name = " ".join((cell or "").split()) or f"column {position}"
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(found)
