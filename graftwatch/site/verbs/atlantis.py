"""`graftwatch atlantis FOLDER --truth FILE`: build the fictional State, and write beside it what was planted."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from graftwatch import countries
from graftwatch.errors import GraftwatchError
from graftwatch.records.schema import schema

NAME, PACKAGE = "atlantis", "graftwatch_atlantis"


class NoAtlantisError(GraftwatchError):
    """The fictional State's package is not here."""


def atlantis(
    folder: Annotated[Path, typer.Argument(help="Where the State's tables are written")],
    truth: Annotated[Path, typer.Option(help="Where it is written what was planted; never inside FOLDER")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same State, byte for byte")] = 1,
    scale: Annotated[float, typer.Option(help="0.1 to 100; 1 is a State of 10 million over ten years")] = 1.0,
    rings: Annotated[float, typer.Option(help="Share of living-donor files that belong to rings, 0 to 0.5")] = 0.0,
    lookalikes: Annotated[float, typer.Option(help="Look-alikes planted per hundred living-donor files")] = 5.2,
    plant: Annotated[
        Path | None, typer.Option(help="A recipe file, or a folder of them: each is planted once", exists=True)
    ] = None,
) -> None:
    """Build Atlantis, a fictional State, as a folder of tables that `check`, `load` and `screen` read."""
    build_atlantis(folder, truth, seed, scale, rings, lookalikes, plant)


def build_atlantis(
    folder: Path,
    truth: Path,
    seed: int = 1,
    scale: float = 1.0,
    rings: float = 0.0,
    lookalikes: float = 5.2,
    plant: Path | None = None,
    tell: Callable[[str], None] = typer.echo,
) -> dict[str, int]:
    """Build and say how many rows there are; `tell` hears what is being done. Raises GraftwatchError."""
    building = _building()
    wish = building.Wish(seed=seed, scale=scale, rings=rings, lookalikes=lookalikes, plant=plant)
    rows: dict[str, int] = building.build(folder, truth, wish, schema(), tell)
    tell(f"{sum(rows.values()):,} rows of {len(rows)} tables in {folder}")
    return rows


def _building() -> ModuleType:
    """The generator, reached by name: nothing of ours imports a country."""
    package = countries.installed().get(NAME, PACKAGE)
    if find_spec(package) is None:
        raise NoAtlantisError(f"The package {package!r} is not installed. `make setup` or `pip install .` installs it.")
    return importlib.import_module(f"{package}.building")
