"""`graftwatch atlantis FOLDER --truth FILE`: build the fictional State, and write beside it what was planted."""

from __future__ import annotations

import datetime as dt
import importlib
import json
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import typer

from graftwatch import countries
from graftwatch.errors import GraftwatchError
from graftwatch.records.schema import schema

FORMS = ("plain", "disguised", "informed")
MIXED = "mixed"
NAME, PACKAGE = "atlantis", "graftwatch_atlantis"


class NoAtlantisError(GraftwatchError):
    """The fictional State's package is not here."""


class UnreadableOptionError(GraftwatchError):
    """An option does not say what it should."""


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
    structures: Annotated[str, typer.Option(help="Seeds of the ring grammar, as 1-40,55; --rings is their share")] = "",
    form: Annotated[str, typer.Option(help="plain, disguised, informed, or mixed: one after the other")] = "plain",
    between: Annotated[str, typer.Option(help="Days of their operations, as 2025-07-01..2026-06-30")] = "",
    defaults: Annotated[
        Path | None, typer.Option(help="JSON of published values by code and name, for --form informed", exists=True)
    ] = None,
) -> None:
    """Build Atlantis, a fictional State, as a folder of tables that `check`, `load` and `screen` read."""
    grammar = _grammar(structures, form, between, defaults)
    build_atlantis(folder, truth, seed, scale, rings, lookalikes, plant, grammar=grammar)


def _grammar(structures: str, form: str, between: str, defaults: Path | None) -> dict[str, Any]:
    """What is asked of the ring grammar, in the words of the generator. Raises UnreadableOptionError."""
    if form not in (*FORMS, MIXED):
        raise UnreadableOptionError(f"--form {form!r} was asked for. There are {', '.join((*FORMS, MIXED))}.")
    asked: dict[str, Any] = {"structures": _seeds(structures), "forms": FORMS if form == MIXED else (form,)}
    if between:
        asked["between"] = _span(between)
    if defaults:
        asked["defaults"] = json.loads(defaults.read_text(encoding="utf-8"))
    return asked


def _seeds(said: str) -> tuple[int, ...]:
    """`1-3,7` is 1, 2, 3, 7."""
    found: list[int] = []
    for part in filter(None, said.replace(" ", "").split(",")):
        first, _, last = part.partition("-")
        if not (first.isdigit() and (last or first).isdigit()):
            raise UnreadableOptionError(f"--structures {said!r} cannot be read. Write seeds as 101-140 or 1,5,9.")
        found += range(int(first), int(last or first) + 1)
    return tuple(found)


def _span(said: str) -> tuple[str, str]:
    first, _, last = said.partition("..")
    try:
        days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    except ValueError as error:
        raise UnreadableOptionError(f"--between {said!r} cannot be read. Write 2025-07-01..2026-06-30.") from error
    return str(days[0]), str(days[1])


def build_atlantis(
    folder: Path,
    truth: Path,
    seed: int = 1,
    scale: float = 1.0,
    rings: float = 0.0,
    lookalikes: float = 5.2,
    plant: Path | None = None,
    tell: Callable[[str], None] = typer.echo,
    grammar: Mapping[str, Any] | None = None,
) -> dict[str, int]:
    """Build and say how many rows there are; `tell` hears what is being done. Raises GraftwatchError."""
    building = _building()
    wish = building.Wish(seed=seed, scale=scale, rings=rings, lookalikes=lookalikes, plant=plant, **(grammar or {}))
    rows: dict[str, int] = building.build(folder, truth, wish, schema(), tell)
    tell(f"{sum(rows.values()):,} rows of {len(rows)} tables in {folder}")
    return rows


def _building() -> ModuleType:
    """The generator, reached by name: nothing of ours imports a country."""
    package = countries.installed().get(NAME, PACKAGE)
    if find_spec(package) is None:
        raise NoAtlantisError(f"The package {package!r} is not installed. `make setup` or `pip install .` installs it.")
    return importlib.import_module(f"{package}.building")
