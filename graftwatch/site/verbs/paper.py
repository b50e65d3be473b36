"""`graftwatch paper`: the sheets for wards and waiting rooms, as PDF on A4, in the six languages of the UN."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graftwatch.apps.public import papers
from graftwatch.site import languages


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
    wanted = [languages.known(each) for each in language or languages.codes()]
    for id in which or [text.id for text in papers.all_texts()]:
        for each in wanted:
            made = papers.paper(id, each)
            path = out / each / f"{id}.pdf"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made)
            typer.echo(f"{path}  {len(made) // 1024} kB")
