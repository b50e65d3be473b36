"""The line to PostgreSQL: sealed by TLS wherever it leaves this machine, as libpq's own words in the address say."""

from __future__ import annotations

from typing import Any
from urllib.parse import SplitResult, parse_qsl

from graftwatch.errors import GraftwatchError

HERE = ("", "localhost", "127.0.0.1", "::1")
SEALED = ("require", "verify-ca", "verify-full")
WORDS = ("sslmode", "sslrootcert", "sslcert", "sslkey")
"""What an address may say after its question mark: how the line is sealed, and by which certificates."""


def options(named_by: str, address: SplitResult) -> dict[str, str]:
    """For psycopg, DuckDB, pg_dump and pg_restore. Beyond this machine never less than `require`, unless it is said.

    `prefer` and `allow` are refused: they fall back to an open line without a word.
    """
    said = dict(parse_qsl(address.query, keep_blank_values=True))
    unknown = sorted(set(said) - set(WORDS))
    if unknown:
        raise GraftwatchError(
            f"{named_by} says {', '.join(unknown)} after its question mark. Only {', '.join(WORDS)} may stand there."
        )
    if (address.hostname or "") not in HERE:
        said.setdefault("sslmode", "require")
    if said.get("sslmode", "require") not in (*SEALED, "disable"):
        raise GraftwatchError(
            f"{named_by} says sslmode={said['sslmode']}, which may leave the line open. Say one of {', '.join(SEALED)};"
            " disable only where nobody else is on the line."
        )
    return said


def environment(options: dict[str, Any]) -> dict[str, str]:
    """The same for programs that read it from their surroundings: PGSSLMODE and its kin."""
    return {f"PG{word.upper()}": str(value) for word, value in options.items()}
