"""`graftwatch duties`: check a State's `duties.toml`, and show what each role is told."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, get_args

import typer

from graftwatch import countries
from graftwatch.errors import GraftwatchError
from graftwatch.law.duties import ROLES, About, Duties, read_duties


class NoSuchFileError(GraftwatchError):
    """The file is not there."""


def duties(
    file: Annotated[Path | None, typer.Argument(help="A duties.toml; without one, that of the country named")] = None,
) -> None:
    """Check who has to report what, and print it role by role: every role needs exactly one answer."""
    if file and not file.is_file():
        raise NoSuchFileError(f"There is no file {file}.")
    found = read_duties(file) if file else countries.duties()
    for line in told(found):
        typer.echo(line)


def told(found: Duties) -> list[str]:
    """The duties as lines of text."""
    lines = [f"Country: {found.country or 'none named'}. Danger to life: {found.emergency or 'no number'}."]
    lines += [f"  {each.phone}  {each.name}" for each in found.contacts]
    for about in get_args(About):
        lines.append(f"About {about}:")
        for role, words in ROLES.items():
            duty = found.that_applies(role, about)
            lines.append(f"  {words:48} {duty.kind:14} channel {duty.channel}  ({duty.id})")
    return lines
