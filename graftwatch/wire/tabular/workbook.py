"""Excel workbooks: several sheets, titles above the heading, merged cells, dates as numbers, empty rows between."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from graftwatch.wire.tabular.heading import LOOKED_AT, find_heading
from graftwatch.wire.tabular.sheet import BATCH_ROWS, Batch, Reading, Sheet, Unreadable, batch_of, distinct_headings

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
MOST_UNPACKED = 4 << 30

Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def open_workbook(path: Path, reading: Reading) -> list[Sheet]:
    """Every visible sheet that holds a table. Raises Unreadable for damaged, locked or absurd files."""
    _refuse_what_unpacks_to_too_much(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            metadata = list(book.sheets_metadata)
            shown = [
                one.name
                for one in metadata
                if one.typ == SheetTypeEnum.WorkSheet and one.visible == SheetVisibleEnum.Visible
            ]
            hidden = [one.name for one in metadata if one.visible != SheetVisibleEnum.Visible]
            found = [sheet for name in shown for sheet in _open_sheet(path, book.get_sheet_by_name(name), reading)]
    except PasswordError as error:
        raise Unreadable("The workbook is locked with a password. Save a copy without one.") from error
    except (CalamineError, OSError, zipfile.BadZipFile) as error:
        raise Unreadable("The workbook is damaged or was cut off; Excel may be able to repair a copy.") from error
    if not found:
        raise Unreadable("No visible sheet of the workbook holds a table.")
    if hidden:
        found[0] = _with_word(found[0], f"{len(hidden)} hidden sheet(s) left aside")
    return found


def _with_word(sheet: Sheet, said: str) -> Sheet:
    return Sheet(**{**sheet.__dict__, "said": (*sheet.said, said)})


def _refuse_what_unpacks_to_too_much(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
            raise Unreadable("The workbook unpacks to more than 4 GiB. Save it as CSV.")


def _open_sheet(path: Path, sheet: CalamineSheet, reading: Reading) -> list[Sheet]:
    rows = _rows(sheet)
    head = [cells for _, cells in zip(range(LOOKED_AT), (cells for _, cells in rows), strict=False)]
    numbers = list(range(1, len(head) + 1))
    if reading.heading_line is not None:
        found = next((position for position, number in enumerate(numbers) if number >= reading.heading_line), None)
    else:
        found = find_heading(head)
    if found is None:
        return []
    headings, depth = _headings(sheet, head, numbers, found)
    columns = distinct_headings(headings)
    line, last, name = numbers[found], numbers[found] + depth - 1, sheet.name
    said = (f"headings in row {line}",) if line > 1 else ()
    return [
        Sheet(path, name, columns, line, lambda: _batches(path, name, len(columns), last), said=said, kind="workbook")
    ]


def _headings(sheet: CalamineSheet, head: list[list[str]], numbers: list[int], found: int) -> tuple[list[str], int]:
    """The headings, and how many rows they take: a merged heading above its own sub-headings takes two."""
    row, line = head[found], numbers[found]
    first_column = sheet.start[1] if sheet.start else 0
    across = [
        (start[1] - first_column, end[1] - first_column)
        for start, end in sheet.merged_cell_ranges or []
        if start[0] + 1 == line == end[0] + 1 and end[1] > start[1]
    ]
    below = head[found + 1] if found + 1 < len(head) else []
    if across and all(any(below[left : right + 1]) for left, right in across) and find_heading([below]) == 0:
        groups = {column: row[left] for left, right in across for column in range(left, right + 1)}
        named = [
            f"{groups[column]} {below[column]}".strip() if column in groups else (row[column] or below[column])
            for column in range(len(row))
        ]
        return named, 2
    while row and not row[-1]:
        row = row[:-1]
    return row, 1


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    """Every row with its number in the workbook; cells merged downwards repeat their value."""
    # rows are given from the top of the sheet, cells from the first column that is used
    first_column = sheet.start[1] if sheet.start else 0
    down = {
        (line, start[1] - first_column): (start[0] + 1, start[1] - first_column)
        for start, end in sheet.merged_cell_ranges or []
        if end[0] > start[0]
        for line in range(start[0] + 2, end[0] + 2)
    }
    tops = set(down.values())
    kept: dict[tuple[int, int], str] = {}
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        texts = [_text(cell) for cell in cells]
        if down:
            for column in range(len(texts)):
                if (line, column) in tops:
                    kept[line, column] = texts[column]
                elif (line, column) in down and not texts[column]:
                    texts[column] = kept.get(down[line, column], "")
        yield line, texts


def _text(cell: Cell) -> str:
    """A cell as a person would write it into a CSV file: ISO days, whole numbers without a point."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell).strip()


def _batches(path: Path, name: str, n_columns: int, heading_end: int) -> Iterator[Batch]:
    numbers: list[int] = []
    rows: list[list[str]] = []
    with CalamineWorkbook.from_path(path) as book:
        for line, cells in _rows(book.get_sheet_by_name(name)):
            if line <= heading_end or not any(cells):
                continue
            numbers.append(line)
            rows.append([*cells, *[""] * n_columns][:n_columns])
            if len(rows) >= BATCH_ROWS:
                yield batch_of(n_columns, numbers, rows, [False] * len(rows), ())
                numbers, rows = [], []
    yield batch_of(n_columns, numbers, rows, [False] * len(rows), ())
