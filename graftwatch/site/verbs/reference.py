"""`graftwatch reference FOLDER`: write the reference pages from what the code says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graftwatch.site.reference import pages


def reference(
    folder: Annotated[Path, typer.Argument(help="Where the pages are written")] = Path("docs/reference"),
) -> None:
    """Write the reference pages: questions, records, lists, commands, formats, access."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in pages().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(page(), encoding="utf-8")
        typer.echo(f"{folder / name}")
