"""Django's `migrate`, with the guarded tables open while tables are moved."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from graftwatch.records.guarded import moving_the_schema


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        with moving_the_schema():
            super().handle(*args, **options)
