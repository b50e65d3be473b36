"""Open any file as the tables in it."""

from __future__ import annotations

from pathlib import Path

from graftwatch.wire.tabular.columnar import open_parquet
from graftwatch.wire.tabular.separated import open_separated
from graftwatch.wire.tabular.sheet import Reading, Sheet, Unreadable
from graftwatch.wire.tabular.workbook import WORKBOOKS, open_workbook

TEXTS = (".csv", ".tsv", ".txt", ".tab")
READABLE = (*TEXTS, *WORKBOOKS, ".parquet")


def sheets(path: Path, reading: Reading | None = None) -> list[Sheet]:
    """The tables in a file: one of a text or Parquet file, one per sheet of a workbook. Raises Unreadable."""
    ending = path.suffix.lower()
    if ending not in READABLE:
        raise Unreadable(f"Files ending in {ending or 'nothing'} are not tables; these are: {', '.join(READABLE)}.")
    try:
        if path.stat().st_size == 0:
            raise Unreadable("The file is empty.")
        if ending == ".parquet":
            return [open_parquet(path)]
        if ending in WORKBOOKS:
            return open_workbook(path, reading or Reading())
        return [open_separated(path, reading or Reading())]
    except OSError as error:
        raise Unreadable(f"The file cannot be opened: {error.strerror or 'the disk refuses'}.") from error
