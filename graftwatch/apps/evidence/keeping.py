"""Keys follow states: what is privileged is sealed to the reviewers, what is destroyed to nobody."""

from __future__ import annotations

from graftwatch.apps.evidence import storage
from graftwatch.apps.evidence.models import OPEN_TO_MEMBERS, OPEN_TO_REVIEWERS, CustodyEvent, File, Item
from graftwatch.desk.vault import record_keys


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


def destroy_files(item: Item) -> None:
    """The bytes cannot be opened any more, here or from a backup. Their hashes and the custody record stay."""
    for number in File.objects.for_the_system("files to destroy").filter(item_id=item.pk).values_list("pk", flat=True):
        storage.remove(number)
