"""`mapping.toml`: the answers about a folder, as a file that a person can read and correct."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import tomlkit

from graftwatch.desk.loading.answers import DateOrder, FieldAnswer, FileAnswer, FolderAnswers, TableAnswer
from graftwatch.errors import GraftwatchError
from graftwatch.tables import Schema
from graftwatch.wire.tabular import Reading

ANSWERS_FILE = "mapping.toml"
FORMAT = 1


class AnswersUnclear(GraftwatchError):  # noqa: N818 the name says what is wrong
    """`mapping.toml` says something that cannot be followed."""


def read_answers(path: Path, schema: Schema, *, default_source: str) -> FolderAnswers:
    """The answers in a file, or none where there is no file. Raises AnswersUnclear, saying where and what exists."""
    if not path.exists():
        return FolderAnswers(default_source)
    try:
        said = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AnswersUnclear(f"`{path.name}` is not TOML: {error}.") from error
    return answers_from(said, schema, default_source=default_source)


def answers_from(said: Mapping[str, Any], schema: Schema, *, default_source: str) -> FolderAnswers:
    """The answers in a parsed file, each name checked against the tables and code lists."""
    if said.get("format", FORMAT) != FORMAT:
        raise AnswersUnclear(f"`{ANSWERS_FILE}` has format {said['format']}; this Graftwatch reads format {FORMAT}.")
    _only(said, {"format", "source", "file"}, ANSWERS_FILE)
    files = tuple(_file(one, schema, f"file {number}") for number, one in enumerate(said.get("file", ()), start=1))
    return FolderAnswers(str(said.get("source", default_source)), files)


def _only(said: Mapping[str, Any], known: set[str], where: str) -> None:
    if not isinstance(said, Mapping):
        raise AnswersUnclear(f"{where}: a table of names and values belongs here.")
    if odd := sorted(set(said) - known):
        raise AnswersUnclear(f"{where}: {', '.join(odd)} means nothing here. These do: {', '.join(sorted(known))}.")


def _file(said: Mapping[str, Any], schema: Schema, where: str) -> FileAnswer:
    _only(
        said, {"name", "sheet", "encoding", "separator", "heading_line", "dates", "decimal", "recorded", "table"}, where
    )
    if "name" not in said or "table" not in said:
        raise AnswersUnclear(f"{where}: `name` (a file name or pattern) and `[[file.table]]` are needed.")
    dates, decimal = said.get("dates", "day first"), said.get("decimal", ".")
    if dates not in get_args(DateOrder):
        raise AnswersUnclear(f"{where}: dates = {dates!r}; these exist: {', '.join(get_args(DateOrder))}.")
    if decimal not in (".", ","):
        raise AnswersUnclear(f"{where}: decimal = {decimal!r}; it is a point or a comma.")
    tables = tuple(_table(one, schema, f"{where} ({said['name']})") for one in said["table"])
    reading = Reading(said.get("encoding"), said.get("separator"), said.get("heading_line"))
    return FileAnswer(
        str(said["name"]), tables, said.get("sheet"), reading, dates, decimal, _recorded(said.get("recorded"), where)
    )


def _recorded(said: object, where: str) -> str | None:
    if said is None or said == "file name":
        return said
    try:
        return dt.date.fromisoformat(str(said)).isoformat()
    except ValueError as error:
        raise AnswersUnclear(f"{where}: recorded is a day (2026-06-30) or `file name`.") from error


def _table(said: Mapping[str, Any], schema: Schema, where: str) -> TableAnswer:
    _only(said, {"table", "key", "numbering", "recorded_at", "inline", "columns", "codes"}, where)
    name = str(said.get("table", ""))
    if name not in schema:
        raise AnswersUnclear(f"{where}: there is no table {name!r}. There are {', '.join(one.name for one in schema)}.")
    where, table = f"{where}, table {name}", schema[name]
    codes, columns = said.get("codes", {}), said.get("columns", {})
    for column in [*columns, *codes]:
        if column not in table.by_name:
            raise AnswersUnclear(f"{where}: there is no column {column!r}. There are {', '.join(table.by_name)}.")
    for column, beside in codes.items():
        _codes_exist(table.by_name[column].codes, beside, f"{where}, codes of {column}")
    fields = {column: _field(one, codes.get(column, {}), f"{where}, {column}") for column, one in columns.items()}
    key = said.get("key", ())
    return TableAnswer(
        name,
        (key,) if isinstance(key, str) else tuple(key),
        fields,
        said.get("recorded_at"),
        said.get("numbering"),
        bool(said.get("inline", False)),
    )


def _codes_exist(code_list: Any, beside: Mapping[str, str], where: str) -> None:
    known = code_list.values if code_list else ()
    if odd := sorted({ours for ours in beside.values() if code_list and ours not in known}):
        raise AnswersUnclear(f"{where}: {', '.join(odd)} is no code of ours. These are: {', '.join(known)}.")


def _field(said: Any, codes: Mapping[str, str], where: str) -> FieldAnswer:
    if isinstance(said, str):
        return FieldAnswer((said,), codes=dict(codes))
    _only(said, {"column", "value", "unknown", "numbering", "minor_digits"}, where)
    column = said.get("column", ())
    return FieldAnswer(
        (column,) if isinstance(column, str) else tuple(column),
        said.get("value"),
        tuple(str(one) for one in said.get("unknown", ())),
        dict(codes),
        said.get("numbering"),
        int(said.get("minor_digits", 0)),
    )


def write_answers(answers: FolderAnswers, path: Path) -> None:
    """Write the answers so that `read_answers` gives them back."""
    draft = path.with_name(path.name + ".draft")
    draft.write_text(answers_text(answers), "utf-8")
    draft.replace(path)


def answers_text(answers: FolderAnswers) -> str:
    """The answers as TOML."""
    document = tomlkit.document()
    document.add(
        tomlkit.comment("Which of your columns is which of ours. Written by `graftwatch map`; yours to correct.")
    )
    document["format"] = FORMAT
    document["source"] = answers.source
    files = tomlkit.aot()
    for file in answers.files:
        files.append(_file_table(file))
    document["file"] = files
    return tomlkit.dumps(document)


def _file_table(file: FileAnswer) -> tomlkit.items.Table:
    one = tomlkit.table()
    said = {
        "name": file.name,
        "sheet": file.sheet,
        "encoding": file.reading.encoding,
        "separator": file.reading.separator,
        "heading_line": file.reading.heading_line,
        "dates": file.dates,
        "decimal": file.decimal,
        "recorded": file.recorded,
    }
    for name, value in said.items():
        if value is not None:
            one[name] = value
    tables = tomlkit.aot()
    for table in file.tables:
        tables.append(_table_table(table))
    one["table"] = tables
    return one


def _table_table(table: TableAnswer) -> tomlkit.items.Table:
    one = tomlkit.table()
    one["table"] = table.table
    one["key"] = list(table.key)
    for name, value in (("recorded_at", table.recorded_at), ("numbering", table.numbering), ("inline", table.inline)):
        if value:
            one[name] = value
    columns = tomlkit.table()
    for name, answer in table.fields.items():
        columns[name] = _field_value(answer)
    one["columns"] = columns
    coded = {name: answer.codes for name, answer in table.fields.items() if answer.codes}
    if coded:
        codes = tomlkit.table()
        for name, beside in coded.items():
            codes[name] = dict(beside)
        one["codes"] = codes
    return one


def _field_value(answer: FieldAnswer) -> Any:
    said: dict[str, Any] = {}
    if answer.columns:
        said["column"] = answer.columns[0] if len(answer.columns) == 1 else list(answer.columns)
    others = {
        "value": answer.value,
        "unknown": list(answer.unknown),
        "numbering": answer.numbering,
        "minor_digits": answer.minor_digits,
    }
    said |= {name: value for name, value in others.items() if value}
    if set(said) == {"column"} and isinstance(said["column"], str):
        return said["column"]
    one = tomlkit.inline_table()
    one.update(said)
    return one
