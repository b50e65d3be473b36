"""`graftwatch open [OUT]`: show a run in the desk; without one, the fictional State."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graftwatch.errors import GraftwatchError
from graftwatch.site.databases import bring_up_to_date


class NobodyToShowItToError(GraftwatchError):
    """Nobody may log in here yet."""


def open_(
    out: Annotated[
        Path | None, typer.Argument(help="A folder that `graftwatch screen --out` wrote", exists=True)
    ] = None,
    port: Annotated[int, typer.Option(help="The port of the desk", envvar="PORT", min=1, max=65535)] = 8000,
) -> None:
    """Show a run in the desk, or, where none is named, build and show the fictional State."""
    if out is None:
        from graftwatch.site.verbs.demo import demo

        demo(port=port, serve=True)
        return
    from graftwatch.apps.screening.actions import import_run
    from graftwatch.desk.access.models import User
    from graftwatch.desk.access.viewer import operator
    from graftwatch.site.verbs.serve import serve

    bring_up_to_date()
    run = import_run(operator(), folder=out)
    typer.echo(f"Opened as run {run.pk}.")
    if not User.objects.exists():
        raise NobodyToShowItToError("Nobody may log in here yet. Add somebody first: graftwatch user add NAME")
    serve(port=port, host="127.0.0.1")
