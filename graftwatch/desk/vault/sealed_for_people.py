"""A folder that lies sealed for named people: its key is wrapped to each, so that the machine alone opens none of it.

The label beside the sealed files says which record they are and holds the wrapped key; of content it says nothing.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from graftwatch.desk.vault import boxes, people, record_keys
from graftwatch.desk.vault.people.sealing import TIER_A
from graftwatch.desk.vault.sealed_files import open_with_key, seal_files

LABEL = "sealed.json"
WHAT = "Sealed for the people of one office. In its desk: graftwatch open FOLDER"


@dataclass(frozen=True)
class Label:
    """What the label of a sealed folder says: the record that its key belongs to, and the key, wrapped."""

    record: str
    key: bytes

    @property
    def holders(self) -> list[str]:
        """For whom it is sealed: `user:5`."""
        return people.holders(self.key)

    @property
    def has_ended(self) -> bool:
        return record_keys.key_of(self.record, TIER_A) is None


def seal_folder_for(folder: Path, record: str, public_keys: Mapping[str, bytes]) -> int:
    """Seal every file of a folder in its place, for these people; how many. Raises NotForYouError where there is none.

    The plain files are still there when it is cut off: seal where nobody looks, then put the folder in its place.
    """
    key = boxes.new_key()
    wrapped = people.seal_for(record, LABEL, key, public_keys)
    n_sealed = seal_files(folder, key, record)
    said = {"format": 1, "what": WHAT, "record": record, "key": base64.b64encode(wrapped).decode()}
    (folder / LABEL).write_text(json.dumps(said, indent=1), "utf-8")
    (folder / LABEL).chmod(0o600)
    return n_sealed


def label_of(folder: Path) -> Label | None:
    """The label of a folder that is sealed for people; None where it has none that can be read."""
    try:
        said = json.loads((folder / LABEL).read_text("utf-8"))
        return Label(str(said["record"]), base64.b64decode(said["key"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def open_file_with(unlocked: people.Unlocked, folder: Path, name: str) -> BinaryIO:
    """A file of the folder. Raises NotForYouError, then EndedError, FileNotFoundError, CannotOpenError."""
    label = label_of(folder)
    if label is None or unlocked.holder not in label.holders:
        raise people.NotForYouError("This is not sealed for you.")
    key = people.open_with(unlocked, label.record, LABEL, label.key)
    return open_with_key(folder, name, key, label.record)
