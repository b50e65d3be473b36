"""Append to the trail, and verify it from the first row to the last."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from graftwatch.desk.audit.canonical import canonical, sha256
from graftwatch.desk.audit.models import Entry

BEGINNING = "0" * 64
ONE_AT_A_TIME = 7_117_102  # the advisory lock under which PostgreSQL appends; SQLite has one writer anyway


def digest_of(previous: str, written: str) -> str:
    return sha256(f"{previous}\n{written}")


def append(*, at: dt.datetime, verb: str, who: str, result: str, thing: str = "", **more: object) -> Entry:
    """One row more, inside the transaction of the act it tells of. The caller has opened the tables for writing."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    last = Entry.objects.for_the_system("the hash that the next row of the trail holds").last()
    number, previous = (last.number + 1, last.digest) if last else (1, BEGINNING)
    row = {"number": number, "at": at.isoformat(), "verb": verb, "who": who, "result": result, "thing": thing, **more}
    written = canonical(row)
    entry = Entry(
        number=number,
        at=at,
        verb=verb,
        who=who,
        result=result,
        thing=thing,
        written=written,
        previous=previous,
        digest=digest_of(previous, written),
    )
    entry.save(force_insert=True)
    return entry


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


def verify_rows(rows: Iterable[Entry]) -> Verdict:
    """Recompute the hashes of rows in order. A cut-off end shows only beside a head that was noted elsewhere."""
    head, number = BEGINNING, 0
    for row in rows:
        number += 1
        because = _fault(row, number, head)
        if because:
            return Verdict(number, head, number, because)
        head = row.digest
    return Verdict(number, head)


def _fault(row: Entry, number: int, head: str) -> str:
    if row.number != number:
        return f"row {number} is missing"
    if row.previous != head:
        return "it does not hold the hash of the row before it"
    if row.digest != digest_of(row.previous, row.written):
        return "its hash is not the hash of what it says"
    said = json.loads(row.written)
    beside = {"number": row.number, "at": row.at.isoformat(), "verb": row.verb, "who": row.who}
    beside |= {"result": row.result, "thing": row.thing}
    if any(said.get(name) != value for name, value in beside.items()):
        return "its columns say something else than its text"
    return ""


def holds_row(digest: str) -> bool:
    """Whether a hash that was noted elsewhere still stands in the chain."""
    found: bool = Entry.objects.for_the_system("a noted hash").filter(digest=digest).exists()
    return found
