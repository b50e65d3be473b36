"""Draw up every reconciliation list over the tables of one sitting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from graftwatch.errors import GraftwatchError
from graftwatch.indicators.asking import Sitting, TableMissingError
from graftwatch.indicators.catalogue import all_reconciliations
from graftwatch.indicators.indicator import Reconciliation
from graftwatch.indicators.running import NUMBER_PREFIXES, ask

COLUMNS = ("row_table", "row", "file_number", "facility", "known_on", "what")
"""What every list has: the row that can be mended, where it stands, since when it is known, and a phrase's key."""


class ReconciliationShapeError(GraftwatchError):
    """A list does not have the columns that every list has."""


@dataclass(frozen=True)
class Listed:
    """What came of one list: its rows, or the table for want of which it could not be drawn up."""

    rows: pa.Table | None
    missing: str | None = None


def reconcile(asked: Reconciliation, sitting: Sitting) -> pa.Table:
    """One list in a fixed order: by facility, row and phrase. Raises TableMissingError."""
    rows = ask(asked, sitting)
    own = tuple(rows.column_names[: len(COLUMNS)])
    rest = rows.column_names[len(COLUMNS) :]
    if own != COLUMNS or not all(name.startswith(NUMBER_PREFIXES) for name in rest):
        raise ReconciliationShapeError(
            f"{asked.name} gives {rows.column_names}. A list gives {list(COLUMNS)}, then numbers {NUMBER_PREFIXES}."
        )
    if unsaid := set(rows["what"].to_pylist()) - dict(asked.phrases).keys():
        raise ReconciliationShapeError(f"{asked.name} gives {sorted(map(str, unsaid))} without a phrase for it.")
    return rows.sort_by([(name, "ascending") for name in ("facility", "row_table", "row", "what", *rest)])


def reconcile_all(sitting: Sitting, lists: Iterable[Reconciliation] | None = None) -> Mapping[str, Listed]:
    """Every list by its name; one that lacks a table it needs says which."""
    drawn: dict[str, Listed] = {}
    for each in lists if lists is not None else all_reconciliations().values():
        try:
            drawn[each.name] = Listed(reconcile(each, sitting))
        except TableMissingError as error:
            drawn[each.name] = Listed(None, error.table)
    return drawn
