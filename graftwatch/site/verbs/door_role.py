"""`graftwatch door-role ROLE`: what the door's own database role may do, printed or applied."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from django.db import ProgrammingError, connections, transaction

from graftwatch.errors import GraftwatchError
from graftwatch.site.door_rights import closed_to_others, statements


class NoSuchRoleError(GraftwatchError):
    """The rights cannot be given to this role here."""


def door_role(
    role: Annotated[str, typer.Argument(help="The PostgreSQL role that the public door logs in with")],
    apply: Annotated[bool, typer.Option(help="Say it to the databases instead of printing it")] = False,
) -> None:
    """Let the door write reports that it cannot read; keep its role out of the desk (PostgreSQL only)."""
    for alias in ("door", "default"):
        connection = connections[alias]
        if connection.vendor != "postgresql":
            if alias == "door":
                raise NoSuchRoleError(
                    "The door's database is a SQLite file, which has no roles: whoever runs the door owns the file. "
                    "Name a PostgreSQL database in GRAFTWATCH_DOOR_DATABASE."
                )
            continue
        _say(connection, alias, role, apply=apply)


def _say(connection: Any, alias: str, role: str, *, apply: bool) -> None:
    named = connection.settings_dict
    if alias == "default" and named["NAME"] == connections["door"].settings_dict["NAME"]:
        return  # one database for both: the role has no right on any table of the desk
    said = statements(role) if alias == "door" else closed_to_others(named["NAME"], named["USER"])
    try:
        with transaction.atomic(using=alias), connection.cursor() as cursor:
            for one in said:
                words = one.as_string(cursor.connection)
                typer.echo(f"{words};")
                if apply:
                    cursor.execute(words)
    except ProgrammingError as problem:
        raise NoSuchRoleError(
            f"The database does not do this for {role!r}. Make the role first (CREATE ROLE … LOGIN PASSWORD …), start "
            "the desk once so that the tables are there, and say it as the owner of the database."
        ) from problem
