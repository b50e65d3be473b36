"""`graftwatch evaluate`: how well rings are found in Atlantis, by the plan that was committed before the run."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from graftwatch.errors import GraftwatchError


class RivalsMissingError(GraftwatchError):
    """The package that two of the rivals are made of is not installed."""


def evaluate(
    plan: Annotated[Path, typer.Option(help="The plan, committed before the run that it governs")] = Path(
        "evaluation/plan.toml"
    ),
    work: Annotated[Path, typer.Option(help="Where finished worlds are kept; a run that was cut off goes on")] = Path(
        "build/evaluation"
    ),
    out: Annotated[Path, typer.Option(help="The page that is written")] = Path("docs/evaluation.md"),
    worlds: Annotated[int, typer.Option(help="At most so many worlds with rings; 0 for all that the plan has")] = 0,
    jobs: Annotated[int, typer.Option(help="How many worlds are played at the same time")] = 2,
    exploratory: Annotated[bool, typer.Option(help="Development seeds; everything is marked exploratory")] = False,
) -> None:
    """Build, screen and judge States with rings nobody described, day by day, and write down what was missed first."""
    if find_spec("sklearn") is None:
        raise RivalsMissingError(
            "Two of the rivals need scikit-learn, which a screening never does. "
            "Install it: pip install graftwatch[evaluate]"
        )
    # only here: every other verb starts without it
    from graftwatch.evaluation.evaluating import Settings
    from graftwatch.evaluation.evaluating import evaluate as run

    settings = Settings(plan, work, out, worlds or None, jobs, exploratory)
    typer.echo(run(settings, tell=typer.echo))
