"""What a person answers about one of their tables, read from the page and written into the answers of the folder."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from django.utils.translation import gettext as _

from graftwatch.apps.screening.access import runs_screening
from graftwatch.apps.screening.folders import Folder
from graftwatch.apps.screening.mapping_sheets import ShownColumn, ShownSheet, answers_of, taken_for
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.loading.answers import DateOrder, FieldAnswer, FileAnswer, TableAnswer
from graftwatch.desk.loading.file_format import write_answers
from graftwatch.errors import GraftwatchError
from graftwatch.records.schema import schema
from graftwatch.tables import Code, Column, Table

KEY, RECORDED = "#key", "#recorded_at"
FROM_THE_NAME = "file name"
DATE_ORDERS: tuple[DateOrder, ...] = get_args(DateOrder)
Said = Mapping[str, str]


class NotAnsweredError(GraftwatchError):
    """Something that a table cannot do without was not said."""


@dataclass(frozen=True)
class CodeLine:
    """One of their codes, and which of ours it is."""

    theirs: str
    ours: str
    name: str


@dataclass(frozen=True)
class Line:
    """One of their columns on the page: what it is set to, and its codes where that field has codes."""

    column: ShownColumn
    chosen: str
    codes: tuple[CodeLine, ...]
    our_codes: tuple[Code, ...]
    unknown: str
    is_money: bool
    minor_digits: int


def options(table: Table) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a column can be: a number of the row, a field of the table, or a field of somebody the row names."""
    own = [(column.name, _label(column)) for column in table.columns]
    found = [
        (_("The row itself"), [(KEY, _("Number of the row")), (RECORDED, _("Day it was written down"))]),
        (_(table.label).capitalize(), own),
    ]
    for name, referred in table.references.items():
        if referred in IN_PASSING:
            told = [(f"{name}>{column.name}", _label(column)) for column in schema()[referred].columns]
            found.append((_(table[name].meaning), told))
    return found


IN_PASSING = ("person", "facility")
"""Tables that others tell in passing: the recipient's name in a list of transplants."""


def _label(column: Column) -> str:
    return _(column.meaning)


def field_of(table: Table, chosen: str) -> Column | None:
    """The field that a column was set to, or None for a key, a day of recording, or nothing."""
    if ">" in chosen:
        reference, _sign, name = chosen.partition(">")
        referred = table.references.get(reference)
        return schema()[referred].by_name.get(name) if referred in IN_PASSING else None
    return table.by_name.get(chosen)


def lines(sheet: ShownSheet, table: Table, said: Said | None = None) -> list[Line]:
    """The page's lines: as somebody just said, else as answered before."""
    found = []
    for column in sheet.columns:
        before, answer = taken_for(sheet, column)
        chosen = said.get(f"to-{column.number}", "") if said is not None else before
        if chosen not in (KEY, RECORDED) and field_of(table, chosen) is None:
            chosen = ""
        found.append(_line(column, table, chosen, answer if chosen == before else None, said))
    return found


def _line(column: ShownColumn, table: Table, chosen: str, answer: FieldAnswer | None, said: Said | None) -> Line:
    field = field_of(table, chosen)
    codes = field.codes.codes if field and field.codes else ()
    given = answer or FieldAnswer()
    code_lines = tuple(
        CodeLine(theirs, _ours(theirs, codes, given, said, f"code-{column.number}-{n}"), f"code-{column.number}-{n}")
        for n, theirs in enumerate(column.codes if codes else ())
    )
    is_money = bool(field and field.kind == "money")
    spoken = said or {}
    return Line(
        column,
        chosen,
        code_lines,
        codes,
        spoken.get(f"unknown-{column.number}", ", ".join(given.unknown)),
        is_money,
        int(spoken.get(f"digits-{column.number}") or given.minor_digits or 0),
    )


def _ours(theirs: str, codes: tuple[Code, ...], given: FieldAnswer, said: Said | None, name: str) -> str:
    """Our code beside one of theirs: as said, as answered before, or the one of the same name."""
    known = {code.value for code in codes}
    if said is not None and said.get(name) in known:
        return said[name]
    before = {key.lower(): ours for key, ours in given.codes.items()}
    same = {code.value.lower(): code.value for code in codes} | {code.label.lower(): code.value for code in codes}
    return before.get(theirs.lower()) or same.get(theirs.lower(), "")


def answer_from(sheet: ShownSheet, table: Table, said: Said) -> FileAnswer:
    """What was said on the page as the answer about this table. Raises NotAnsweredError."""
    shown = lines(sheet, table, said)
    headings: dict[str, list[str]] = {}
    for line in shown:
        if line.chosen:
            headings.setdefault(line.chosen, []).append(line.column.heading)
    key = tuple(headings.get(KEY, ()))
    if not key:
        raise NotAnsweredError(_("Say which column numbers the rows: set one of them to “Number of the row”."))
    fields = {
        line.chosen: _field(line, headings[line.chosen]) for line in shown if line.chosen not in ("", KEY, RECORDED)
    }
    own = {name: field for name, field in fields.items() if ">" not in name}
    kept = {n: f for n, f in (sheet.main.fields if sheet.main else {}).items() if not f.columns and n in table.by_name}
    recorded = next(iter(headings.get(RECORDED, ())), None)
    main = TableAnswer(table.name, key, kept | own, recorded, sheet.main.numbering if sheet.main else None)
    before = sheet.reads
    extract = _day_of_extract(said, before)
    if recorded is None and extract is None:
        raise NotAnsweredError(
            _("Say when the rows were written down: set a column to that day, or give the day of the extract.")
        )
    dates = next((order for order in DATE_ORDERS if order == said.get("dates")), before.dates)
    return dataclasses.replace(
        before,
        tables=(main, *_told_in_passing(table, own, fields)),
        dates=dates,
        decimal="," if said.get("decimal") == "," else ".",
        recorded=extract,
    )


def _day_of_extract(said: Said, before: FileAnswer) -> str | None:
    """The day that dates rows which do not date themselves; a day in the file name stays the rule where it was."""
    try:
        return dt.date.fromisoformat(said.get("recorded", "")).isoformat()
    except ValueError:
        return before.recorded if before.recorded == FROM_THE_NAME else None


def _field(line: Line, headings: list[str]) -> FieldAnswer:
    unknown = tuple(word.strip() for word in line.unknown.split(",") if word.strip())
    codes = {code.theirs: code.ours for code in line.codes if code.ours}
    return FieldAnswer(tuple(headings), unknown=unknown, codes=codes, minor_digits=line.minor_digits)


def _told_in_passing(
    table: Table, own: Mapping[str, FieldAnswer], fields: Mapping[str, FieldAnswer]
) -> list[TableAnswer]:
    """Rows of persons and facilities that this table names beside its own."""
    found: dict[str, dict[str, FieldAnswer]] = {}
    for chosen, field in fields.items():
        reference, sign, name = chosen.partition(">")
        if sign:
            found.setdefault(reference, {})[name] = field
    without = [table[reference].meaning for reference in found if reference not in own]
    if without:
        words = _("“%(whom)s” is told of without a number: set the column that holds it, too.")
        raise NotAnsweredError(words % {"whom": _(without[0])})
    return [
        TableAnswer(table.references[reference], own[reference].columns, told, inline=True)
        for reference, told in found.items()
    ]


@action(may=runs_screening)
def keep_answer(viewer: Viewer, *, folder: Folder, answer: FileAnswer) -> None:
    """Write what was answered about one table into the folder's mapping.toml, beside the answers about the others."""
    answers = answers_of(folder)
    others = tuple(one for one in answers.files if (one.name.lower(), one.sheet) != (answer.name.lower(), answer.sheet))
    write_answers(dataclasses.replace(answers, files=(*others, answer)), folder.mapping)
