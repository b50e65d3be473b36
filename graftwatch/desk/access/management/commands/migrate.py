"""Django's `migrate`, with the guarded tables open meanwhile and row-level security put in place after."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from graftwatch.desk.access.row_level import install
from graftwatch.records.guarded import moving_the_schema


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        with moving_the_schema():
            super().handle(*args, **options)
            if options["database"] == "default" and not options.get("app_label"):
                install(connections["default"])
