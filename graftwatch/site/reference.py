"""The reference pages, written from what the code says: questions, records, lists, commands, formats, access."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

import typer.main

from graftwatch.indicators import all_reconciliations
from graftwatch.records.schema import schema
from graftwatch.site.access_page import access
from graftwatch.site.cli import command_line
from graftwatch.site.questions_page import VANTAGES, questions, vantage_page
from graftwatch.tables import Column, Table
from graftwatch.wire.fhir.documenting import page as fhir_page

WRITTEN = "<!-- Written by `graftwatch reference docs/reference`; edit what it is written from. -->"


def pages() -> Mapping[str, Callable[[], str]]:
    """Each page by its file name."""
    return {
        "questions.md": lambda: questions(WRITTEN),
        **{f"questions/{name}.md": partial(vantage_page, name, WRITTEN) for name in VANTAGES},
        "records.md": records,
        "lists.md": lists,
        "commands.md": commands,
        "fhir.md": fhir_page,
        "access.md": lambda: access(WRITTEN),
    }


def records() -> str:
    """The data dictionary."""
    head = (
        f"# The records\n\n{WRITTEN}\n\nOne section per table. *Leaves as* says what a snapshot holds of a column: its"
        " value, a keyed token, or nothing. A coded column also takes `unknown`, `not_asked`, `refused` and"
        " `not_applicable`, which are four different things."
    )
    return "\n\n".join([head, *map(_table, schema())]) + "\n"


def _table(table: Table) -> str:
    facts = f"Usually held by: {table.holder}." + (" Kept as Parquet, never in the database." if table.bulk else "")
    heading = (
        "| Column | Kind | Meaning | Unit, codes, source | Secrecy | Leaves as |\n| --- | --- | --- | --- | --- | --- |"
    )
    return f"## {table.name}\n\n{table.meaning}\n\n{facts}\n\n{heading}\n" + "\n".join(map(_column, table.columns))


def _column(column: Column) -> str:
    kind = f"reference to {column.refers_to}" if column.refers_to else column.kind
    codes = f"{column.codes.name} {column.codes.version}: {', '.join(column.codes.values[:-4])}" if column.codes else ""
    told = "; ".join(part for part in (column.unit, codes, column.source) if part)
    name = f"**{column.name}**" if column.required else column.name
    return f"| {name} | {kind} | {column.meaning} | {told} | {column.sensitivity} | {column.way_out} |"


def lists() -> str:
    """The reconciliation lists."""
    parts = [f"# Reconciliation lists\n\n{WRITTEN}\n\nRecords that must agree and do not: facts to mend, unscored."]
    for each in all_reconciliations().values():
        phrases = "\n".join(f"- `{key}`: {words}" for key, words in each.phrases)
        cites = "; ".join(map(str, each.cites))
        told = f"{each.title}. {each.says}\n\nWho can mend it: {each.mends}. {each.do}"
        parts.append(f"## {each.name}\n\n{told}\n\n{phrases}\n\n{cites}")
    return "\n\n".join(parts) + "\n"


def commands() -> str:
    """Every verb with its arguments and options."""
    group = typer.main.get_command(command_line())
    return f"# Commands\n\n{WRITTEN}\n\n" + "\n\n".join(_commands(group, "graftwatch")) + "\n"


def _commands(command: object, path: str) -> Iterable[str]:
    inner = getattr(command, "commands", None)
    if inner is not None:
        for name in sorted(inner):
            yield from _commands(inner[name], f"{path} {name}")
        return
    words = " ".join((getattr(command, "help", "") or "").split())
    yield f"## {path}\n\n{words}\n\n" + "\n".join(_options(command))


def _options(command: object) -> Iterable[str]:
    for option in getattr(command, "params", ()):
        if option.name != "help":
            told = " ".join((getattr(option, "help", "") or "").split())
            names = ", ".join(f"`{name}`" for name in option.opts)
            yield f"- {names}: {told}" if told else f"- {names}"
