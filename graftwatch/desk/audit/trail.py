"""Append to the trail, and verify it from the first row to the last."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from graftwatch.desk.audit.canonical import canonical, sha256
from graftwatch.desk.audit.models import Entry

BEGINNING = "0" * 64
ONE_AT_A_TIME = 7_117_102  # the advisory lock under which PostgreSQL appends; SQLite has one writer anyway
COLUMNS = {"verb": "", "act": "", "who": "", "role": "", "agency": None, "result": "", "thing": "", "matter": ""}


def digest_of(previous: str, written: str) -> str:
    return sha256(f"{previous}\n{written}")


def append(*, at: dt.datetime, verb: str, who: str, result: str, **more: object) -> Entry:
    """One row more, inside the transaction of the act it tells of. The caller has opened the tables for writing."""
    return append_all([{"at": at, "verb": verb, "who": who, "result": result, "thing": "", **more}])[0]


def append_all(rows: Sequence[Mapping[str, Any]]) -> list[Entry]:
    """Rows of one outermost act, in this order. What a column does not hold (fields, purpose, …) is written all the
    same."""
    if not rows:
        return []
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    last = Entry.objects.for_the_system("the hash that the next row of the trail holds")
    number, previous = last.order_by("-number").values_list("number", "digest").first() or (0, BEGINNING)
    made = []
    for row in rows:
        made.append(_entry(number + 1, previous, row))
        number, previous = made[-1].number, made[-1].digest
    Entry.objects.bulk_create(made)
    return made


def _entry(number: int, previous: str, row: Mapping[str, Any]) -> Entry:
    written = canonical({**row, "number": number, "at": row["at"].isoformat()})
    columns = {name: row.get(name, empty) for name, empty in COLUMNS.items()}
    digest = digest_of(previous, written)
    return Entry(number=number, at=row["at"], written=written, previous=previous, digest=digest, **columns)


@dataclass(frozen=True)
class Verdict:
    """What came of verifying: how many rows, the last hash, and where and how the chain first fails (None: nowhere)."""

    n_rows: int
    head: str
    fails_at: int | None = None
    because: str = ""

    @property
    def holds(self) -> bool:
        return self.fails_at is None


def verify() -> Verdict:
    """Recompute every hash of the trail."""
    return verify_rows(Entry.objects.for_the_system("verifying the whole trail").order_by("number").iterator())


def verify_rows(rows: Iterable[Entry], *, number: int = 0, head: str = BEGINNING) -> Verdict:
    """Recompute the hashes of rows in order. A cut-off end shows only beside a head that was noted elsewhere.

    `number` and `head` are those of the row before the first, where the beginning was verified earlier.
    """
    for row in rows:
        number += 1
        because = fault(row, number, head)
        if because:
            return Verdict(number, head, number, because)
        head = row.digest
    return Verdict(number, head)


def fault(row: Entry, number: int, head: str) -> str:
    """What is wrong with one row where `number` is due and `head` is the digest before; empty where nothing is."""
    if row.number != number:
        return f"row {number} is missing"
    if row.previous != head:
        return "it does not hold the hash of the row before it"
    if row.digest != digest_of(row.previous, row.written):
        return "its hash is not the hash of what it says"
    said = json.loads(row.written)
    beside = {"number": row.number, "at": row.at.isoformat(), **{name: getattr(row, name) for name in COLUMNS}}
    if any(said.get(name, COLUMNS.get(name)) != value for name, value in beside.items()):
        return "its columns say something else than its text"
    return ""


def holds_row(digest: str) -> bool:
    """Whether a hash that was noted elsewhere still stands in the chain."""
    found: bool = Entry.objects.for_the_system("a noted hash").filter(digest=digest).exists()
    return found
