"""The one query that turns a sheet's text into typed, checked and keyed rows of one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graftwatch.desk.loading.answers import FieldAnswer, FileAnswer, TableAnswer
from graftwatch.desk.loading.casting import ENGINE, Cast, Manner, cast, instant, quoted, text_of
from graftwatch.desk.loading.extract_day import extract_day
from graftwatch.desk.loading.limits import LONGEST_SOURCE_ID, longest
from graftwatch.desk.loading.matching import heading_key
from graftwatch.desk.loading.plausible import row_marks
from graftwatch.tables import Column, Table

KEY = "(key)"


@dataclass(frozen=True)
class Raw:
    """Raw cells as the engine reads them: a relation, and each of their headings as (expression, engine type)."""

    relation: str
    cells: Mapping[str, tuple[str, str]]
    file: str
    file_name: str
    from_workbook: bool = False

    def cell(self, heading: str) -> tuple[str, str] | None:
        return self.cells.get(heading_key(heading))


@dataclass(frozen=True)
class _Read:
    """One of our columns as read: its text, value and value class over that text, and whether it was in the file."""

    column: Column
    text: str
    cast: Cast
    given: bool


def casting_query(raw: Raw, table: Table, answer: TableAnswer, file: FileAnswer, source: str, manner: Manner) -> str:
    """Rows with id, version, source, marks, our columns, where they stood, why held back, and their unread cells."""
    reads = [_read(raw, table, column, answer, manner) for column in table.columns]
    numbering = answer.numbering or source
    texts = ",\n".join(
        [
            f"{_joined(raw, answer.key)} AS k",
            f"{_recorded_text(raw, answer)} AS r",
            *(f'{read.text} AS "t_{read.column.name}"' for read in reads),
        ]
    )
    values = ",\n".join(f'{read.cast.value} AS "{read.column.name}"' for read in reads)
    unread = ",\n".join(
        [
            _unread(KEY, "k IS NULL", "'nothing'"),
            _unread(KEY, f"length(k) > {LONGEST_SOURCE_ID}", "'too many characters'"),
        ]
        + [_unread("recorded_at", "recorded_at IS NULL AND r IS NOT NULL", "'no moment'")]
        + [
            _unread(
                read.column.name,
                f'"{read.column.name}" IS NULL AND "t_{read.column.name}" IS NOT NULL',
                read.cast.value_class,
            )
            for read in reads
            if read.given
        ]
    )
    keyed = ",\n".join(_keyed(column, answer.fields.get(column.name), numbering) for column in table.columns)
    return f"""
        WITH texts AS (SELECT line, short, {texts} FROM {raw.relation}),
        cast_ AS (SELECT *, {_recorded(raw, file, manner)} AS recorded_at, {values} FROM texts
                  WHERE NOT ({_empty(reads)})),
        checked AS (SELECT *, list_filter([{unread}], x -> x IS NOT NULL) AS unread,
                    {row_marks(table, manner.today)} AS found FROM cast_),
        keyed AS (SELECT row_id({quoted(numbering)}, '{table.name}', k) AS id,
                  {quoted(source)} AS source_system, k AS source_id, recorded_at,
                  {_all_marks(reads)} AS marks, {keyed}, {quoted(raw.file)} AS file, line, {answer.inline} AS inline,
                  unread, {_held(reads)} AS held FROM checked)
        SELECT id, {version("id", table)} AS version, * EXCLUDE (id) FROM keyed
    """


def version(id_expression: str, table: Table) -> str:
    """The key of a version: of the row and every value in it, by column name, so that a new column changes none."""
    names = ["recorded_at", *sorted(column.name for column in table.columns)]
    said = ", ".join(f"'{name}=' || CAST(\"{name}\" AS VARCHAR)" for name in names)
    return f"cut({id_expression} || chr(31) || concat_ws(chr(31), {said}))"


def _read(raw: Raw, table: Table, column: Column, answer: TableAnswer, manner: Manner) -> _Read:
    given = answer.fields.get(column.name)
    nothing = Cast(f"CAST(NULL AS {ENGINE[column.kind]})", "NULL")
    if given is None or (given.columns and not all(raw.cell(heading) for heading in given.columns)):
        return _Read(column, "CAST(NULL AS VARCHAR)", nothing, False)
    name = f'"t_{column.name}"'
    read = cast(column, name, manner, given, longest(table.name, column.name) if column.kind != "reference" else None)
    if not given.columns:
        return _Read(column, quoted(given.value or ""), read, True)
    if len(given.columns) == 1 and not given.unknown and not given.codes:
        expression, raw_type = raw.cell(given.columns[0]) or ("", "")
        if _is_already(column, raw_type):
            return _Read(column, expression, _as_it_is(column, name), True)
    unknown = [word for word in given.unknown if word.lower() not in {theirs.lower() for theirs in given.codes}]
    text = _joined(raw, given.columns)
    if unknown:
        means_nothing = ", ".join(quoted(word.strip().lower()) for word in unknown)
        text = f"CASE WHEN lower({text}) NOT IN ({means_nothing}) THEN {text} END"
    return _Read(column, text, read, True)


def _is_already(column: Column, raw_type: str) -> bool:
    return (column.kind == "date" and raw_type == "DATE") or (
        column.kind in ("integer", "money") and raw_type in ("BIGINT", "INTEGER", "SMALLINT")
    )


def _as_it_is(column: Column, name: str) -> Cast:
    if column.kind == "date":
        inside = f"CASE WHEN {name} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN {name} END"
        return Cast(inside, "'a day outside the calendar'")
    return Cast(f"CAST({name} AS BIGINT)", "NULL")


def _joined(raw: Raw, headings: tuple[str, ...]) -> str:
    """Their columns as one text; several are joined by a bar, and are nothing unless all are there."""
    cells = [raw.cell(heading) for heading in headings]
    if not cells or None in cells:
        return "CAST(NULL AS VARCHAR)"
    texts = [text_of(expression, raw_type) for cell in cells if cell for expression, raw_type in [cell]]
    return " || '|' || ".join(f"({text})" for text in texts)


def _recorded_text(raw: Raw, answer: TableAnswer) -> str:
    return _joined(raw, (answer.recorded_at,)) if answer.recorded_at else "CAST(NULL AS VARCHAR)"


def _recorded(raw: Raw, file: FileAnswer, manner: Manner) -> str:
    said = instant("r", manner)
    fixed = extract_day(file.recorded, raw.file_name)
    return f"coalesce({said}, TIMESTAMP '{fixed} 00:00:00')" if fixed else said


def _unread(name: str, condition: str, value_class: str) -> str:
    return f"CASE WHEN {condition} THEN {{'column': {quoted(name)}, 'value_class': {value_class}}} END"


def _empty(reads: list[_Read]) -> str:
    return " AND ".join(["k IS NULL", *(f'"t_{read.column.name}" IS NULL' for read in reads if read.given)])


def _held(reads: list[_Read]) -> str:
    """Why a row is held back, if it is: without its key, or without what a row of this table must say."""
    required = [read.column.name for read in reads if read.column.required and read.given]
    conditions = [
        ("k IS NULL", "The row has no number of its own"),
        (f"length(k) > {LONGEST_SOURCE_ID}", f"The row''s number is longer than {LONGEST_SOURCE_ID} characters"),
    ]
    conditions += [
        (f'"{name}" IS NULL AND "t_{name}" IS NOT NULL', f"{name} is needed and cannot be read") for name in required
    ]
    if required:
        nothing = " AND ".join(f'"t_{name}" IS NULL' for name in required)
        conditions.append((nothing, f"Nothing stands in {', '.join(required)}"))
    return "CASE " + " ".join(f"WHEN {when} THEN '{then}'" for when, then in conditions) + " END"


def _all_marks(reads: list[_Read]) -> str:
    missing = ", ".join(
        f"CASE WHEN \"t_{read.column.name}\" IS NULL THEN 'missing:{read.column.name}' END"
        for read in reads
        if read.column.required and read.given
    )
    return (
        "list_filter(list_concat(found, list_concat(list_transform(unread, x -> 'unreadable:' || x['column']), "
        f"[CASE WHEN short THEN 'fewer_cells' END{', ' + missing if missing else ''}])), x -> x IS NOT NULL)"
    )


def _keyed(column: Column, answer: FieldAnswer | None, numbering: str) -> str:
    """References become the referred row's id under the numbering that holds for them."""
    name = f'"{column.name}"'
    if column.refers_to is None:
        return name
    of = (answer.numbering if answer else None) or numbering
    return f"row_id({quoted(of)}, '{column.refers_to}', {name}) AS {name}"
