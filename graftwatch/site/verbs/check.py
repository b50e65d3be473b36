"""`graftwatch check FOLDER`: read a folder as `load` would, store nothing, and say what could be asked of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings

from graftwatch.desk.loading.checking import check as check_folder
from graftwatch.records.schema import schema
from graftwatch.site import showing


def check(
    folder: Annotated[Path, typer.Argument(help="A folder of CSV, Excel or Parquet files")],
    quarantine: Annotated[
        Path | None, typer.Option(help="Where the lists of what cannot be read are written; by default nowhere")
    ] = None,
) -> None:
    """Read a folder and store nothing: what is good, what is not, and which questions could be asked of it."""
    with showing.progress_bar() as show:
        checked = check_folder(
            folder,
            schema(),
            node_key=settings.NODE_KEY,
            today=dt.datetime.now(dt.UTC).date(),
            progress=showing.by_share(show),
            quarantine=quarantine,
        )
    for line in checked.sentences():
        typer.echo(line)
    if quarantine is not None and any(file.problem or file.n_quarantined for file in checked.account.files):
        typer.echo(f"What could not be read is listed in {quarantine}.")
    raise typer.Exit(checked.account.exit_code)
