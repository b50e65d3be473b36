"""Lines cut into cells: whatever separates them, with quotes that span lines, and quotes that nobody closed."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from graftwatch.wire.tabular import encoding as encodings
from graftwatch.wire.tabular.heading import find_heading
from graftwatch.wire.tabular.lines import LONGEST, Block, blocks
from graftwatch.wire.tabular.sheet import (
    BATCH_ROWS,
    BadLine,
    Batch,
    Reading,
    Sheet,
    Unreadable,
    batch_of,
    distinct_headings,
)

SEPARATORS = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar"}
SAMPLE_LINES = 200
MOST_LINES_OF_A_ROW = 200

csv.field_size_limit(2 * LONGEST)


def open_separated(path: Path, reading: Reading) -> Sheet:
    """The one table of a text file. Raises Unreadable where there is no heading to be found."""
    guessed = encodings.guess(path)
    name = reading.encoding or guessed.name
    said = [] if reading.encoding else [f"Read as {guessed.said}"]
    sample = _sample(path, name)
    separator, first = _separator(sample, reading.separator)
    starts, rows = _parsed(sample[first:], separator, first + 1)
    if reading.heading_line is not None:
        found = next((position for position, start in enumerate(starts) if start >= reading.heading_line), None)
    else:
        found = find_heading(rows)
    if found is None:
        raise Unreadable("The file holds no line that could be a heading. It may be empty, or not a table.")
    last = starts[found + 1] - 1 if found + 1 < len(starts) else starts[found]
    columns = distinct_headings(_without_empty_end(rows[found]))
    said.append(f"cells separated by {SEPARATORS.get(separator, separator)}")
    if starts[found] > 1:
        said.append(f"headings in line {starts[found]}")
    return Sheet(
        path=path,
        name=None,
        columns=columns,
        heading_line=starts[found],
        batches=lambda: _batches(path, name, separator, len(columns), last),
        encoding=name,
        separator=separator,
        said=tuple(said),
    )


def _sample(path: Path, encoding: str) -> list[str]:
    found: list[str] = []
    for block in islice(blocks(path, encoding), 2):
        found += block.texts[: SAMPLE_LINES - len(found)]
    return found


def _separator(lines: list[str], fixed: str | None) -> tuple[str, int]:
    """The separator, and how many lines stand before the table (Excel's own `sep=;`)."""
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4], 1
    if fixed:
        return fixed, 0
    told = {separator: _evenness(lines, separator) for separator in SEPARATORS}
    return max(SEPARATORS, key=lambda separator: told[separator]), 0


def _evenness(lines: list[str], separator: str) -> tuple[float, int]:
    """How many lines have the same number of cells, at least two, under this separator; and that number."""
    counts = Counter(len(row) for row in _parsed(lines, separator, 1)[1] if row)
    wide = {n: times for n, times in counts.items() if n > 1}
    if not wide:
        return 0.0, 0
    cells = max(wide, key=lambda n: (wide[n], n))
    return round(wide[cells] / sum(counts.values()), 1), cells


def _parsed(lines: list[str], separator: str, first: int) -> tuple[list[int], list[list[str]]]:
    """Each row of the sample with the number of the line it starts in; a quote left open is read line by line."""
    reader = csv.reader((line + "\n" for line in lines), delimiter=separator)
    starts, rows, start = [], [], first
    for row in reader:
        starts.append(start)
        rows.append([cell.strip() for cell in row])
        if first + reader.line_num - start > 20:
            single = [next(csv.reader([line], delimiter=separator), []) for line in lines]
            return list(range(first, first + len(lines))), single
        start = first + reader.line_num
    return starts, rows


def _without_empty_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _batches(path: Path, encoding: str, separator: str, n_cells: int, heading_end: int) -> Iterator[Batch]:
    splitter = _Splitter(separator, n_cells)
    for block in blocks(path, encoding):
        skipped = heading_end - block.first + 1
        if skipped >= len(block.texts):
            continue
        splitter.take(_after(block, skipped) if skipped > 0 else block)
        if len(splitter.rows) >= BATCH_ROWS:
            yield splitter.batch()
    splitter.end()
    yield splitter.batch()


def _after(block: Block, skipped: int) -> Block:
    bad = {position - skipped: line for position, line in block.bad.items() if position >= skipped}
    return Block(block.first + skipped, block.texts[skipped:], bad)


class _Splitter:
    """Collects rows line by line; holds the lines of a row whose quote is still open."""

    def __init__(self, separator: str, n_cells: int) -> None:
        self.separator = separator
        self.n_cells = n_cells
        self.open: list[tuple[int, str]] = []
        self._clear()

    def _clear(self) -> None:
        self.numbers: list[int] = []
        self.rows: list[list[str]] = []
        self.short: list[bool] = []
        self.bad: list[BadLine] = []

    def batch(self) -> Batch:
        made = batch_of(self.n_cells, self.numbers, self.rows, self.short, self.bad)
        self._clear()
        return made

    def take(self, block: Block) -> None:
        if not self.open and not block.bad and self._whole(block):
            return
        for position, text in enumerate(block.texts):
            if position in block.bad:
                self._give_up()
                self.bad.append(block.bad[position])
            else:
                self._line(block.first + position, text)

    def _whole(self, block: Block) -> bool:
        """The quick way: every line of the block is one row of the right length. False, and nothing taken, if not."""
        texts = block.texts
        if any('"' in text for text in texts):
            if texts[-1].count('"') % 2:
                return False
            try:
                rows = list(csv.reader(texts, delimiter=self.separator))
            except csv.Error:
                return False
        else:
            rows = [text.split(self.separator) for text in texts]
        if len(rows) != len(texts) or set(map(len, rows)) != {self.n_cells}:
            return False
        self.numbers += range(block.first, block.first + len(rows))
        self.rows += rows
        self.short += [False] * len(rows)
        return True

    def _cells(self, text: str) -> tuple[list[str], bool]:
        """The cells, and whether a quote is still open at the end."""
        if '"' not in text:
            return text.split(self.separator), False
        # a second line is consumed only by a quote that is still open
        reader = csv.reader([text + "\n", ""], delimiter=self.separator)
        return next(reader), reader.line_num > 1

    def _line(self, number: int, text: str) -> None:
        cells, is_open = self._cells(text)
        if self.open:
            whole_row = len(cells) == self.n_cells > 1 and not is_open and text.count('"') % 2 == 0
            if not whole_row:
                self._continue(number, text)
                return
            # the next whole row ends a quote that nobody closed
            self._give_up()
        if is_open:
            self.open = [(number, text)]
        else:
            self._row(number, cells)

    def _continue(self, number: int, text: str) -> None:
        self.open.append((number, text))
        if '"' in text:
            cells, is_open = self._cells("\n".join(line for _, line in self.open))
            if not is_open:
                first = self.open[0][0]
                self.open = []
                self._row(first, cells)
                return
        if len(self.open) > MOST_LINES_OF_A_ROW or sum(len(line) for _, line in self.open) > LONGEST:
            self._give_up()

    def _give_up(self) -> None:
        """An open quote that found no end costs the row it stands in, not the rest of the file."""
        if self.open:
            first, last = self.open[0][0], self.open[-1][0]
            where = "a quote that is not closed" + (f", up to line {last}" if last > first else "")
            self.bad.append(BadLine(first, where, "A quotation mark opens a cell and is never closed"))
            self.open = []

    def end(self) -> None:
        self._give_up()

    def _row(self, number: int, cells: list[str]) -> None:
        n, expected = len(cells), self.n_cells
        if not any(cell.strip() for cell in cells):
            return
        if n > expected and not any(cell.strip() for cell in cells[expected:]):
            cells, n = cells[:expected], expected
        if n > expected or n * 2 < expected:
            amount = "more" if n > expected else "fewer"
            self.bad.append(BadLine(number, f"{n} cells", f"The row has {amount} cells than the {expected} headings"))
            return
        self.numbers.append(number)
        self.rows.append(cells + [""] * (expected - n))
        self.short.append(n < expected)
