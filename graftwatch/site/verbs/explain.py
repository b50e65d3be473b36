"""`graftwatch explain CODE`: what a code of the catalogue asks, rests on, cannot see, or what became of it."""

from __future__ import annotations

from typing import Annotated

import typer

from graftwatch.indicators.answering import entries, entry
from graftwatch.indicators.indicator import Indicator
from graftwatch.site.explaining import explanation

PUBLISHED = """\
Ranges and parameters are the published ones. A State may have moved them: its values and weights are for its auditors,
who read them in the catalogue of the desk, with who proposed, who agreed, the day and the cases."""


def explain(
    code: Annotated[str, typer.Argument(help="A code such as WL-01, or the name of a list; 'all' lists them")],
) -> None:
    """Print a question with its law, parameters, innocent readings and limits, or what became of a code."""
    if code.lower() == "all":
        for name, each in entries().items():
            typer.echo(f"{name}  {each.title}")
        return
    found = entry(code)
    typer.echo(explanation(found))
    if isinstance(found, Indicator):
        typer.echo(f"\n{PUBLISHED}")
