"""Which table lives in which database: a model says `lives_in`, everything else lives in the system of record."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command

SYSTEM_OF_RECORD = "default"


class ByModel:
    """Routes by what the model says of itself. The public process routes everything to the door."""

    def db_for_read(self, model: Any, **_hints: Any) -> str:
        return str(getattr(model, "lives_in", SYSTEM_OF_RECORD))

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **_hints: Any) -> bool:
        return self.db_for_read(type(one)) == self.db_for_read(type(other))

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **_hints: Any) -> bool:
        if model_name is None:
            return db == SYSTEM_OF_RECORD
        try:
            model = apps.get_model(app_label, model_name)
        except LookupError:  # a model that only an old migration knows
            return db == SYSTEM_OF_RECORD
        return self.db_for_read(model) == db


def bring_up_to_date() -> None:
    """Migrate every database of this process; what is up to date is left alone."""
    for alias in settings.DATABASES:
        call_command("migrate", database=alias, verbosity=0, interactive=False)
