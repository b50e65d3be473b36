"""Take evidence out of this installation: a bag for elsewhere, or one file. Both are acts, both are in the register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from graftwatch.apps.cases.banner import banner_for
from graftwatch.apps.cases.models import Case
from graftwatch.apps.evidence import custody, files, limits
from graftwatch.apps.evidence.access import exports_from, opens_files, opens_item
from graftwatch.apps.evidence.actions.handling import flag_altered
from graftwatch.apps.evidence.bag import Recipient, contents_of, packed, sealed_for
from graftwatch.apps.evidence.bag.contents import VERIFIER
from graftwatch.apps.evidence.files import AlteredError
from graftwatch.apps.evidence.models import File, Item
from graftwatch.apps.evidence.moving import check_hashes, list_copy
from graftwatch.desk.access.approvals import use_approval
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied, action, tell
from graftwatch.desk.audit.recipients import recipient_code
from graftwatch.desk.states.moving import NotYetError

LEAVES = ("in_custody", "in_examination", "examined", "contested", "excluded", "retained_permanently", "sealed")


@dataclass(frozen=True)
class Leaving:
    """Bytes on their way out, under which name."""

    name: str
    pieces: Iterator[bytes]


@action(may=exports_from, act="disclosure")
def export_bag(
    viewer: Viewer, case: Case, *, items: list[Item], recipient: str, purpose: str, seal_for: Recipient
) -> Leaving:
    """A bag of these exhibits. More than a few need a second person; one byte that differs stops all of it."""
    tell(justification="evidence_for_another_office", recipient=recipient_code(recipient))
    seal_for.checked()
    if not items:
        raise NotYetError(_("Choose at least one exhibit."))
    if len(items) > limits.exported_alone():
        use_approval(viewer, "evidence.export_bag", case)
    for item in items:
        _demand_it_may_leave(viewer, case, item)
        check_hashes(item)
    name = f"{case.number}-{timezone.localdate().isoformat()}"
    for item in items:
        said = {"recipient": recipient, "purpose": purpose, "bag": name, "sealed": bool(seal_for)}
        custody.write_down(viewer, item, "export", said, files=files.hashes_of(item))
        list_copy(viewer, item, "export", recipient)
    banner = banner_for(viewer, case)
    payload = contents_of(viewer, case, items, purpose=purpose, banner=banner)
    info = {
        "Source-Organization": viewer.agency_name,
        "External-Identifier": case.number,
        "External-Description": "; ".join(banner) or "Evidence of a case",
        "Bag-Software-Agent": "Graftwatch",
    }
    pieces = packed(name, payload, {"verify_bag.py": VERIFIER.read_bytes()}, info)
    if seal_for:
        return Leaving(f"{name}.sealed-bag", sealed_for(seal_for, pieces))
    return Leaving(f"{name}.zip", pieces)


def _demand_it_may_leave(viewer: Viewer, case: Case, item: Item) -> None:
    if item.case_id != case.pk or not opens_item(viewer, item):
        raise Denied("This exhibit is not here for this viewer.")
    if item.state not in LEAVES:
        raise NotYetError(
            _("%(exhibit)s cannot leave from where it stands. Settle it in the register first.")
            % {"exhibit": item.exhibit}
        )


def export(viewer: Viewer, case: Case, **said: object) -> Leaving:
    """The same; and an exhibit whose bytes differ is put under an exception before the error goes on."""
    items: list[Item] = said["items"]  # type: ignore[assignment]
    try:
        return export_bag(viewer, case, **said)  # type: ignore[arg-type]
    except AlteredError:
        for item in items:
            item.refresh_from_the_rows()
            flag_if_altered(item)
        raise


def flag_if_altered(item: Item) -> None:
    from graftwatch.apps.evidence.access import THE_SYSTEM
    from graftwatch.apps.evidence.actions.handling import check_one

    mismatch = check_one(THE_SYSTEM, number=item.pk)
    if mismatch:
        flag_altered(item, mismatch)


@action(may=opens_files, act="disclosure")
def take_file(viewer: Viewer, file: File, *, purpose: str) -> Leaving:
    """One file, as it is. Never from quarantine, a hold or an exception; the register of copies says who took it."""
    tell(justification="a_working_copy", recipient=viewer.who)
    item: Item = Item.objects.seen_by(viewer).get(pk=file.item_id)
    if item.state in ("quarantined", "integrity_exception"):
        raise NotYetError(_("Nothing can be taken from an exhibit in quarantine or under an integrity exception."))
    mismatch = files.mismatch_of(file)
    if mismatch:
        raise AlteredError(mismatch)
    facts = files.facts_of(file)
    if facts is None:
        raise NotYetError(_("The bytes of this file are destroyed."))
    custody.write_down(viewer, item, "take_file", {"file": str(file.pk), "purpose": purpose, "sha256": facts.sha256})
    list_copy(viewer, item, "download", viewer.agency_name)
    tail = ".danger" if file.warnings else facts.extension
    return Leaving(f"{item.exhibit}-{file.pk.hex[:8]}{tail}", files.bytes_of(file))


def take(viewer: Viewer, file: File, *, purpose: str) -> Leaving:
    """The same; and a file whose bytes differ puts its exhibit under an exception before the error goes on."""
    try:
        return take_file(viewer, file, purpose=purpose)
    except AlteredError as found:
        item = Item.objects.for_the_system("a file that differs").get(pk=file.item_id)
        flag_altered(item, found.mismatch)
        raise
