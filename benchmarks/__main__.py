"""`make bench`: questions through Ibis beside hand-written SQL, the whole catalogue, and the run after a day.

Writes docs/performance.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.comparing import Measured

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "build" / "bench"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "questions",
        nargs="*",
        help="codes; without them the page is written",
    )
    parser.add_argument("--scales", nargs="+", type=float, default=[1, 10], help="sizes of Atlantis")
    parser.add_argument("--runs", type=int, default=3, help="how often each way answers each question")
    parser.add_argument("--work", type=Path, default=WORK, help="where the countries are kept between runs")
    asked = parser.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    # an installation of its own, so that nobody's records or keys are touched
    os.environ["GRAFTWATCH_HOME"] = str(asked.work / "home")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "graftwatch.site.settings.test")
    import django

    django.setup()
    from benchmarks.comparing import SQL, measure
    from benchmarks.country import snapshot_of
    from benchmarks.load.told import kept
    from benchmarks.machine import described
    from benchmarks.nightly import section
    from benchmarks.page import page

    began, machine = time.monotonic(), described()
    codes = asked.questions or sorted(path.stem for path in SQL.glob("[A-Z]*.sql"))
    measured: list[Measured] = []
    rows: dict[float, int] = {}
    for scale in asked.scales:
        _tell(f"Atlantis at {scale:g}x …")
        folder = snapshot_of(scale, asked.work, lambda said: None)
        rows[scale] = _rows(folder)
        shutil.rmtree(folder.with_name("kept"), ignore_errors=True)
        measured += [measure(code, scale, folder, asked.runs, _tell) for code in codes]
    views = {scale: _views([each for each in measured if each.scale == scale]) for scale in asked.scales}
    if not asked.questions:
        paper = ROOT / "docs" / "performance.md"
        # the whole catalogue, eight times in a round: of the smallest size, or it takes an hour
        nightly = section([min(asked.scales)], asked.work, asked.runs)
        load = kept(paper.read_text("utf-8")) if paper.exists() else ""
        paper.write_text(f"{page(measured, rows, views, machine)}\n{load}\n\n{nightly}\n", encoding="utf-8")
        _tell("written: docs/performance.md")
    _tell(f"{time.monotonic() - began:.0f} s")


def _rows(folder: Path) -> int:
    import pyarrow.parquet as pq

    return sum(pq.read_metadata(path).num_rows for path in folder.glob("*.parquet"))


def _views(measured: list[Measured]) -> dict[str, float]:
    seconds: dict[str, list[float]] = {}
    for each in measured:
        for name, took in each.views().items():
            seconds.setdefault(name, []).append(took)
    return {name: statistics.median(each) for name, each in seconds.items()}


def _tell(said: str) -> None:
    print(f"[bench] {said}", flush=True)


if __name__ == "__main__":
    main()
