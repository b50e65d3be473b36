"""Keys follow states: what is privileged is sealed to the reviewers, what is destroyed to nobody."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from graftwatch.apps.evidence import storage
from graftwatch.apps.evidence.models import OPEN_TO_MEMBERS, OPEN_TO_REVIEWERS, CustodyEvent, File, Item
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.vault import record_keys
from graftwatch.desk.vault.models import Certificate
from graftwatch.desk.vault.retention import erase


def move_to(item: Item, compartment: str) -> None:
    """Seal an exhibit, its files and its record to another compartment. Within an action, as its last step.

    The keys lie in a database of their own. Cut off between the two, the keys have moved and the rows have not: then
    nobody reads the exhibit until `follow` has run. It is never open to those it was taken from.
    """
    for model, path in ((File, "item_id"), (CustodyEvent, "item_id"), (Item, "pk")):
        rows = model._default_manager.for_the_system("sealing to another compartment")
        rows.filter(**{path: item.pk}).update(compartment=compartment)
    item.compartment = compartment
    follow(item)


def follow(item: Item) -> None:
    """Bring the keys of an exhibit to where its rows say. Twice is once."""
    for record in item.records_to_erase():
        for other in {OPEN_TO_MEMBERS, OPEN_TO_REVIEWERS} - {item.compartment}:
            if record_keys.key_of(record, item.compartment) is None:
                record_keys.move_key(record, other, to=item.compartment)


def destroy_keys(viewer: Viewer, item: Item, decided: Mapping[str, Any]) -> Certificate:
    """Nothing opens the bytes any more, here or from a backup: each file leaves a tombstone, all of them a certificate.

    Hashes and the custody record stay. `decided`: on which basis, and who was the second person.
    """
    records = [storage.record_of(number) for number in _numbers(item)]
    return erase(viewer, records, thing=record_keys.record_of(item), exhibit=item.exhibit, **decided)


def remove_files(item: Item) -> None:
    """The bytes that nothing opens any more."""
    for number in _numbers(item):
        storage.remove(number)


def _numbers(item: Item) -> list[uuid.UUID]:
    rows = File.objects.for_the_system("files to destroy").filter(item_id=item.pk)
    return list(rows.values_list("pk", flat=True))
