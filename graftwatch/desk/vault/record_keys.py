"""The key of one record in one compartment: made, fetched, wrapped anew, destroyed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connections, transaction
from django.db.models import Model

from graftwatch.desk.vault import boxes, roots
from graftwatch.desk.vault.models import RecordKey

KEYS = "keys"
AT_ONCE = 500
_fetched: ContextVar[dict[str, list[RecordKey]] | None] = ContextVar("fetched", default=None)


def record_of(row: Model) -> str:
    """The name of a row as a record: one spelling of its key, whether given as text or come from the database."""
    return f"{row._meta.label_lower}:{row._meta.pk.to_python(row.pk)}"


def _wrapping_key(root: int, compartment: str) -> bytes:
    return boxes.key_for(roots.root(root), f"compartment {compartment}")


def _place(record: str, compartment: str) -> str:
    return f"key|{record}|{compartment}"


@contextmanager
def fetched(records: Iterable[str]) -> Iterator[None]:
    """The keys of these records are fetched together, for a page that reads many: a few queries, however many rows.

    Nothing is opened by it; who may read what is asked where the words are read. Only for as long as a page is made.
    """
    wanted = sorted(set(records))
    found: dict[str, list[RecordKey]] = {record: [] for record in wanted}
    for start in range(0, len(wanted), AT_ONCE):
        for row in RecordKey.objects.filter(record__in=wanted[start : start + AT_ONCE]):
            found[row.record].append(row)
    token = _fetched.set(found)
    try:
        yield
    finally:
        _fetched.reset(token)


def _row(record: str, compartment: str) -> RecordKey | None:
    known = (_fetched.get() or {}).get(record)
    if known is not None:
        return next((row for row in known if row.compartment == compartment), None)
    return RecordKey.objects.filter(record=record, compartment=compartment).first()


def key_of(record: str, compartment: str) -> bytes | None:
    """The key, or None where there is none any more: what it sealed is erased."""
    row = _row(record, compartment)
    if row is None:
        return None
    try:
        return _unwrapped(row)
    except FileNotFoundError:  # a rotation wrapped it anew and took the old root away between two lines of ours
        row.refresh_from_db()
        return _unwrapped(row)


def make_key(record: str, compartment: str) -> bytes:
    """The key of a record, made on first use. Written before the record: a key without a record harms nobody.

    The root is read from its file inside the transaction, which on this database admits one writer: a rotation that
    removes the old root waits for it, and never finds a key too late.
    """
    found = key_of(record, compartment)
    if found is not None:
        return found
    with transaction.atomic(using=KEYS):
        found = key_of(record, compartment)  # somebody may have made it at the same moment
        if found is not None:
            return found
        key = boxes.new_key()
        row = RecordKey(record=record, compartment=compartment)
        _wrap(row, key)
        row.save(force_insert=True)
    return key


def destroy_keys(record: str) -> int:
    """From now on nothing that was sealed in this record opens, also not from a backup. How many keys there were."""
    return destroy_all([record])


def destroy_key(record: str, compartment: str) -> None:
    """The same for one compartment of a record: its other words stay."""
    RecordKey.objects.filter(record=record, compartment=compartment).delete()
    _clear_the_log()


def destroy_all(records: Iterable[str]) -> int:
    """The same for many at once; `cases.note:<uuid>@medical` names one compartment of a record."""
    n_destroyed = 0
    with transaction.atomic(using=KEYS):
        for said in set(records):
            record, _at, compartment = said.partition("@")
            rows = RecordKey.objects.filter(record=record)
            n_destroyed += (rows.filter(compartment=compartment) if compartment else rows).delete()[0]
    _clear_the_log()
    return n_destroyed


def _clear_the_log() -> None:
    """SQLite overwrites what is deleted (secure_delete), and this empties the log in which the row stood before."""
    if not connections[KEYS].in_atomic_block:
        with connections[KEYS].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def wrap_anew(row: RecordKey) -> None:
    """Move one key under the current root."""
    _wrap(row, _unwrapped(row))
    row.save(update_fields=["wrapped", "root"])


def move_key(record: str, compartment: str, *, to: str) -> None:
    """Wrap the key of a record for another compartment: the holders of the old one cannot open it any more."""
    row = RecordKey.objects.filter(record=record, compartment=compartment).first()
    if row is not None:
        key, row.compartment = _unwrapped(row), to
        _wrap(row, key)
        row.save(update_fields=["compartment", "wrapped", "root"])


def _wrap(row: RecordKey, key: bytes) -> None:
    row.root = roots.current()
    wrapping = _wrapping_key(row.root, row.compartment)
    row.wrapped = boxes.seal(key, wrapping, _place(row.record, row.compartment))


def _unwrapped(row: RecordKey) -> bytes:
    key = _wrapping_key(row.root, row.compartment)
    return boxes.unseal(bytes(row.wrapped), key, _place(row.record, row.compartment))
