"""The one query that turns a sheet's text into typed, checked and keyed rows of one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graftwatch.desk.loading.answers import FieldAnswer, FileAnswer, TableAnswer
from graftwatch.desk.loading.casting import ENGINE, Cast, Manner, cast, quoted, text_of
from graftwatch.desk.loading.extract_day import extract_day
from graftwatch.desk.loading.limits import LONGEST_SOURCE_ID, longest
from graftwatch.desk.loading.matching import heading_key
from graftwatch.desk.loading.plausible import row_marks
from graftwatch.tables import Column, Table

KEY = "(key)"
FEW_ROWS = 50_000
NO_TEXT = "CAST(NULL AS VARCHAR)"


@dataclass(frozen=True)
class Raw:
    """Raw cells as the engine reads them: a relation, and each of their headings as (expression, engine type)."""

    relation: str
    cells: Mapping[str, tuple[str, str]]
    file: str
    file_name: str
    n_rows: int
    from_workbook: bool = False

    def cell(self, heading: str) -> tuple[str, str] | None:
        return self.cells.get(heading_key(heading))


@dataclass(frozen=True)
class _Read:
    """One of our columns as read: its text, the steps from there, and whether it was in the file."""

    column: Column
    text: str
    cast: Cast
    given: bool

    def step(self, letter: str, expression: str) -> str:
        return f'{expression} AS "{letter}_{self.column.name}"'


def casting_query(raw: Raw, table: Table, answer: TableAnswer, file: FileAnswer, source: str, manner: Manner) -> str:
    """Rows with id, version, source, marks, our columns, where they stood, why held back, and their unread cells."""
    reads = [_read(raw, table, column, answer, manner) for column in table.columns]
    moment = _moment(raw, answer, file, manner)
    numbering = answer.numbering or source
    every = [moment, *reads]
    texts = [f"{_joined(raw, answer.key)} AS k", *(read.step("t", read.text) for read in every)]
    plain = [read.step("p", read.cast.plain) for read in every]
    read_ = [read.step("v", read.cast.read) for read in every]
    values = [f'{read.cast.value} AS "{read.column.name}"' for read in every]
    joined = [read for read in reads if read.column.refers_to and raw.n_rows >= FEW_ROWS]
    keyed = [
        f'"in_{read.column.name}".id AS "{read.column.name}"' if read in joined else _keyed(read, answer, numbering)
        for read in reads
    ]
    joins = [
        f'LEFT JOIN ({_referred(read, raw, answer, numbering)}) AS "in_{read.column.name}" '
        f'ON "in_{read.column.name}".said = checked."{read.column.name}"'
        for read in joined
    ]
    return f"""
        WITH texts AS (SELECT line, short, {_listed(texts)} FROM {raw.relation}),
        plain AS (SELECT *, {_listed(plain)} FROM texts WHERE NOT ({_empty(reads)})),
        read_ AS (SELECT *, {_listed(read_)} FROM plain),
        valued AS (SELECT *, {_listed(values)} FROM read_),
        checked AS (SELECT *, {_unread(every)} AS unread, {row_marks(table, manner.today)} AS found FROM valued),
        keyed AS (SELECT row_id({quoted(numbering)}, '{table.name}', k) AS id,
                  {quoted(source)} AS source_system, k AS source_id, recorded_at,
                  {_all_marks(reads)} AS marks, {_listed(keyed)}, {quoted(raw.file)} AS file, line,
                  {answer.inline} AS inline, unread, {_held(reads)} AS held FROM checked {" ".join(joins)})
        SELECT id, {version("id", table)} AS version, * EXCLUDE (id) FROM keyed
    """


def _referred(read: _Read, raw: Raw, answer: TableAnswer, numbering: str) -> str:
    """Each number that a large table refers to, once, with the id it stands for: keyed hashes are slow."""
    return (
        f"SELECT said, row_id({quoted(_numbering(read, answer, numbering))}, '{read.column.refers_to}', said) AS id "
        f"FROM (SELECT DISTINCT {read.text} AS said FROM {raw.relation})"
    )


def _numbering(read: _Read, answer: TableAnswer, numbering: str) -> str:
    given = answer.fields.get(read.column.name)
    return (given.numbering if given else None) or numbering


def _listed(expressions: list[str]) -> str:
    return ",\n".join(expressions)


def version(id_expression: str, table: Table) -> str:
    """The key of a version: of the row and every value in it, by column name, so that a new column changes none."""
    names = ["recorded_at", *sorted(column.name for column in table.columns)]
    said = ", ".join(f"'{name}=' || CAST(\"{name}\" AS VARCHAR)" for name in names)
    return f"cut({id_expression} || chr(31) || concat_ws(chr(31), {said}))"


def _read(raw: Raw, table: Table, column: Column, answer: TableAnswer, manner: Manner) -> _Read:
    given = answer.fields.get(column.name)
    if given is None or (given.columns and not all(raw.cell(heading) for heading in given.columns)):
        return _Read(
            column, NO_TEXT, Cast("NULL", f"CAST(NULL AS {ENGINE[column.kind]})", _as_read(column), "NULL"), False
        )
    width = longest(table.name, column.name) if column.kind != "reference" else None
    steps = cast(column, column.name, manner, given, width)
    if not given.columns:
        return _Read(column, quoted(given.value or ""), steps, True)
    if len(given.columns) == 1 and not given.unknown:
        expression, raw_type = raw.cell(given.columns[0]) or ("", "")
        if _is_already(column, raw_type):
            as_it_is = Cast("NULL", f'"t_{column.name}"', steps.value, "'a day outside the calendar'")
            return _Read(column, f"CAST({expression} AS {ENGINE[column.kind]})", as_it_is, True)
    unknown = [word for word in given.unknown if word.lower() not in {theirs.lower() for theirs in given.codes}]
    text = _joined(raw, given.columns)
    if unknown:
        means_nothing = ", ".join(quoted(word.strip().lower()) for word in unknown)
        text = f"CASE WHEN lower({text}) NOT IN ({means_nothing}) THEN {text} END"
    return _Read(column, text, steps, True)


def _as_read(column: Column) -> str:
    return f'"v_{column.name}"'


def _is_already(column: Column, raw_type: str) -> bool:
    return (
        (column.kind == "date" and raw_type == "DATE")
        or (column.kind in ("integer", "money") and raw_type in ("BIGINT", "INTEGER", "SMALLINT"))
        or (column.kind == "instant" and raw_type.startswith("TIMESTAMP"))
    )


def _joined(raw: Raw, headings: tuple[str, ...]) -> str:
    """Their columns as one text; several are joined by a bar, and are nothing unless all are there."""
    cells = [raw.cell(heading) for heading in headings]
    if not cells or None in cells:
        return NO_TEXT
    texts = [text_of(expression, raw_type) for cell in cells if cell for expression, raw_type in [cell]]
    return " || '|' || ".join(f"({text})" for text in texts)


def _moment(raw: Raw, answer: TableAnswer, file: FileAnswer, manner: Manner) -> _Read:
    """When the source wrote a row down: as the row says, else the day of the extract where that is known."""
    column = Column("recorded_at", "instant", "When the source wrote it down")
    steps = cast(column, column.name, manner, FieldAnswer(), None)
    fixed = extract_day(file.recorded, raw.file_name)
    if fixed is not None:
        otherwise = f"CASE WHEN \"t_recorded_at\" IS NULL THEN TIMESTAMP '{fixed} 00:00:00' END"
        steps = replace(steps, value=f"coalesce({steps.value}, {otherwise})")
    if answer.recorded_at is None:
        return _Read(column, NO_TEXT, steps, True)
    expression, raw_type = raw.cell(answer.recorded_at) or (NO_TEXT, "")
    if _is_already(column, raw_type):
        steps = replace(steps, plain="NULL", read='"t_recorded_at"', value_class="'a moment outside the calendar'")
        return _Read(column, f"CAST({expression} AS TIMESTAMP)", steps, True)
    return _Read(column, _joined(raw, (answer.recorded_at,)), steps, True)


def _unread(reads: list[_Read]) -> str:
    """The cells of a row that say something that could not be read, each with its value class."""
    found = [
        f"CASE WHEN k IS NULL THEN {_cell(KEY, quoted('nothing'))} END",
        f"CASE WHEN length(k) > {LONGEST_SOURCE_ID} THEN {_cell(KEY, quoted('too many characters'))} END",
    ]
    found += [
        f'CASE WHEN "{name}" IS NULL AND "t_{name}" IS NOT NULL THEN {_cell(name, read.cast.value_class)} END'
        for read in reads
        if read.given
        for name in [read.column.name]
    ]
    return f"list_filter([{', '.join(found)}], x -> x IS NOT NULL)"


def _cell(name: str, value_class: str) -> str:
    return f"{{'column': {quoted(name)}, 'value_class': {value_class}}}"


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


def _keyed(read: _Read, answer: TableAnswer, numbering: str) -> str:
    """References become the referred row's id under the numbering that holds for them."""
    name = f'"{read.column.name}"'
    if read.column.refers_to is None:
        return name
    of = _numbering(read, answer, numbering)
    return f"row_id({quoted(of)}, '{read.column.refers_to}', {name}) AS {name}"
