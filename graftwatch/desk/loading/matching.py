"""Which answers apply to a sheet: those a person gave, else our own template's names."""

from __future__ import annotations

import re

from graftwatch.desk.loading.answers import FieldAnswer, FileAnswer, FolderAnswers, TableAnswer
from graftwatch.tables import Schema, Table
from graftwatch.wire.tabular import Sheet


def heading_key(heading: str) -> str:
    """Headings compare without case, spaces at the ends and runs of spaces."""
    return " ".join(heading.split()).lower()


def answer_for(sheet: Sheet, answers: FolderAnswers, schema: Schema) -> FileAnswer | None:
    """What is to be done with a sheet, or None where nobody said and it is not our template."""
    given = [
        answer
        for answer in answers.about(sheet.path.name)
        if answer.sheet is None or sheet.name is None or heading_key(answer.sheet) == heading_key(sheet.name)
    ]
    return given[0] if given else template_answer(sheet, schema)


def template_answer(sheet: Sheet, schema: Schema) -> FileAnswer | None:
    """The answer that our own template needs none for: a file or sheet named after a table, with its `id`."""
    table = named_after(sheet.name or "", schema) or named_after(sheet.path.stem, schema)
    theirs = {heading_key(heading): heading for heading in sheet.columns}
    if table is None or "id" not in theirs:
        return None
    fields = {column.name: FieldAnswer((theirs[column.name],)) for column in table.columns if column.name in theirs}
    one = TableAnswer(table.name, (theirs["id"],), fields, recorded_at=theirs.get("recorded_at"))
    return FileAnswer(sheet.path.name, (one,), sheet.name, dates="year first")


def named_after(name: str, schema: Schema) -> Table | None:
    """The table whose name is, or begins, this name: `person`, `person_2024`, `person-part2`."""
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower())
    fitting = [table for table in schema if plain == table.name or plain.startswith(table.name + "_")]
    return max(fitting, key=lambda table: len(table.name), default=None)
