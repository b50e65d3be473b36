"""The keys of rows and versions: UUIDs cut from HMAC-SHA256 under the node key, alike in Python and in the engine."""

from __future__ import annotations

import hashlib
import hmac
import uuid

from duckdb import DuckDBPyConnection

SEPARATOR = "\x1f"


def row_id(node_key: bytes, numbering: str, table: str, source_id: str) -> str:
    """The `id` of the row that `numbering` gives the number `source_id` in `table`."""
    return _cut(node_key, SEPARATOR.join((numbering, table, source_id)))


def _cut(node_key: bytes, message: str) -> str:
    return str(uuid.UUID(bytes=hmac.new(node_key, message.encode(), hashlib.sha256).digest()[:16]))


def teach(connection: DuckDBPyConnection, node_key: bytes) -> None:
    """Give an engine the same functions, `row_id(numbering, table, source_id)` and `cut(message)`.

    HMAC is built from the two pads of its definition (RFC 2104). The pads travel as session variables, so that the key
    never stands in the text of a query, which an error message could repeat.
    """
    key = node_key if len(node_key) <= 64 else hashlib.sha256(node_key).digest()
    key = key.ljust(64, b"\0")
    connection.execute("SET VARIABLE inner_pad = $1", [bytes(byte ^ 0x36 for byte in key)])
    connection.execute("SET VARIABLE outer_pad = $1", [bytes(byte ^ 0x5C for byte in key)])
    connection.execute(
        "CREATE OR REPLACE MACRO cut(message) AS CAST(CAST(substr(sha256(getvariable('outer_pad') || "
        "unhex(sha256(getvariable('inner_pad') || encode(message)))), 1, 32) AS UUID) AS VARCHAR)"
    )
    connection.execute(
        "CREATE OR REPLACE MACRO row_id(numbering, of_table, source_id) AS "
        "cut(numbering || chr(31) || of_table || chr(31) || source_id)"
    )
