"""`graftwatch restore FROM` and `graftwatch restore --keys FROM`: bring a copy back, keys first."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graftwatch.desk.audit.trail import verify
from graftwatch.desk.vault.models import RecordKey
from graftwatch.desk.vault.retention import erase_again
from graftwatch.site.backing_up import DATA, KEYS
from graftwatch.site.bringing_back import bring_back
from graftwatch.site.databases import bring_up_to_date


def restore(
    source: Annotated[Path, typer.Argument(metavar="FROM", help="A file that `graftwatch backup` wrote", exists=True)],
    passphrase: Annotated[
        str,
        typer.Option(
            prompt=True,
            hide_input=True,
            envvar="GRAFTWATCH_BACKUP_PASSPHRASE",
            help="Its words",
        ),
    ],
    keys: Annotated[bool, typer.Option("--keys", help="FROM is a copy of the keys")] = False,
    replace: Annotated[bool, typer.Option(help="Put it in the place of what is here")] = False,
) -> None:
    """Bring a copy back. Stop the desk first; bring the keys back before the data."""
    said = bring_back(source, KEYS if keys else DATA, passphrase, replace=replace)
    bring_up_to_date()
    typer.echo(f"Brought back: {len(said['sha256'])} files, copied on {said['made_at']}.")
    n_again = erase_again()
    if n_again:
        typer.echo(f"{n_again} keys of records that had been erased came back with it, and are destroyed again.")
    if not keys:
        for line in after_data():
            typer.echo(line)


def after_data() -> list[str]:
    verdict = verify()
    trail = (
        f"The trail holds: {verdict.n_rows} rows, last hash {verdict.head}. Compare it with a head noted elsewhere."
        if verdict.holds
        else f"The trail does not hold from row {verdict.fails_at} on. Keep everything as it is and tell oversight."
    )
    n_keys = RecordKey.objects.count()
    sealed = (
        f"{n_keys:,} keys of records are here."
        if n_keys
        else "No key of a record is here: sealed words do not open until the keys are brought back (--keys)."
    )
    return [trail, sealed, "Start the desk again: graftwatch serve"]
