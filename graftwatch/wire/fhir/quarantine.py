"""The list of everything rejected or in conflict: file, line, type, id and reason, never a value."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TextIO

from graftwatch.wire.fhir.account import Example


class Quarantine:
    """A CSV that is opened with its first line; nowhere where no file is named."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._opened = None if file is None else _open(file)
        self._writer = None if self._opened is None else csv.writer(self._opened)
        if self._writer is not None:
            self._writer.writerow(["file", "line", "type", "id", "reason"])

    def add(self, where: Example, reason: str) -> None:
        if self._writer is not None:
            self._writer.writerow([where.file, where.line, where.type, where.id, reason])

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()


def _open(file: Path) -> TextIO:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file.open("w", encoding="utf-8", newline="")
