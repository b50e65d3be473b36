"""The inbox: folders of workbooks that wait to be mapped, checked and loaded. Nothing outside of it is opened."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import Http404

from graftwatch.desk.audit.canonical import sha256
from graftwatch.desk.loading.file_format import ANSWERS_FILE
from graftwatch.wire.tabular import READABLE

ENDINGS = tuple(READABLE)
NOT_IN_NAMES = re.compile(r"[/\\:*?\"<>|\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Folder:
    """One folder of the inbox."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def files(self) -> list[Path]:
        """Its tables, by name."""
        found = (path for path in self.path.iterdir() if path.is_file() and path.suffix.lower() in ENDINGS)
        return sorted(path for path in found if not path.name.startswith((".", "~$")))

    @property
    def mapping(self) -> Path:
        return self.path / ANSWERS_FILE

    @property
    def has_mapping(self) -> bool:
        return self.mapping.is_file()

    @property
    def mapping_hash(self) -> str:
        return sha256(self.mapping.read_text("utf-8")) if self.has_mapping else ""


def inbox() -> Path:
    place: Path = settings.GRAFTWATCH_HOME / "inbox"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def folders() -> list[Folder]:
    """Every folder that lies in the inbox, by name."""
    return sorted((Folder(path) for path in inbox().iterdir() if path.is_dir()), key=lambda folder: folder.name)


def folder_named(name: str) -> Folder:
    """One of them. A name that leads elsewhere is not found."""
    for folder in folders():
        if folder.name == name:
            return folder
    raise Http404


def snapshot_of(out: Path) -> Path:
    """Where the snapshot of a run lies that writes to `out`. Two runs at once, both called `run`, do not share one."""
    whole = out.resolve()
    home: Path = settings.GRAFTWATCH_HOME
    return home / "snapshots" / f"{whole.name}-{hashlib.sha256(str(whole).encode()).hexdigest()[:8]}"


def safe_name(words: str) -> str:
    """A folder or file name made of what somebody typed; empty where nothing usable is left."""
    return NOT_IN_NAMES.sub("", words)[-80:].strip(" .~")
