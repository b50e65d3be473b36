"""How long a text may be: the width of its field, so that every database takes what a check let through."""

from __future__ import annotations

from functools import cache

from django.db import models

LONGEST_SOURCE_ID = 120


@cache
def longest(table: str, column: str) -> int | None:
    """The most characters a column of the records can hold; None where it holds any text."""
    # not at the top: models can be imported only after Django is set up, and commands are found before that
    from graftwatch.records.schema import record_models, table_name

    model = next((model for model in record_models() if table_name(model) == table), None)
    if model is None:
        return None
    field = model._meta.get_field(column)
    return field.max_length if isinstance(field, models.CharField) else None
