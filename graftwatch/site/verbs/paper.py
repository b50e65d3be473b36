"""`graftwatch paper`: the sheets for wards and waiting rooms, as PDF on A4, in the six languages of the UN."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings

from graftwatch.apps.public import papers
from graftwatch.errors import GraftwatchError


class UnknownLanguageError(GraftwatchError):
    """There is no such language here."""


def paper(
    which: Annotated[
        list[str] | None, typer.Argument(help="Which texts, by name; without one, all of them. 'list' names them")
    ] = None,
    language: Annotated[
        list[str] | None, typer.Option(help="A language code such as ar; may be repeated; without one, all six")
    ] = None,
    out: Annotated[Path, typer.Option(help="The folder to write into")] = Path("papers"),
) -> None:
    """Print checklist, notices, interview guide and rights as accessible PDF. Words are those of the public door."""
    if which == ["list"]:
        for text in papers.all_texts():
            typer.echo(f"{text.id:24}{text.title}")
        return
    languages = [_known(each) for each in language or [code for code, _name in settings.LANGUAGES]]
    for id in which or [text.id for text in papers.all_texts()]:
        for each in languages:
            made = papers.paper(id, each)
            path = out / each / f"{id}.pdf"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made)
            typer.echo(f"{path}  {len(made) // 1024} kB")


def _known(code: str) -> str:
    codes = [each for each, _name in settings.LANGUAGES]
    wanted = {"zh": "zh-hans", "zh_hans": "zh-hans"}.get(code.lower(), code.lower())
    if wanted not in codes:
        raise UnknownLanguageError(f'There is no paper in "{code}". There is {", ".join(codes)}.')
    return wanted
