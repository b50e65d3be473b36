"""`graftwatch fhir convert FOLDER OUT`: FHIR R4 to our tables; `graftwatch fhir table FILE`: how that is done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from graftwatch.records.schema import schema
from graftwatch.wire.fhir import convert
from graftwatch.wire.fhir.documenting import page

fhir = typer.Typer(help="FHIR R4 bundles and bulk NDJSON.", no_args_is_help=True)


@fhir.command("convert")
def convert_folder(
    source: Annotated[Path, typer.Argument(help="A folder of FHIR files, a Bundle or an NDJSON file", exists=True)],
    out: Annotated[Path, typer.Argument(help="The folder of tables to write; `check`, `load` and `screen` read it")],
    quarantine: Annotated[Path | None, typer.Option(help="CSV that lists everything rejected")] = None,
    replace: Annotated[bool, typer.Option(help="Replace OUT where it is there already")] = False,
    account: Annotated[Path | None, typer.Option(help="JSON with the whole account")] = None,
) -> None:
    """Write FHIR files as a folder of our own tables, and say what became of every resource."""
    made = convert(source, out, schema(), replace=replace, quarantine=quarantine, progress=_tell)
    if account is not None:
        account.write_text(json.dumps(made.as_json(), indent=1), "utf-8")
    typer.echo("\n".join(made.sentences()))


@fhir.command("table")
def write_table(file: Annotated[Path, typer.Argument(help="The Markdown page to write")]) -> None:
    """Write the reference page of the mapping: docs/reference/fhir.md."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page(), "utf-8")


def _tell(n_read: int) -> None:
    if n_read % 20_000 == 0:
        typer.echo(f"  {n_read:,} resources read …", err=True)
