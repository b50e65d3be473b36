"""The models as plain tables: what engines, importers, the dictionary and the test kit are handed."""

from __future__ import annotations

import re
from functools import cache

from django.apps import apps

from graftwatch.records.fields import Known
from graftwatch.records.models.record import Record
from graftwatch.tables import Column, Schema, Table


def table_name(model: type[Record]) -> str:
    """`WaitingListEntry` becomes `waiting_list_entry`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", model.__name__).lower()


def column(field: Known) -> Column:
    """The column that a field describes."""
    return Column(
        name=field.name,
        kind=field.kind,
        meaning=str(field.help_text),
        label=str(field.verbose_name),
        unit=field.unit,
        codes=field.code_list,
        source=field.source or (field.code_list.source if field.code_list else ""),
        sensitivity=field.sensitivity,
        way_out=field.way_out,
        canonical=field.canonical,
        refers_to=field.refers_to,
        required=field.required,
        derive=field.derive,
    )


def table(model: type[Record]) -> Table:
    """The table that a model describes."""
    return Table(
        name=table_name(model),
        meaning=" ".join((model.__doc__ or "").split()),
        label=str(model._meta.verbose_name),
        columns=tuple(column(field) for field in model._meta.local_fields if isinstance(field, Known)),
        when=model.when,
        holder=model.holder,
        family=model.family,
        origin=model.origin,
        bulk=model.bulk,
        file_numbers=model.file_numbers,
    )


def record_models() -> list[type[Record]]:
    """Every record model, by table name."""
    found = [model for model in apps.get_app_config("records").get_models() if issubclass(model, Record)]
    return sorted(found, key=table_name)


@cache
def schema() -> Schema:
    """All tables of the records."""
    return Schema({table_name(model): table(model) for model in record_models()})
