"""The records as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class RecordsConfig(AppConfig):
    name = "graftwatch.records"
    label = "records"
    verbose_name = "Records"

    def ready(self) -> None:
        connection_created.connect(stand_guard, dispatch_uid="graftwatch.records.guard")


def stand_guard(connection: Any, **_said: Any) -> None:
    """Put the guard around every statement of a connection. Nothing of the domain hangs on this signal: it is how
    Django tells that a connection was made, in each thread anew."""
    from graftwatch.records.guarded import guard

    if guard not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, guard)
