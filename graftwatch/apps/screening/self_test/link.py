"""A link: what the files of a planted ring are made to share, and which ordinary rows can be edited so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graftwatch.desk.snapshots import Snapshot


@dataclass(frozen=True, eq=False)
class Mark:
    """One kind of row that carries a link.

    `candidates` is a query that gives one line per row that can be edited: `file` (which file it stands in), `row`,
    `recipient`, `donor` (may be NULL) and `on` (the day of the file). `fresh` names the columns that get one made-up
    token, `copied` those that get what stands in the first row of the ring, `fixed` those that get one value each.
    """

    table: str
    candidates: str
    fresh: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()
    needs: Mapping[str, frozenset[str]] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are edited."""
        return (*self.fresh, *self.copied, *(column for column, _value in self.fixed))


@dataclass(frozen=True, eq=False)
class Link:
    """What a ring shares, in words: `title` for a table, `sentence` for the terminal (`{pairs}` is the number)."""

    title: str
    sentence: str
    marks: tuple[Mark, ...]

    def stands_in(self, snapshot: Snapshot) -> bool:
        """Whether this snapshot holds the tables and columns that would be edited."""
        tables = snapshot.tables
        return all(
            mark.table in tables
            and set(mark.columns) <= set(tables[mark.table].columns)
            and all(
                name in tables and wanted <= set(tables[name].columns) for name, wanted in (mark.needs or {}).items()
            )
            for mark in self.marks
        )
