"""`graftwatch load FOLDER`: bring the good rows of a folder into the records."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings

from graftwatch.desk.loading import load as load_folder
from graftwatch.records.schema import schema
from graftwatch.site import showing
from graftwatch.site.databases import bring_up_to_date


def load(folder: Annotated[Path, typer.Argument(help="A folder of CSV, Excel or Parquet files")]) -> None:
    """Bring every good row of a folder into the records. Stopped at any point, run it again: nothing is doubled."""
    bring_up_to_date()
    with showing.progress_bar() as show:
        account = load_folder(
            folder,
            schema(),
            home=settings.GRAFTWATCH_HOME,
            node_key=settings.NODE_KEY,
            now=dt.datetime.now(dt.UTC),
            progress=showing.by_share(show),
        )
    for line in account.sentences():
        typer.echo(line)
    if account.quarantine:
        typer.echo(f"What could not be taken is listed in {account.quarantine}.")
    raise typer.Exit(account.exit_code)
