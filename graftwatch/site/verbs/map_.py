"""`graftwatch map FOLDER`: set each of their columns beside one of ours, once, in `mapping.toml`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from graftwatch.desk.loading.file_format import ANSWERS_FILE, write_answers
from graftwatch.desk.loading.mapping import CONFIDENT, ColumnProposal, Proposal, SheetProposal, propose
from graftwatch.desk.loading.mapping.proposal import KEY, RECORDED
from graftwatch.desk.loading.mapping.proposing import field_of
from graftwatch.records.schema import schema
from graftwatch.tables import CodeList

NOT_TAKEN = "-"


def map_(
    folder: Annotated[Path, typer.Argument(help="A folder of CSV, Excel or Parquet files")],
    accept: Annotated[bool, typer.Option(help="Take every proposal above the confidence, and list the rest")] = False,
    confidence: Annotated[
        float, typer.Option(min=0, max=1, help="How sure a proposal must be for --accept")
    ] = CONFIDENT,
    source: Annotated[str, typer.Option(help="Name of the office or system; by default the folder's")] = "",
) -> None:
    """Propose which of your columns is which of ours; you confirm. Values are masked: a for letters, 9 for digits."""
    proposal = propose(folder, schema(), source=source or None)
    decide = _accepted if accept else _asked
    settled = tuple(
        sheet if sheet.problem or sheet.answered else decide(sheet, confidence) for sheet in proposal.sheets
    )
    proposal = replace(proposal, sheets=settled)
    write_answers(proposal.answers(schema()), folder / ANSWERS_FILE)
    typer.echo(f"\nWritten to {folder / ANSWERS_FILE}. Next: graftwatch check {folder}")
    raise typer.Exit(_exit_code(proposal))


def _exit_code(proposal: Proposal) -> int:
    """0 where every table and code has an answer, 1 where some are open, 2 where no table has one."""
    sheets = [sheet for sheet in proposal.sheets if not sheet.problem]
    has = [sheet.answered or sheet.answer(schema()) is not None for sheet in sheets]
    open_codes = any(None in column.codes.values() for sheet in sheets for column in sheet.columns)
    return 2 if not any(has) else 1 if open_codes or not all(has) else 0


def _heading(sheet: SheetProposal) -> None:
    typer.secho(f"\n{sheet.title}", bold=True)
    if sheet.said:
        typer.echo(f"  {'; '.join(sheet.said)}")


def _accepted(sheet: SheetProposal, confidence: float) -> SheetProposal:
    """What is sure enough, said; what is not, listed."""
    _heading(sheet)
    typer.echo(
        f"  one row is one {sheet.table} ({sheet.confidence:.0%}); days {sheet.dates}, decimal {sheet.decimal!r}"
    )
    taken = sheet.settled(confidence)
    for column in taken.columns:
        if column.ours:
            typer.echo(f"  {_line(column)}")
    for before, after in zip(sheet.columns, taken.columns, strict=True):
        if not after.ours:
            guess = f", perhaps {before.ours} ({before.confidence:.0%})" if before.ours else ""
            typer.echo(f"  open: {before.heading}  {_samples(before)}{guess}")
        for theirs in [theirs for theirs, ours in after.codes.items() if ours is None]:
            typer.echo(f"  open: code {theirs!r} of {after.heading}")
    if taken.answer(schema()) is None:
        typer.echo("  left out: no column is surely the number of the row. Run without --accept and say which.")
    return taken


def _line(column: ColumnProposal) -> str:
    unknown = f"; unknown: {', '.join(column.unknown)}" if column.unknown else ""
    codes = ", ".join(f"{theirs}={ours}" for theirs, ours in column.codes.items() if ours)
    return f"{column.heading} → {column.ours} ({column.confidence:.0%}){'; ' + codes if codes else ''}{unknown}"


def _samples(column: ColumnProposal) -> str:
    return " · ".join(column.samples) or "empty"


def _asked(sheet: SheetProposal, confidence: float) -> SheetProposal:
    """Ask about the table, then each column, then codes without a partner."""
    _heading(sheet)
    names = [table.name for table in schema()]
    table = _choose("  One row is one", sheet.table, [*names, NOT_TAKEN])
    if table == NOT_TAKEN:
        return replace(sheet, table="", columns=())
    if table != sheet.table:
        sheet = replace(sheet, table=table, columns=tuple(replace(one, ours="", codes={}) for one in sheet.columns))
    known = [KEY, RECORDED, *schema()[table].by_name, *_in_passing(table), NOT_TAKEN]
    columns = []
    for column in sheet.columns:
        typer.echo(f"  {column.heading}   {_samples(column)}   {column.confidence:.0%}")
        ours = _choose("    is", column.ours or NOT_TAKEN, known)
        chosen = replace(column, ours="" if ours == NOT_TAKEN else ours)
        if ours != column.ours:
            chosen = replace(chosen, codes={}, unknown=())
        columns.append(_ask_codes(chosen, table))
    return replace(sheet, columns=tuple(columns))


def _in_passing(table: str) -> list[str]:
    return [
        f"{reference}>{column.name}"
        for reference, target in schema()[table].references.items()
        if target in ("person", "facility")
        for column in schema()[target].columns
    ]


def _ask_codes(column: ColumnProposal, table: str) -> ColumnProposal:
    field = field_of(schema()[table], schema(), column.ours)
    codes: CodeList | None = field.codes if field else None
    if codes is None:
        return column
    known = [*codes.values, NOT_TAKEN]
    said = {
        theirs: ours or _none_if_not_taken(_choose(f"    code {theirs!r} is", "unknown", known))
        for theirs, ours in column.codes.items()
    }
    return replace(column, codes=said)


def _none_if_not_taken(ours: str) -> str | None:
    return None if ours == NOT_TAKEN else ours


def _choose(words: str, proposed: str, known: list[str]) -> str:
    """A name that exists; anything else is asked again with what begins alike."""
    while True:
        said: str = typer.prompt(words, default=proposed)
        if said in known:
            return said
        alike = [name for name in known if said.lower() in name.lower()] or known
        typer.echo(f"    there is no {said!r}; there is {', '.join(alike[:20])}")
