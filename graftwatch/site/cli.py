"""The command line: `graftwatch VERB`. Each verb is one file in `verbs/`, found by its name."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys

import typer

from graftwatch.errors import GraftwatchError
from graftwatch.site import verbs

DEFAULT_SETTINGS = "graftwatch.site.settings.desk"


def command_line() -> typer.Typer:
    """All verbs. A module `verbs/NAME.py` gives the function `NAME` (or a Typer group of that name)."""
    line = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    for found in pkgutil.iter_modules(verbs.__path__):
        if found.name.endswith("_test"):
            continue
        verb = getattr(importlib.import_module(f"{verbs.__name__}.{found.name}"), found.name.rstrip("_"))
        name = found.name.rstrip("_")
        if isinstance(verb, typer.Typer):
            line.add_typer(verb, name=name)
        else:
            line.command(name=name)(verb)
    return line


def app() -> None:
    """Run one verb. What a person can act on is said in a sentence, and ends with exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DEFAULT_SETTINGS)
    try:
        import django

        django.setup()
        command_line()()
    except GraftwatchError as error:
        typer.secho(str(error), err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        typer.secho("Stopped. What was finished is kept; start again when you like.", err=True)
        sys.exit(130)


if __name__ == "__main__":
    app()
