"""Writes what the tests beside each question show: its pictures under "asks" and "stays silent".

The test kit is for tests only; pages and reference read the files that this writes. Each file says of which test and
question it was made, so that a test can tell when it is out of date. Run by `make reference`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = 24
"""A longer picture was written by a loop: its first lines show what it is, and how many more there are is said."""


class Watcher:
    """Watches each test function that is called, and keeps what it put to which question."""

    def __init__(self) -> None:
        self.shown: dict[str, list[dict[str, Any]]] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> Iterator[None]:
        from graftwatch.testing import watched

        with watched() as seen:
            done = yield
        for drawn in seen:
            self._keep(pyfuncitem, drawn)
        return done

    def pytest_runtest_teardown(self, item: pytest.Item, nextitem: pytest.Item | None) -> None:
        """A file of tests has ended: what it showed is written, so that a run that is cut off keeps what it did."""
        if nextitem is None or nextitem.path != item.path:
            for code, cases in self.shown.items():
                write(code, cases)
            self.shown.clear()

    def _keep(self, item: pytest.Function, drawn: Any) -> None:
        from graftwatch.indicators.shown import sentence

        code = getattr(drawn.asked, "code", "")
        path = Path(item.path)
        if not code.partition("-")[0].isupper() or path.name != f"{drawn.asked.name}_test.py":
            return
        case = {
            "says": sentence(item.originalname),
            "today": drawn.today,
            "settings": dict(drawn.settings),
            "picture": shortened(drawn.picture),
            "asks": drawn.is_asked_about,
        }
        cases = self.shown.setdefault(code, [])
        if case not in cases:
            cases.append(case)


def shortened(picture: str) -> str:
    """Each table with its heading and its first rows, so many that the whole stays short."""
    blocks = [[line.strip() for line in block.strip().splitlines()] for block in picture.strip().split("\n\n")]
    each = max(2, MOST_LINES // len(blocks) - 2)
    return "\n\n".join("\n".join(_lines(block, each)) for block in blocks)


def _lines(block: list[str], most: int) -> list[str]:
    name, *lines = block
    cells = [[cell.strip() for cell in line.split("|")] for line in lines[: most + 1]]
    widths = [max(len(row[n]) for row in cells if n < len(row)) for n in range(max(map(len, cells), default=0))]
    drawn = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in cells]
    more = len(lines) - 1 - most
    return [name, *drawn, *([f"… {more} more rows"] if more > 0 else [])]


def write(code: str, cases: list[dict[str, Any]]) -> None:
    from graftwatch.indicators import all_indicators
    from graftwatch.indicators.shown import FOLDER, made_of

    FOLDER.mkdir(exist_ok=True)
    said = {"made_of": made_of(all_indicators()[code]), "cases": cases}
    (FOLDER / f"{code}.json").write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")


def main() -> int:
    """Ask again only what changed, or the test files that are named."""
    import django

    django.setup()
    from graftwatch.indicators import all_indicators
    from graftwatch.indicators.shown import FOLDER, beside, is_up_to_date

    for path in FOLDER.glob("*.json"):
        if path.stem not in all_indicators():
            path.unlink()
    stale = [str(beside(each)) for each in all_indicators().values() if not is_up_to_date(each)]
    chosen = sys.argv[1:] or stale
    sys.stdout.write(f"{len(chosen)} test files to be shown\n")
    return int(pytest.main(["-q", "-p", "no:cacheprovider", "--no-showlocals", *chosen], [Watcher()])) if chosen else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
