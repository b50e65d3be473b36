"""`graftwatch vault rotate`: a new root key; everything stays readable, nobody notices."""

from __future__ import annotations

import typer

from graftwatch.desk.access.viewer import operator
from graftwatch.desk.vault.rotating import rotate
from graftwatch.site import showing

vault = typer.Typer(help="The keys of this installation.", no_args_is_help=True)


@vault.callback()
def of_keys() -> None:
    """The keys of this installation."""


@vault.command("rotate")
def rotate_root() -> None:
    """Put a new root key into use and remove the old one. When it is stopped half-way, start it again."""
    with showing.progress_bar() as show:
        tell = showing.by_share(show)
        n_wrapped = rotate(operator(), progress=lambda done, total: tell("Wrapping keys anew", done / total))
    typer.echo(
        f"{n_wrapped:,} keys of records are wrapped with the new root key; the old one is removed. Make a new backup "
        "of the keys now (graftwatch backup --keys FILE) and destroy the one before: it holds the old root."
    )
