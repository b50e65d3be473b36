"""Which records a viewer may see: the rows of the matter that is open before them, on their side of every wall."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model, Q

from graftwatch.desk.access.gates import beyond_no_wall, nothing
from graftwatch.desk.access.viewer import Viewer
from graftwatch.records.fields import Reference
from graftwatch.records.models import Record
from graftwatch.records.schema import record_models, table_name


def scope(viewer: Viewer, model: type[Model]) -> Q:
    """Role and compartment, then relationship (the open matter), then walls, one reference deep."""
    if not viewer.holds("evidence") or not viewer.matter:
        return nothing()
    return Q(id__in=viewer.matter) & _walls(viewer, model)


def _walls(viewer: Viewer, model: type[Model]) -> Q:
    if not viewer.walled:
        return Q()
    open_to_view = Q()
    if model is facility_model():
        open_to_view &= ~Q(id__in=viewer.walled)
    for column in facility_columns(model):
        open_to_view &= beyond_no_wall(viewer, column)
    for column, referred in references_with_a_facility(model):
        for inner in facility_columns(referred):
            behind = manager(referred).for_the_system("rows that belong to a file behind a wall")
            hidden = behind.filter(**{f"{inner}__in": viewer.walled}).values("id")
            open_to_view &= Q(**{f"{column}__isnull": True}) | ~Q(**{f"{column}__in": hidden})
    return open_to_view


def manager(model: type[Model]) -> Any:
    return model._default_manager


@cache
def facility_model() -> type[Model]:
    return apps.get_model("records", "facility")


@cache
def facility_columns(model: type[Model]) -> tuple[str, ...]:
    """The columns of a record that name a facility."""
    return tuple(
        field.name
        for field in model._meta.local_fields
        if isinstance(field, Reference) and field.refers_to == "facility"
    )


@cache
def references_with_a_facility(model: type[Model]) -> tuple[tuple[str, type[Record]], ...]:
    """Its references to records that name a facility: a consent's file, an event's entry."""
    stored = {table_name(record): record for record in record_models() if not record.bulk}
    return tuple(
        (field.name, stored[field.refers_to])
        for field in model._meta.local_fields
        if isinstance(field, Reference) and field.refers_to in stored and facility_columns(stored[field.refers_to])
    )


def facilities_behind(rows: Mapping[str, set[uuid.UUID]]) -> dict[tuple[str, uuid.UUID], set[uuid.UUID]]:
    """For each (table, row): the facilities it belongs to, itself or through the file it refers to.

    Only rows that the records hold can be followed; of others nothing is known here.
    """
    stored = {table_name(record): record for record in record_models() if not record.bulk}
    found: dict[tuple[str, uuid.UUID], set[uuid.UUID]] = {}
    for table, ids in rows.items():
        if table == "facility":
            found |= {(table, row): {row} for row in ids}
        elif table in stored:
            for row, facilities in _facilities_of(stored[table], sorted(ids)):
                found.setdefault((table, row), set()).update(facilities)
    return found


AT_A_TIME = 400  # keys in one query; SQLite takes at most 999 values


def _facilities_of(model: type[Record], ids: list[uuid.UUID]) -> Iterator[tuple[uuid.UUID, set[uuid.UUID]]]:
    own = facility_columns(model)
    through = references_with_a_facility(model)
    columns = [*own, *(name for name, _ in through)]
    for begin in range(0, len(ids) if columns else 0, AT_A_TIME):
        behind = manager(model).for_the_system("which facilities stand behind a lead")
        rows = list(behind.filter(id__in=ids[begin : begin + AT_A_TIME]).values_list("id", *columns))
        for position, (_name, referred) in enumerate(through, start=1 + len(own)):
            referred_ids = sorted({row[position] for row in rows if row[position]})
            reached = _merged(_facilities_of_files(referred, referred_ids))
            yield from ((row[0], reached.get(row[position], set())) for row in rows)
        yield from ((row[0], {value for value in row[1 : 1 + len(own)] if value}) for row in rows)


def _facilities_of_files(model: type[Record], ids: list[uuid.UUID]) -> Iterator[tuple[uuid.UUID, set[uuid.UUID]]]:
    for begin in range(0, len(ids), AT_A_TIME):
        behind = manager(model).for_the_system("which facilities stand behind a lead")
        for row in behind.filter(id__in=ids[begin : begin + AT_A_TIME]).values_list("id", *facility_columns(model)):
            yield row[0], {value for value in row[1:] if value}


def _merged(pairs: Iterator[tuple[uuid.UUID, set[uuid.UUID]]]) -> dict[uuid.UUID, set[uuid.UUID]]:
    found: dict[uuid.UUID, set[uuid.UUID]] = {}
    for row, facilities in pairs:
        found.setdefault(row, set()).update(facilities)
    return found
