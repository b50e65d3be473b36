"""Django's `migrate`, with the guarded tables open meanwhile and row-level security put in place after."""

from typing import Any

from django.apps import apps
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections, router

from graftwatch.desk.access.row_level import install
from graftwatch.records.guarded import moving_the_schema


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        database = options["database"]
        with moving_the_schema():
            if database == "default" or options.get("app_label"):
                super().handle(*args, **options)
            else:
                for app in _kept_in(database):
                    super().handle(*args, **options | {"app_label": app, "run_syncdb": False})
            if database == "default" and not options.get("app_label"):
                install(connections["default"])


def _kept_in(database: str) -> list[str]:
    """The apps with a table there. The history of all others would be played through and leave nothing."""
    return sorted({model._meta.app_label for model in apps.get_models() if router.allow_migrate_model(database, model)})
