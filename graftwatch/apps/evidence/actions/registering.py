"""Register an exhibit, and open it to read."""

from __future__ import annotations

from dataclasses import dataclass

from graftwatch.apps.cases.models import Case
from graftwatch.apps.evidence import custody, files
from graftwatch.apps.evidence.access import opens_item, registers_in, sees_item
from graftwatch.apps.evidence.files import Facts
from graftwatch.apps.evidence.models import OPEN_TO_MEMBERS, File, Item
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action, tell


@action(may=registers_in)
def register(viewer: Viewer, case: Case, *, kind: str, legal_basis: str, description: str, reference: str = "") -> Item:
    """Say that something exists that may be evidence. It gets its number; nobody has taken it yet."""
    item: Item = Item(
        case_id=case.pk,
        by_id=viewer.user_id,
        compartment=OPEN_TO_MEMBERS,
        kind=kind,
        legal_basis=legal_basis,
        reference=reference,
        description=description,
    )
    item.clean_fields(exclude={"description", "case", "by", "collected_by", "held_by", "verified_at", "checked_at"})
    item.save()
    custody.write_down(viewer, item, "register", {"kind": kind, "legal_basis": legal_basis, "reference": reference})
    return item


@dataclass(frozen=True)
class Opened:
    """What the page of an exhibit shows. `description` and `facts` are None to whoever lacks the compartment."""

    description: str | None
    files: list[tuple[File, Facts | None]]
    events: list[custody.Told]
    is_open: bool
    chain_fault: str


@action(may=sees_item, act="consultation")
def open_item(viewer: Viewer, item: Item) -> Opened:
    """Read one exhibit: what it is, its files, and who had it when."""
    tell(matter=Case.objects.for_the_system("the matter of an exhibit").get(pk=item.case_id))
    is_open = opens_item(viewer, item)
    found = files.files_of(item)
    events = custody.record_of(viewer, item)
    return Opened(
        description=item.description.read_by(viewer) if is_open else None,
        files=[(file, files.facts_of(file) if is_open else None) for file in found],
        events=events,
        is_open=is_open,
        chain_fault=custody.fault_in([told.event for told in events]),
    )
