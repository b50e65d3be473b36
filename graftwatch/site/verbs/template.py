"""`graftwatch template FOLDER`: empty tables to fill in, with a guide to every column."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graftwatch.desk.loading.template import write_templates
from graftwatch.records.schema import schema


def template(folder: Annotated[Path, typer.Argument(help="Where the empty tables are written")]) -> None:
    """Write one empty CSV table per kind of record, and a guide with meaning, unit and codes of every column."""
    written = write_templates(folder, schema())
    typer.echo(f"{len(written) - 1} empty tables in {folder}, explained in {written[0]}.")
    typer.echo("Fill in those that you hold and delete the others; empty ones do no harm. Your own files need no")
    typer.echo("template: `graftwatch map` sets your columns beside ours.")
