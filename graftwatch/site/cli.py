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
DOOR_SETTINGS = "graftwatch.site.settings.public"


def command_line(asked: str | None = None) -> typer.Typer:
    """All verbs, or only the one `asked` for, which then starts quicker.

    A module `verbs/NAME.py` gives the function `NAME` (or a Typer group of that name); a Python word takes a `_` at its
    end, and a `_` within a name is a hyphen on the line.
    """
    line = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    modules = [found.name for found in pkgutil.iter_modules(verbs.__path__) if not found.name.endswith("_test")]
    chosen = [name for name in modules if _spoken(name) == asked] or modules
    for name in chosen:
        verb = getattr(importlib.import_module(f"{verbs.__name__}.{name}"), name)
        if isinstance(verb, typer.Typer):
            line.add_typer(verb, name=_spoken(name))
        else:
            line.command(name=_spoken(name))(verb)
    # With one command Typer would take its name for an argument; a callback keeps the line a group.
    line.callback()(_line)
    return line


def _spoken(module: str) -> str:
    return module.rstrip("_").replace("_", "-")


def _line() -> None:
    """Graftwatch asks records questions that protect people from trafficking for organ removal. A person decides."""


def app() -> None:
    """Run one verb. What a person can act on is said in a sentence, and ends with exit code 2."""
    if sys.argv[1:2] == ["door"]:
        os.environ["DJANGO_SETTINGS_MODULE"] = DOOR_SETTINGS  # whatever is set: with the desk's it would read keys
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DEFAULT_SETTINGS)
    try:
        import django

        django.setup()
        command_line(sys.argv[1] if len(sys.argv) > 1 else None)()
    except GraftwatchError as error:
        typer.secho(str(error), err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        typer.secho("Stopped. What was finished is kept; start again when you like.", err=True)
        sys.exit(130)
    except Exception as problem:
        _say_or_raise(problem)


def _say_or_raise(problem: Exception) -> None:
    from graftwatch.site.in_the_way import what_stood_in_the_way  # needs Django, which may be what failed

    said = what_stood_in_the_way(problem)
    if not said:
        raise problem
    typer.secho(said, err=True)
    sys.exit(2)


if __name__ == "__main__":
    app()
