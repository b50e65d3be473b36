"""Files of a report become exhibits: under the seal of the public door, with a neutral name, and nobody's name."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from graftwatch.apps.cases.models import Case
from graftwatch.apps.evidence import custody
from graftwatch.apps.evidence.access import hands_over
from graftwatch.apps.evidence.actions.taking_in import keep, quarantine
from graftwatch.apps.evidence.looking.clamav import ScannerSilentError
from graftwatch.apps.evidence.models import OPEN_TO_MEMBERS, Item
from graftwatch.apps.evidence.moving import put
from graftwatch.apps.evidence.storage import CHUNK, Arriving
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.door.files import FromTheDoor
from graftwatch.desk.door.kinds_of_files import ENDINGS
from graftwatch.desk.states.handing_over import NotTakenError

SHOWN_AS = {"jpeg": Item.Kind.IMAGE, "png": Item.Kind.IMAGE}
"""Anything else is a document."""
SIGNS_OF_THE_SEAL = 16


@action(may=hands_over, act="collection")
def take_over(viewer: Viewer, case: Case, *, files: Sequence[FromTheDoor], shows: str) -> list[Item]:
    """One exhibit a file, sealed as it was at the door, waiting for a custodian to receive it. All of them, or none.

    Raises NotTakenError where the bytes are not those that were sealed at the door, or the virus scanner is silent.
    """
    arriving: list[Arriving] = []
    try:
        return [_taken_over(viewer, case, file, shows, arriving) for file in files]
    except ScannerSilentError as silent:
        raise NotTakenError(_("The virus scanner does not answer. Nothing was handed in. Try again later.")) from silent
    finally:
        for each in arriving:
            if not each.is_kept:
                each.drop()


def _taken_over(viewer: Viewer, case: Case, file: FromTheDoor, shows: str, arriving: list[Arriving]) -> Item:
    item = _registered(viewer, case, file, shows)
    arrived = _arrived(file, item, arriving)
    name = f"{item.exhibit}{ENDINGS.get(file.kind, '')}"
    kept, found = keep(viewer, item, arrived=arrived, name=name, what=_("As it came to the public door"))
    seal = file.sha256[:SIGNS_OF_THE_SEAL]
    said = {"origin": "report", "sealed_on": file.on, "door_sha256": file.sha256, "seal_number": seal}
    put(viewer, item, "take_over", said)
    quarantine(item, kept, found)
    return item


def _registered(viewer: Viewer, case: Case, file: FromTheDoor, shows: str) -> Item:
    """Its number, and the first row of its custody, which says since when it has been under seal."""
    item: Item = Item(
        case_id=case.pk,
        by_id=viewer.user_id,
        compartment=OPEN_TO_MEMBERS,
        kind=SHOWN_AS.get(file.kind, Item.Kind.DOCUMENT),
        legal_basis=Item.Basis.VOLUNTARY,
        description=shows,
    )
    item.save()
    said = {"kind": str(item.kind), "legal_basis": str(item.legal_basis), "origin": "report"}
    custody.write_down(viewer, item, "register", said | {"sealed_on": file.on.isoformat()})
    return item


def _arrived(file: FromTheDoor, item: Item, arriving: list[Arriving]) -> Arriving:
    """The bytes, sealed anew for the case, and proved to be those of the door."""
    arrived = Arriving(item.compartment)
    arriving.append(arrived)
    for start in range(0, len(file.words), CHUNK):
        arrived.write(file.words[start : start + CHUNK])
    arrived.end()
    if arrived.hashes["sha256"] != file.sha256:
        raise NotTakenError(_("A file is not the one that was sealed at the public door. Nothing was handed in."))
    return arrived
