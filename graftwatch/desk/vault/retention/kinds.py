"""What has a clock: each app says so in its own `retention.py`, as `KEPT = (Kept(…), …)`. No list names them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

from graftwatch.desk.vault.models import LegalHold
from graftwatch.desk.vault.record_keys import record_of


def _its_own(row: Any) -> list[str]:
    return [record_of(row)]


def _nothing(_viewer: Any, _row: Any) -> None:
    return None


@dataclass(frozen=True)
class Kept:
    """One kind of thing with a clock of `retention.toml`. The model is guarded and its key a UUID.

    `since` gives the day from which the clock counts, None while it does not. `records` are those whose keys are
    destroyed: `reports.report:<uuid>`, or one compartment of it, `reports.report:<uuid>@identity_reporter`.
    `after` does what else belongs to it. A day in the row's own `held_until` holds it like a LegalHold.
    """

    clock: str
    model: str
    since: Callable[[Any], dt.date | None]
    records: Callable[[Any], Iterable[str]] = _its_own
    after: Callable[[Any, Any], None] = _nothing

    def rows(self) -> Any:
        manager: Any = apps.get_model(self.model)._default_manager
        return manager.for_the_system("whose time of keeping is over")

    @property
    def label(self) -> str:
        return self.model.lower()


def all_kept() -> list[Kept]:
    """Every kind that an installed app names, by clock."""
    found: list[Kept] = []
    for app in apps.get_app_configs():
        if app.name.startswith("graftwatch.") and find_spec(f"{app.name}.retention"):
            found += getattr(import_module(f"{app.name}.retention"), "KEPT", ())
    return sorted(found, key=lambda kept: (kept.clock, kept.model))


def kept_named(clock: str, model: str) -> Kept | None:
    return next((each for each in all_kept() if (each.clock, each.label) == (clock, model)), None)


def holds_on(row: Any, today: dt.date) -> Iterator[dt.date]:
    """The days until which something is held, for every hold in force."""
    own = getattr(row, "held_until", None)
    if own is not None and own >= today:
        yield own
    holds = LegalHold.objects.for_the_system("what is held").filter(
        thing_kind=row._meta.label_lower, thing_id=row.pk, lifted_at=None, ends_on__gte=today
    )
    yield from holds.values_list("ends_on", flat=True)
