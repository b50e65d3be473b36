"""Their tables as a person sees them beside ours: headings, masked samples, and what each column was taken for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from graftwatch.apps.screening.folders import Folder
from graftwatch.desk.loading.answers import FieldAnswer, FileAnswer, FolderAnswers, TableAnswer
from graftwatch.desk.loading.file_format import read_answers
from graftwatch.desk.loading.mapping import CONFIDENT, SheetProposal, propose
from graftwatch.desk.loading.matching import answer_for, heading_key
from graftwatch.records.schema import schema
from graftwatch.wire.tabular import Sheet, Unreadable, sheets

ROWS_LOOKED_AT = 5000
N_SAMPLES = 3
MOST_CODES = 30
LONGEST_CODE = 60


@dataclass(frozen=True)
class ShownColumn:
    """One of their columns. `codes` are its values in clear where they are few enough to be codes."""

    number: int
    heading: str
    samples: tuple[str, ...]
    codes: tuple[str, ...]
    n_filled: int


@dataclass(frozen=True)
class ShownSheet:
    """One of their tables. `problem` says why it cannot be opened."""

    number: int
    path: Path
    name: str | None
    columns: tuple[ShownColumn, ...] = ()
    said: tuple[str, ...] = ()
    answer: FileAnswer | None = None
    proposal: SheetProposal | None = None
    problem: str = ""

    @property
    def title(self) -> str:
        return f"{self.path.name}, {self.name}" if self.name else self.path.name

    @property
    def tables(self) -> list[str]:
        return [table.table for table in self.answer.tables] if self.answer else []

    @property
    def proposed(self) -> SheetProposal | None:
        """What it seems to be, while nobody has answered."""
        return self.proposal if self.answer is None and self.proposal and not self.proposal.problem else None

    @property
    def likely_table(self) -> str:
        """The table one of its rows is, as answered or as it seems."""
        return self.main.table if self.main else (self.proposed.table if self.proposed else "")

    @property
    def reads(self) -> FileAnswer:
        """How the file is read, as answered or as it seems."""
        if self.answer:
            return self.answer
        seen = self.proposed
        if seen is None:
            return FileAnswer(self.path.name, (), self.name)
        return FileAnswer(seen.pattern, (), seen.sheet, dates=seen.dates, decimal=seen.decimal, recorded=seen.recorded)

    @property
    def main(self) -> TableAnswer | None:
        """The answer about what one of its rows is, beside what it tells in passing."""
        return next((table for table in self.answer.tables if not table.inline), None) if self.answer else None

    @property
    def n_set(self) -> int:
        """How many of its columns are set beside ours."""
        if self.answer is None:
            return 0
        used = {heading_key(one) for table in self.answer.tables for one in headings_of(table)}
        return sum(heading_key(column.heading) in used for column in self.columns)


def headings_of(table: TableAnswer) -> list[str]:
    said = [heading for field in table.fields.values() for heading in field.columns]
    return [*table.key, *said, *([table.recorded_at] if table.recorded_at else [])]


def answers_of(folder: Folder) -> FolderAnswers:
    """What was answered about a folder until now."""
    return read_answers(folder.mapping, schema(), default_source=folder.name)


def sheets_of(folder: Folder) -> list[ShownSheet]:
    """Every table of a folder, numbered from 0, with the answers that hold for it."""
    answers = answers_of(folder)
    proposals = propose(folder.path, schema()).sheets if folder.files else ()
    found: list[ShownSheet] = []
    for path in folder.files:
        for sheet, problem in _opened(path, answers):
            number = len(found)
            if sheet is None:
                found.append(ShownSheet(number, path, None, problem=problem))
            else:
                answer = answer_for(sheet, answers, schema())
                seems = proposals[number] if number < len(proposals) else None
                found.append(ShownSheet(number, path, sheet.name, _columns(sheet), sheet.said, answer, seems))
    return found


def _opened(path: Path, answers: FolderAnswers) -> list[tuple[Sheet | None, str]]:
    given = answers.about(path.name)
    try:
        return [(sheet, "") for sheet in sheets(path, given[0].reading if given else None)]
    except Unreadable as problem:
        return [(None, str(problem))]


def _columns(sheet: Sheet) -> tuple[ShownColumn, ...]:
    counts: list[Counter[str]] = [Counter() for _ in sheet.columns]
    looked_at = 0
    for batch in sheet.batches():
        for number, counter in enumerate(counts):
            cells = batch.rows[f"c{number}"].to_pylist()[: ROWS_LOOKED_AT - looked_at]
            counter.update(cell.strip() for cell in cells if cell and cell.strip())
        looked_at += batch.rows.num_rows
        if looked_at >= ROWS_LOOKED_AT:
            break
    return tuple(
        ShownColumn(number, heading, _samples(counter), _codes(counter), counter.total())
        for number, (heading, counter) in enumerate(zip(sheet.columns, counts, strict=True))
    )


def _samples(counter: Counter[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(masked(value) for value in list(counter)[:40]))[:N_SAMPLES]


def _codes(counter: Counter[str]) -> tuple[str, ...]:
    """A column is codes where few short values stand in many rows; names and numbers are not."""
    few = len(counter) <= MOST_CODES and all(len(value) <= LONGEST_CODE for value in counter)
    repeated = counter.total() >= 2 * len(counter) or len(counter) <= 2
    return tuple(value for value, _n in counter.most_common()) if few and repeated else ()


def masked(value: str) -> str:
    """The form of a value and nothing of its content: letters as a, digits as 9."""
    form = "".join(
        "9" if sign.isdigit() else ("A" if sign.isupper() else "a") if sign.isalpha() else sign for sign in value
    )
    return form if len(form) <= 24 else f"{form[:23]}…"


def taken_for(sheet: ShownSheet, column: ShownColumn) -> tuple[str, FieldAnswer | None]:
    """What a column is set to: `#key`, `#recorded_at`, `field`, `reference>field`, or nothing."""
    if sheet.answer is None or sheet.main is None:
        return _seems(sheet, column)
    here = heading_key(column.heading)
    if sheet.main.recorded_at and heading_key(sheet.main.recorded_at) == here:
        return "#recorded_at", None
    for name, field in sheet.main.fields.items():
        if here in map(heading_key, field.columns):
            return name, field
    for inline in (table for table in sheet.answer.tables if table.inline):
        reference = _reference_of(sheet.main, inline)
        for name, field in inline.fields.items():
            if reference and here in map(heading_key, field.columns):
                return f"{reference}>{name}", field
    return ("#key", None) if here in map(heading_key, sheet.main.key) else ("", None)


def _seems(sheet: ShownSheet, column: ShownColumn) -> tuple[str, FieldAnswer | None]:
    """What a column seems to be; an unsure guess is left to the person."""
    if sheet.proposed is None or column.number >= len(sheet.proposed.columns):
        return "", None
    guess = sheet.proposed.columns[column.number]
    if guess.confidence < CONFIDENT:
        return "", None
    codes = {theirs: ours for theirs, ours in guess.codes.items() if ours is not None}
    return guess.ours, FieldAnswer((), unknown=guess.unknown, codes=codes, minor_digits=guess.minor_digits)


def _reference_of(main: TableAnswer, inline: TableAnswer) -> str:
    """The reference of the main table that the rows told in passing belong to: both rest on the same columns."""
    for name, field in main.fields.items():
        if field.columns == inline.key and schema()[main.table].references.get(name) == inline.table:
            return name
    return ""
