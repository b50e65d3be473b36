"""The inbox: folders of workbooks that wait to be mapped, checked and loaded. Nothing outside of it is opened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import Http404

ENDINGS = (".csv", ".txt", ".tsv", ".xlsx", ".xls", ".xlsm", ".ods", ".parquet", ".toml")
NAME = re.compile(r"[\w][\w .-]{0,80}")


@dataclass(frozen=True)
class Folder:
    """One folder of the inbox."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def staged(self) -> Path:
        return self.path

    @property
    def files(self) -> list[Path]:
        found = (path for path in self.path.iterdir() if path.is_file() and path.suffix.lower() in ENDINGS)
        return sorted(path for path in found if path.name != "mapping.toml")

    @property
    def has_mapping(self) -> bool:
        return (self.path / "mapping.toml").is_file()


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


def safe_name(words: str) -> str:
    """A folder or file name made of what somebody typed; empty where nothing usable is left."""
    kept = re.sub(r"[^\w .-]", "", words, flags=re.UNICODE).strip(" .")[:80]
    return kept if NAME.fullmatch(kept) else ""
