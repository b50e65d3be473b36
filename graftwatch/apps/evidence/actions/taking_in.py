"""Take a file in: sealed as it arrives, looked through, then kept with its row, or not at all."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from graftwatch.apps.evidence import custody, files
from graftwatch.apps.evidence.access import THE_SYSTEM, adds_files
from graftwatch.apps.evidence.looking import WARNINGS, Look, look
from graftwatch.apps.evidence.models import File, Item
from graftwatch.apps.evidence.moving import put
from graftwatch.apps.evidence.storage import Arriving
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.states.moving import NotYetError

COPIES_ARE_MADE_IN = ("in_custody", "in_examination", "examined")


@action(may=adds_files, act="collection")
def take_in(viewer: Viewer, item: Item, *, arrived: Arriving, name: str, what: str, parent: File | None = None) -> File:
    """Keep a file that has arrived whole: an original before sealing, or a copy made from a file of this exhibit.

    What may do harm is kept, too, and puts the exhibit into quarantine. Raises NotYetError where no file belongs here.
    """
    _demand_its_place(viewer, item, parent)
    file, found = keep(viewer, item, arrived=arrived, name=name, what=what, parent=parent)
    quarantine(item, file, found)
    return file


def keep(
    viewer: Viewer, item: Item, *, arrived: Arriving, name: str, what: str, parent: File | None = None
) -> tuple[File, Look]:
    """Look through what has arrived, and keep it with its row and its custody event. Called from within an action."""
    found = look(arrived.pieces(), arrived.size)
    facts = files.Facts(
        name=name[:200],
        what=what,
        size=arrived.size,
        type=found.type,
        arrived_at=timezone.now().isoformat(),
        parent=str(parent.pk) if parent else "",
        **arrived.hashes,
    )
    arrived.keep()
    file: File = File(
        id=arrived.number,
        item_id=item.pk,
        parent_id=parent.pk if parent else None,
        compartment=item.compartment,
        facts=facts.written(),
        warnings=",".join((*found.found, *found.notes)),
        by_id=viewer.user_id,
    )
    file.save(force_insert=True)
    said = {"file": str(file.pk), "what": what, "parent": facts.parent, "sha256": facts.sha256, "sha512": facts.sha512}
    custody.write_down(viewer, item, "take_in", said | {"size": facts.size, "type": facts.type})
    return file, found


def quarantine(item: Item, file: File, found: Look) -> None:
    """Where something in a file may do harm, nobody takes it away before a custodian has looked into it."""
    if found.found and item.state != "quarantined":
        reasons = "; ".join(str(WARNINGS[code]) for code in found.found)
        put(THE_SYSTEM, item, "quarantine", {"scan": reasons, "file": str(file.pk)})


def _demand_its_place(viewer: Viewer, item: Item, parent: File | None) -> None:
    if parent is None:
        if item.state != "collected":
            raise NotYetError(_("Originals are added between collecting and sealing. Name what this is a copy of."))
        if item.collected_by_id != viewer.user_id:
            raise NotYetError(_("Only whoever collected it adds its originals."))
    elif parent.item_id != item.pk or item.state not in COPIES_ARE_MADE_IN:
        raise NotYetError(_("A copy is added in custody or examination, and names a file of this exhibit."))
