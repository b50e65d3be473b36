"""What the public door's own database role may do on PostgreSQL: write reports without being able to read one."""

from __future__ import annotations

from collections.abc import Iterator

from psycopg import sql

RIGHTS = {
    "door_publishedkey": "SELECT",
    "door_publishedparty": "SELECT",
    "door_pepper": "SELECT, INSERT",
    "door_envelope": "INSERT",
    "door_sealedfile": "INSERT",
    "door_mailbox": "SELECT, INSERT, UPDATE (last_visited_on)",
    "door_letter": "SELECT, INSERT, UPDATE (read)",
}
"""A mailbox shows its letters, so the door reads those rows; their words are sealed to others. It removes nothing."""


def statements(role: str) -> Iterator[sql.Composed]:
    """To be said to the door's database by its owner, after each upgrade again; without harm when said twice."""
    who = sql.Identifier(role)
    yield sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(who)
    yield sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC, {}").format(who)
    yield sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(who)
    for table, rights in RIGHTS.items():
        yield sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(rights), sql.Identifier(table), who)


def closed_to_others(database: str, owner: str) -> Iterator[sql.Composed]:
    """To be said to the desk's database: whoever was not let in by name does not come in."""
    yield sql.SQL("REVOKE CONNECT ON DATABASE {} FROM PUBLIC").format(sql.Identifier(database))
    yield sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(database), sql.Identifier(owner))
