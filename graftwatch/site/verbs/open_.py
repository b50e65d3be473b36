"""`graftwatch open [OUT]`: show a run in the desk; without one, the fictional State."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graftwatch.errors import GraftwatchError
from graftwatch.site.databases import bring_up_to_date

if TYPE_CHECKING:
    from graftwatch.apps.screening.models import Run


class NobodyToShowItToError(GraftwatchError):
    """Nobody may log in here yet."""


def open_(
    out: Annotated[
        Path | None, typer.Argument(help="A folder that `graftwatch screen --out` wrote", exists=True)
    ] = None,
    port: Annotated[int, typer.Option(help="The port of the desk", envvar="PORT", min=1, max=65535)] = 8000,
    serve: Annotated[bool, typer.Option(help="Serve the desk at the end; without, only bring the run in")] = True,
) -> None:
    """Show a run in the desk, or, where none is named, build and show the fictional State.

    A sealed run asks for the log-in name and the vault passphrase of an officer of its office.
    """
    if out is None:
        from graftwatch.site.verbs.demo import demo

        demo(port=port, serve=serve)
        return
    from graftwatch.desk.access.models import User

    bring_up_to_date()
    typer.echo(f"Opened as run {_brought_in(out).pk}.")
    if not User.objects.exists():
        raise NobodyToShowItToError("Nobody may log in here yet. Add somebody first: graftwatch user add NAME")
    if serve:
        from graftwatch.site.verbs.serve import serve as serve_desk

        serve_desk(port=port, host="127.0.0.1")


def _brought_in(out: Path) -> Run:
    from graftwatch.apps.screening.actions import import_run
    from graftwatch.desk.access.viewer import operator
    from graftwatch.desk.vault.sealed_for_people import label_of
    from graftwatch.site.opening_sealed import bring_in_sealed

    if label_of(out) is None:
        return import_run(operator(), folder=out)
    name: str = typer.prompt("This run is sealed. Your log-in name")
    words: str = typer.prompt("Your vault passphrase", hide_input=True)
    return bring_in_sealed(out, name=name, passphrase=words)
