"""What became of every file: an account that a person can check, and the exit code it earns."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

GOOD, SOME_HELD_BACK, NOTHING_READ = 0, 1, 2


@dataclass
class FileAccount:
    """One of our tables read from one file or sheet. `problem` says why a file could not be read at all."""

    file: str
    table: str = ""
    encoding: str = ""
    separator: str = ""
    said: list[str] = field(default_factory=list)
    n_read: int = 0
    n_staged: int = 0
    n_duplicates: int = 0
    n_quarantined: int = 0
    n_cells_emptied: int = 0
    marks: dict[str, int] = field(default_factory=dict)
    not_taken: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    problem: str = ""

    def sentences(self) -> list[str]:
        """The account in words, one sentence a line."""
        if self.problem:
            return [f"{self.file}: {self.problem} Nothing of it is read."]
        head = f"{self.file} → {self.table}: {self.n_read:,} rows read, {self.n_staged:,} good"
        counted = [(self.n_duplicates, "the same twice"), (self.n_quarantined, "in quarantine")]
        lines = [head + "".join(f", {n:,} {words}" for n, words in counted if n) + "."]
        if self.said:
            lines.append(f"  {'; '.join(self.said)}.")
        lines += [f"  {sentence}" for sentence in self.lost]
        if self.n_cells_emptied:
            cells = "1 cell" if self.n_cells_emptied == 1 else f"{self.n_cells_emptied:,} cells"
            lines.append(f"  {cells} could not be read and left empty; the quarantine lists what stood there.")
        if self.marks:
            told = ", ".join(f"{mark} {n:,}" for mark, n in sorted(self.marks.items()))
            lines.append(f"  Loaded and marked: {told}.")
        if self.not_taken:
            lines.append(f"  Columns not taken: {', '.join(self.not_taken)}.")
        return lines


@dataclass
class Account:
    """All files of a folder, rows per table, and references whose row is nowhere (`table.column` to count)."""

    files: list[FileAccount] = field(default_factory=list)
    tables: dict[str, int] = field(default_factory=dict)
    open_references: dict[str, int] = field(default_factory=dict)
    present: dict[str, dict[str, int]] = field(default_factory=dict)
    n_added: dict[str, int] = field(default_factory=dict)
    quarantine: str = ""
    said: list[str] = field(default_factory=list)
    n_held_back: int = 0

    @property
    def n_quarantined(self) -> int:
        """Rows of tables, and resources of FHIR files, that were held back."""
        return sum(file.n_quarantined for file in self.files) + self.n_held_back

    @property
    def exit_code(self) -> int:
        """0 all good, 1 something is in quarantine or unreadable, 2 nothing could be read."""
        if not any(self.tables.values()):
            return NOTHING_READ
        troubled = self.n_held_back or any(
            file.n_quarantined or file.n_cells_emptied or file.problem for file in self.files
        )
        return SOME_HELD_BACK if troubled else GOOD

    def sentences(self) -> list[str]:
        """The whole account in words."""
        lines = [*self.said, *(line for file in self.files for line in file.sentences())]
        lines += [
            f"{n:,} {'row names' if n == 1 else 'rows name'} in {column} a number that belongs to no row known here."
            for column, n in sorted(self.open_references.items())
        ]
        total = sum(self.tables.values())
        lines.append(f"{total:,} good rows in {sum(1 for n in self.tables.values() if n)} tables.")
        if self.n_added:
            lines.append(f"{sum(self.n_added.values()):,} of them are new to the records.")
        if self.n_quarantined:
            rows = "1 row is" if self.n_quarantined == 1 else f"{self.n_quarantined:,} rows are"
            lines.append(f"{rows} in quarantine; every good row is kept.")
        return lines

    def __str__(self) -> str:
        return "\n".join(self.sentences())

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Account:
        said: Mapping[str, object] = json.loads(text)
        files = [FileAccount(**file) for file in said["files"]]  # type: ignore[attr-defined]
        return cls(**{**said, "files": files})  # type: ignore[arg-type]
