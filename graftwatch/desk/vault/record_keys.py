"""The key of one record in one compartment: made, fetched, wrapped anew, destroyed."""

from __future__ import annotations

from django.conf import settings
from django.db import IntegrityError

from graftwatch.desk.vault import boxes
from graftwatch.desk.vault.models import RecordKey


def _wrapping_key(root: int, compartment: str) -> bytes:
    return boxes.key_for(settings.VAULT_ROOTS[root], f"compartment {compartment}")


def _current_root() -> int:
    return max(settings.VAULT_ROOTS)


def _place(record: str, compartment: str) -> str:
    return f"key|{record}|{compartment}"


def key_of(record: str, compartment: str) -> bytes | None:
    """The key, or None where there is none any more: what it sealed is erased."""
    row = RecordKey.objects.filter(record=record, compartment=compartment).first()
    return _unwrapped(row) if row else None


def make_key(record: str, compartment: str) -> bytes:
    """The key of a record, made on first use. Written before the record: a key without a record harms nobody."""
    found = key_of(record, compartment)
    if found is not None:
        return found
    key, root = boxes.new_key(), _current_root()
    wrapped = boxes.seal(key, _wrapping_key(root, compartment), _place(record, compartment))
    try:
        RecordKey.objects.create(record=record, compartment=compartment, root=root, wrapped=wrapped)
    except IntegrityError:  # somebody made it at the same moment
        found = key_of(record, compartment)
        assert found is not None
        return found
    return key


def destroy_keys(record: str) -> int:
    """From now on nothing that was sealed in this record opens, also not from a backup. How many keys there were."""
    n_destroyed, _by_model = RecordKey.objects.filter(record=record).delete()
    return n_destroyed


def wrap_anew(row: RecordKey) -> None:
    """Move one key under the current root."""
    key, root = _unwrapped(row), _current_root()
    row.wrapped = boxes.seal(key, _wrapping_key(root, row.compartment), _place(row.record, row.compartment))
    row.root = root
    row.save(update_fields=["wrapped", "root"])


def _unwrapped(row: RecordKey) -> bytes:
    key = _wrapping_key(row.root, row.compartment)
    return boxes.unseal(bytes(row.wrapped), key, _place(row.record, row.compartment))
