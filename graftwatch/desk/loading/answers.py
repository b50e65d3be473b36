"""What a person answered about a folder: which of their columns is which of ours. `mapping.toml` in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from typing import Literal

from graftwatch.wire.tabular import Reading

DateOrder = Literal["day first", "month first", "year first"]


@dataclass(frozen=True)
class FieldAnswer:
    """Where one of our columns comes from: their columns (joined by `|` where several), or one fixed value.

    `unknown` are texts that mean nothing is known; `codes` sets their code (compared without case) beside ours;
    `numbering` says which office's numbers a reference holds; `minor_digits` turns 12.50 into 1250.
    """

    columns: tuple[str, ...] = ()
    value: str | None = None
    unknown: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    numbering: str | None = None
    minor_digits: int = 0


@dataclass(frozen=True)
class TableAnswer:
    """One of our tables drawn from one of their sheets.

    `key` are their columns that number a row; `inline` marks a table that the sheet tells only in passing (the
    recipient's name in a list of transplants): such rows are completed from one another and never outvote others.
    """

    table: str
    key: tuple[str, ...]
    fields: Mapping[str, FieldAnswer]
    recorded_at: str | None = None
    numbering: str | None = None
    inline: bool = False


@dataclass(frozen=True)
class FileAnswer:
    """How one file, or every file whose name fits the pattern, is read, and which tables it feeds.

    `recorded` dates rows that do not date themselves: an ISO day, or `file name` for the day or month in the name.
    """

    name: str
    tables: tuple[TableAnswer, ...]
    sheet: str | None = None
    reading: Reading = field(default_factory=Reading)
    dates: DateOrder = "day first"
    decimal: str = "."
    recorded: str | None = None

    def fits(self, file_name: str) -> bool:
        return fnmatch(file_name.lower(), self.name.lower())


@dataclass(frozen=True)
class FolderAnswers:
    """All answers about one source. `source` names it, and is the default numbering of its rows."""

    source: str
    files: tuple[FileAnswer, ...] = ()

    def about(self, file_name: str) -> tuple[FileAnswer, ...]:
        """The answers about a file; an exact name outranks a pattern."""
        exact = tuple(answer for answer in self.files if answer.name.lower() == file_name.lower())
        return exact or tuple(answer for answer in self.files if answer.fits(file_name))
