"""What is proposed about a folder, how sure it is, and the answers that it becomes once a person confirms it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from graftwatch.desk.loading.answers import DateOrder, FieldAnswer, FileAnswer, FolderAnswers, TableAnswer
from graftwatch.desk.loading.file_format import answers_text
from graftwatch.tables import Schema

CONFIDENT = 0.75
KEY, RECORDED = "#key", "#recorded_at"


@dataclass(frozen=True)
class ColumnProposal:
    """One of their columns. `ours` is a field, `reference>field` for somebody the row names, `#key`, or empty.

    `codes` sets theirs beside ours, None where a person must say; `samples` are masked forms, never values.
    """

    heading: str
    samples: tuple[str, ...]
    ours: str = ""
    confidence: float = 0.0
    codes: Mapping[str, str | None] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    minor_digits: int = 0
    n_filled: int = 0


@dataclass(frozen=True)
class SheetProposal:
    """One of their tables. `pattern` is the name under which next month's file will be recognised, too."""

    file: str
    sheet: str | None
    pattern: str
    table: str
    confidence: float
    columns: tuple[ColumnProposal, ...]
    dates: DateOrder = "day first"
    decimal: str = "."
    recorded: str | None = None
    said: tuple[str, ...] = ()
    problem: str = ""
    answered: bool = False

    @property
    def title(self) -> str:
        return f"{self.file}, sheet {self.sheet}" if self.sheet else self.file

    def settled(self, confidence: float = CONFIDENT) -> SheetProposal:
        """The same with every column below a confidence left out."""
        return replace(
            self,
            columns=tuple(
                one if one.confidence >= confidence else replace(one, ours="", codes={}, unknown=())
                for one in self.columns
            ),
        )

    def answer(self, schema: Schema) -> FileAnswer | None:
        """The answer that this becomes, or None while table or key are open."""
        chosen = {one.ours: one for one in self.columns if one.ours}
        if self.table not in schema or KEY not in chosen:
            return None
        table = schema[self.table]
        own = {name: _field(one) for name, one in chosen.items() if name in table.by_name}
        recorded = chosen.get(RECORDED)
        tables = [TableAnswer(table.name, (chosen[KEY].heading,), own, recorded.heading if recorded else None)]
        for reference, target in table.references.items():
            told = {
                name.partition(">")[2]: _field(one) for name, one in chosen.items() if name.startswith(f"{reference}>")
            }
            if told and reference in own:
                tables.append(TableAnswer(target, own[reference].columns, told, inline=True))
        return FileAnswer(
            self.pattern, tuple(tables), self.sheet, dates=self.dates, decimal=self.decimal, recorded=self.recorded
        )


def _field(one: ColumnProposal) -> FieldAnswer:
    codes = {theirs: ours for theirs, ours in one.codes.items() if ours is not None}
    return FieldAnswer((one.heading,), unknown=one.unknown, codes=codes, minor_digits=one.minor_digits)


@dataclass(frozen=True)
class Proposal:
    """Everything proposed about a folder, beside what was answered before."""

    source: str
    sheets: tuple[SheetProposal, ...]
    answered: tuple[FileAnswer, ...] = ()

    def answers(self, schema: Schema) -> FolderAnswers:
        """What was answered before, and what is proposed now; files of one pattern are one answer."""
        files = {(one.name.lower(), one.sheet): one for one in self.answered}
        for sheet in self.sheets:
            answer = None if sheet.answered or sheet.problem else sheet.answer(schema)
            if answer is not None:
                files.setdefault((answer.name.lower(), answer.sheet), answer)
        return FolderAnswers(self.source, tuple(files.values()))

    def to_toml(self, schema: Schema) -> str:
        return answers_text(self.answers(schema))
