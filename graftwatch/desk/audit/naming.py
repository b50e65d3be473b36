"""How the trail names a thing, and which matter a thing belongs to."""

from __future__ import annotations

from functools import cache

from django.db.models import ForeignKey, Model


def label_of(thing: Model | str) -> str:
    """`cases.case:<uuid>`."""
    return thing if isinstance(thing, str) else f"{thing._meta.label_lower}:{thing.pk}"


def matter_of(thing: Model) -> str:
    """The matter that a thing is, names (`matter_kind`, `matter_id`), or refers to; empty where there is none.

    Nothing is fetched for it: the thing's own columns say it.
    """
    if getattr(thing, "is_matter", False):
        return label_of(thing)
    if getattr(thing, "matter_kind", "") and getattr(thing, "matter_id", None):
        return f"{thing.matter_kind}:{thing.matter_id}"  # type: ignore[attr-defined]
    for column, kind in _references_to_matters(thing._meta.model):
        key = getattr(thing, column)
        if key:
            return f"{kind}:{key}"
    return ""


@cache
def _references_to_matters(model: type[Model]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (field.attname, field.related_model._meta.label_lower)
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey) and getattr(field.related_model, "is_matter", False)
    )
