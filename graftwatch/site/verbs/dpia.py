"""`graftwatch dpia`: the data-protection impact assessment of this installation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone


def dpia(out: Annotated[Path | None, typer.Option(help="Write it there; else it is printed")] = None) -> None:
    """Print the impact assessment of this installation: purposes, tables, questions, readers, clocks, risks."""
    from graftwatch.site.databases import bring_up_to_date
    from graftwatch.site.dpia import assessment

    bring_up_to_date()
    text = assessment(timezone.localdate())
    if out is None:
        typer.echo(text)
    else:
        out.write_text(text, encoding="utf-8")
        typer.echo(f"{out}: read it with your data-protection officer; the dotted lines are for people.")
