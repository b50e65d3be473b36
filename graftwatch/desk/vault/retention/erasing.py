"""Erase: destroy the keys, leave a tombstone, write a certificate. What a backup brings back is erased again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.canonical import canonical, sha256
from graftwatch.desk.vault import record_keys
from graftwatch.desk.vault.models import Certificate, Erased


def erase(viewer: Viewer, records: Iterable[str], **said: Any) -> Certificate:
    """Called within an action, as its last step. `said` goes into the certificate: no content and no name.

    Keys lie in a database of their own and go first: cut off between the two, everything is erased and the certificate
    is missing; erasing again then writes it.
    """
    named = sorted(set(records))
    n_keys = record_keys.destroy_all(named)
    certificate = _certify(viewer, named, n_keys, said)
    rows = [Erased(record=record, by=viewer.who, certificate=certificate) for record in named]
    Erased.objects.bulk_create(rows, ignore_conflicts=True)
    return certificate


def erase_again() -> int:
    """After a restore: what was erased before is erased in what came back. How many keys that were."""
    records = Erased.objects.for_the_system("what was erased").values_list("record", flat=True)
    return record_keys.destroy_all(list(records))


def _certify(viewer: Viewer, records: list[str], n_keys: int, said: Mapping[str, Any]) -> Certificate:
    written = canonical(
        {
            "erased_at": timezone.now().isoformat(timespec="seconds"),
            "by": viewer.who,
            "role": viewer.role.name,
            "agency": viewer.agency,
            "records": records,
            "n_keys": n_keys,
            **{name: str(value) for name, value in said.items()},
        }
    )
    made = Certificate(written=written, digest=sha256(written))
    made.save(force_insert=True)
    return made
