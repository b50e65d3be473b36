"""`graftwatch retention propose`: look at every clock; a person decides on what has run out, in the desk."""

from __future__ import annotations

import typer
from django.utils import timezone

from graftwatch.desk.access.viewer import operator
from graftwatch.desk.vault.retention import erase_again, propose
from graftwatch.site.databases import bring_up_to_date

retention = typer.Typer(help="How long things are kept.", no_args_is_help=True)


@retention.callback()
def of_clocks() -> None:
    """How long things are kept."""


@retention.command("propose")
def propose_what_is_due() -> None:
    """Propose what is due, as the worker does every night. Nothing is erased by it."""
    bring_up_to_date()
    n_new = propose(operator(), today=timezone.localdate())
    typer.echo(f"{n_new} new proposals. The data-protection officer decides on them in the desk: Retention.")


@retention.command("erase-again")
def erase_what_came_back() -> None:
    """Destroy keys of erased records that a backup brought back. `graftwatch restore` does it by itself."""
    bring_up_to_date()
    typer.echo(f"{erase_again()} keys destroyed.")
