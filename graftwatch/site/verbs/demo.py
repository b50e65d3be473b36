"""`graftwatch demo`: build Atlantis, load it, screen it, and show its leads in a browser."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from django.conf import settings

from graftwatch.site import home, showing
from graftwatch.site.databases import bring_up_to_date

SETTINGS = "graftwatch.site.settings.demo"
SEED, SCALE, RINGS = 7, 0.5, 0.02
BUILT = {"format": 3, "seed": SEED, "scale": SCALE, "rings": RINGS}
"""Built again when one of these changes."""


def demo(
    port: Annotated[int, typer.Option(help="The port of the desk", envvar="PORT", min=1, max=65535)] = 8000,
    serve: Annotated[bool, typer.Option(help="Serve the desk at the end; without, only build")] = True,
) -> None:
    """Build the fictional State of Atlantis, load and screen it, and serve the desk on this machine."""
    if os.environ.get("DJANGO_SETTINGS_MODULE") != SETTINGS:
        sys.exit(_in_demo_settings(port, serve))
    place = home.folder()
    bring_up_to_date()
    if _read(place / "built.json") != BUILT:
        _build(place)
    from graftwatch.site.verbs.screen import summary

    typer.echo("\n" + summary(json.loads((place / "run" / "manifest.json").read_text("utf-8"))))
    typer.echo(f"  the report on paper: {place / 'run' / 'report.html'}\n")
    _tell_log_ins()
    if serve:
        from graftwatch.site.verbs.serve import serve as serve_desk

        serve_desk(port=port, host="127.0.0.1")


def _in_demo_settings(port: int, serve: bool) -> int:
    """The same verb again, in a home and a database of its own: the demo never touches real records."""
    place = home.folder() / "demo"
    place.mkdir(exist_ok=True)
    own = {"DJANGO_SETTINGS_MODULE": SETTINGS, "GRAFTWATCH_HOME": str(place), "GRAFTWATCH_COUNTRY": "atlantis"}
    kept = {name: value for name, value in os.environ.items() if name != "GRAFTWATCH_DATABASE"}
    command = [
        sys.executable,
        "-m",
        "graftwatch.site.cli",
        "demo",
        "--port",
        str(port),
        "--serve" if serve else "--no-serve",
    ]
    try:
        return subprocess.run(command, env=kept | own, check=False).returncode  # noqa: S603 our own program, by its path
    except KeyboardInterrupt:
        return 0


def _build(place: Path) -> None:
    from graftwatch.apps.screening.actions import import_run
    from graftwatch.apps.screening.screen import screen
    from graftwatch.desk.access.viewer import operator
    from graftwatch.desk.loading import load
    from graftwatch.records.schema import schema
    from graftwatch.site.verbs.atlantis import build_atlantis

    state = place / "atlantis"
    _step("1 of 4  Atlantis, a State of five million over ten years", lambda: build_atlantis(
        state, place / "atlantis.truth.json", seed=SEED, scale=SCALE, rings=RINGS, tell=lambda words: None
    ))  # fmt: skip
    with showing.progress_bar() as show:
        told = showing.by_share(show)
        _step(
            "2 of 4  Loading its records",
            lambda: load(
                state,
                schema(),
                settings.GRAFTWATCH_HOME,
                node_key=settings.NODE_KEY,
                now=dt.datetime.now(dt.UTC),
                progress=told,
            ),
        )
        _step("3 of 4  Screening them", lambda: screen(out=place / "run", progress=show))
    _step("4 of 4  Opening the run in the desk", lambda: import_run(operator(), folder=place / "run"))
    (place / "built.json").write_text(json.dumps(BUILT), "utf-8")


def _step(words: str, do: Callable[[], Any]) -> None:
    began = time.monotonic()
    typer.echo(f"{words} …")
    do()
    typer.echo(f"        done after {time.monotonic() - began:.0f} s")


def _tell_log_ins() -> None:
    from graftwatch.site.demo_matters import READERS, make_demo_matters, passphrase
    from graftwatch.site.demo_people import make_demo_people

    typer.echo("Log in as")
    for person in make_demo_people():
        typer.echo(f"  {person.name:<12} {person.password}   {person.what}")
    make_demo_matters()
    typer.echo(f"Vaults of {', '.join(READERS)} open with: {passphrase()}")
    typer.echo("Atlantis, its people and its offices are invented.\n")


def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text("utf-8")) if path.exists() else {}
