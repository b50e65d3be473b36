"""`graftwatch door`: the public door alone, on a machine or account of its own."""

from __future__ import annotations

from typing import Annotated

import typer
from django.conf import settings

from graftwatch.errors import GraftwatchError
from graftwatch.site import door_process
from graftwatch.site.addresses import is_loopback


class DoorStaysShutError(GraftwatchError):
    """The door may not be served there, or not yet."""


def door(
    port: Annotated[int, typer.Option(help="The port", envvar="DOOR_PORT", min=1, max=65535)] = 8001,
    host: Annotated[
        str, typer.Option(help="The address; another than this machine needs GRAFTWATCH_DOOR_HOSTS")
    ] = "127.0.0.1",
) -> None:
    """Serve the public door. It reads its own database and no key file; start the desk once before."""
    if not is_loopback(host) and not settings.PUBLISHED_AS:
        raise DoorStaysShutError(
            f"To serve the door on {host}, put a proxy with TLS before it that keeps no log of addresses, and name its "
            "hosts in GRAFTWATCH_DOOR_HOSTS."
        )
    refuse_without_tables()
    typer.echo(f"The public door is at http://{host}:{port}/. Stop it with Ctrl-C.")
    door_process.listen(host, port)


def refuse_without_tables() -> None:
    """The door makes no tables: its account may not. The desk does, when it starts."""
    from django.db import DatabaseError

    from graftwatch.desk.door.readers import published_keys

    try:
        published_keys()
    except DatabaseError as problem:
        raise DoorStaysShutError(
            "The door's database has no tables yet. Start the desk once (graftwatch serve), with the same "
            "GRAFTWATCH_HOME or GRAFTWATCH_DOOR_DATABASE."
        ) from problem
