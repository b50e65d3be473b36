"""One exhibit with everything of it that leaves, gathered within the act of exporting."""

from __future__ import annotations

from dataclasses import dataclass

from graftwatch.apps.evidence import custody, files
from graftwatch.apps.evidence.files import Facts
from graftwatch.apps.evidence.models import CustodyEvent, File, Item
from graftwatch.apps.evidence.stamped import stamps_of
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.models import TimeStamp


@dataclass(frozen=True)
class InBag:
    """One file of an exhibit, as it stands in a bag."""

    file: File
    facts: Facts
    path: str
    warnings: list[str]


@dataclass(frozen=True)
class Exhibit:
    """One exhibit with everything of it that leaves."""

    item: Item
    description: str
    files: list[InBag]
    events: list[custody.Told]
    stamps: list[tuple[CustodyEvent, TimeStamp]]

    @property
    def exceptions(self) -> list[custody.Told]:
        return [told for told in self.events if told.is_exceptional]


def gathered(viewer: Viewer, item: Item) -> Exhibit:
    """Read one exhibit for leaving. Within an action; Denied where the viewer lacks its compartment."""
    description = item.description.read_by(viewer) or ""
    found = []
    for number, file in enumerate(files.files_of(item), start=1):
        facts = files.facts_of(file)
        if facts is not None:
            tail = ".danger" if file.warnings else facts.extension
            path = f"data/files/{item.exhibit}/{number:03}-{file.pk.hex[:8]}{tail}"
            found.append(InBag(file, facts, path, files.warnings_of(file)))
    return Exhibit(item, description, found, custody.record_of(viewer, item), stamps_of(item))
