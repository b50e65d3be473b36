"""The rows beneath a lead, for a reader who may open them: by table, in words, with what may not be shown left out."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from graftwatch.apps.screening.importing import rows_beneath
from graftwatch.apps.screening.models import LeadInRun
from graftwatch.desk.access.viewer import Viewer
from graftwatch.records.models import Record
from graftwatch.records.schema import record_models, schema, table_name
from graftwatch.tables import Column, Table

DONOR_AND_RECIPIENT_DO_NOT_MEET = {"deceased_donor"}
"""Tables that would join a deceased donor to a recipient; of `organ` the organ number is enough."""
ANONYMOUS_PROGRAMMES = {"paired", "non_directed"}
EITHER_SIDE = {"donor", "recipient", "living_donor", "person"}


@dataclass(frozen=True)
class ShownRow:
    """One row: its file number, and label and value of each cell that holds something."""

    id: uuid.UUID
    file_number: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ShownTable:
    """The rows of one table. `why_empty` says why a cited row is not shown."""

    label: str
    meaning: str
    rows: tuple[ShownRow, ...]
    why_empty: str = ""


def shown_rows(viewer: Viewer, found: LeadInRun) -> list[ShownTable]:
    """Every row that the lead cites and the viewer may read, in the newest version."""
    cited: dict[str, set[uuid.UUID]] = {}
    for table, row in rows_beneath(found.said):
        cited.setdefault(table, set()).add(row)
    looking = viewer.on(row for rows in cited.values() for row in rows)
    models = {table_name(model): model for model in record_models()}
    return [_shown(looking, models[table], rows) for table, rows in sorted(cited.items()) if table in models]


def _shown(viewer: Viewer, model: type[Record], ids: set[uuid.UUID]) -> ShownTable:
    table = schema()[table_name(model)]
    why_empty = _why_withheld(table)
    rows = () if why_empty else _rows(viewer, model, table, ids)
    if not rows and not why_empty:
        why_empty = _("These rows are not among the records here, or are not yours to see.")
    return ShownTable(_(table.label).capitalize(), _(table.meaning), rows, why_empty)


def _why_withheld(table: Table) -> str:
    if table.name in DONOR_AND_RECIPIENT_DO_NOT_MEET:
        return _("Donor and recipient do not meet here: only the organ number is shown.")
    if table.bulk:
        return _("Rows of this table lie with the run's files; the desk shows their numbers only.")
    return ""


def _rows(viewer: Viewer, model: type[Record], table: Table, ids: set[uuid.UUID]) -> tuple[ShownRow, ...]:
    newest: dict[uuid.UUID, Any] = {}
    for row in model._default_manager.seen_by(viewer).filter(id__in=ids).order_by("recorded_at"):
        newest[row.id] = row
    return tuple(_row(table, row) for row in sorted(newest.values(), key=lambda row: row.source_id))


def _row(table: Table, row: Any) -> ShownRow:
    cells = ((_(column.meaning), _value(table, column, row)) for column in table.columns)
    return ShownRow(row.id, row.source_id, tuple((label, value) for label, value in cells if value))


def _value(table: Table, column: Column, row: Any) -> str:
    value = getattr(row, column.name)
    if value in (None, ""):
        return ""
    if column.sensitivity == "restricted" or _joins_the_sides(table, column, row):
        return _("withheld")
    if column.codes:
        return _(column.codes.label_of(value))
    if column.kind == "date":
        return date_format(value)
    if column.kind == "reference":
        return _("file %(number)s") % {"number": str(value)[:8]}
    return (
        f"{value} {column.unit}".strip() if column.kind in ("number", "integer") and column.unit != "1" else str(value)
    )


def _joins_the_sides(table: Table, column: Column, row: Any) -> bool:
    """Whether showing this cell would let donor and recipient of an anonymous gift be found together."""
    if table.name == "organ":
        return column.name not in ("organ_number", "kind")
    return getattr(row, "programme", None) in ANONYMOUS_PROGRAMMES and column.name in EITHER_SIDE
