"""`python -m benchmarks.nightly`: a run that goes on from an earlier one beside a full run; both must say the same.

Writes its part of docs/performance.md. Loading, the snapshot and the weighing are not measured: they come with both.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from graftwatch.indicators.asking import Sitting
    from graftwatch.indicators.running import Outcome

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "build" / "bench"
TODAY = dt.date(2026, 6, 30)
INTRODUCED = """`python -m benchmarks.nightly` asks every question in full, and then as a run that goes on from an
earlier one (`graftwatch screen --since`) over the same rows, over those of a day more and over those of a month more;
findings and evidence must be the same as in full. In turn, in one process, medians of seconds of the processor.
Loading, the snapshot, lists and weighing come with both and are left out. Queries are kept from run to run: the first
run in a home writes them, later ones, in full or not, read them. How the questions were answered: kept as they were /
asked of the keys that changed / asked in full; on a later day every question that says `today` is asked in full."""
HEADING = (
    "| Atlantis | rows | full, queries written | full, queries kept | nothing new | a day more | how |"
    " a month more | how |"
)
SHARE = "The share in brackets is of a full run whose queries were kept."
AIM = 30
DAYS = {"nothing": 0, "a day": 1, "a month": 30}
BEGINS, ENDS = "<!-- nightly begins -->", "<!-- nightly ends -->"


@dataclass(frozen=True)
class Took:
    """Seconds by the clock, and seconds of the processor: where others are at work, only these can be compared."""

    clock: float
    busy: float


@dataclass
class Nights:
    """What several rounds at one size took, and how the questions were answered."""

    scale: float
    n_rows: int
    n_asked: int = 0
    written: list[Took] = field(default_factory=list)
    full: list[Took] = field(default_factory=list)
    n_new: dict[str, int] = field(default_factory=dict)
    nightly: dict[str, list[Took]] = field(default_factory=dict)
    ways: dict[str, Counter[str]] = field(default_factory=dict)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--scales", nargs="+", type=float, default=[0.1, 1], help="sizes of Atlantis")
    parser.add_argument("--runs", type=int, default=3, help="rounds; each asks in full and after a day, in turn")
    parser.add_argument("--work", type=Path, default=WORK, help="where the countries are kept between runs")
    parser.add_argument("--print", action="store_true", help="do not write the page")
    asked = parser.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    os.environ["GRAFTWATCH_HOME"] = str(asked.work / "home")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "graftwatch.site.settings.test")
    import django

    django.setup()
    said = section(asked.scales, asked.work, asked.runs)
    print(said)
    if not asked.print:
        _write(said)


def section(scales: Sequence[float], work: Path, n_runs: int) -> str:
    """The part of the page between its marks."""
    from benchmarks.country import snapshot_of
    from benchmarks.machine import described

    machine = described()
    nights = [_nights(scale, snapshot_of(scale, work, _tell), n_runs) for scale in scales]
    return "\n".join([BEGINS, *_catalogue(nights), *_page(nights, machine), ENDS])


def _write(said: str) -> None:
    paper = ROOT / "docs" / "performance.md"
    text = paper.read_text(encoding="utf-8")
    if BEGINS in text:
        text = text[: text.index(BEGINS)] + said + text[text.index(ENDS) + len(ENDS) :]
    else:
        text = f"{text.rstrip()}\n\n{said}\n"
    paper.write_text(text, encoding="utf-8")


def _nights(scale: float, folder: Path, n_runs: int) -> Nights:
    """An earlier day is the same snapshot without what was recorded since."""
    nights = Nights(scale, _rows(folder))
    earlier = {kind: _earlier(folder, days) for kind, days in DAYS.items()}
    nights.n_new = {kind: nights.n_rows - _rows(each) for kind, each in earlier.items()}
    for _ in range(n_runs):
        store = folder.with_name("compiled")
        shutil.rmtree(store, ignore_errors=True)
        nights.written.append(_full(folder, TODAY)[1])
        full, took = _full(folder, TODAY)
        nights.full.append(took)
        nights.n_asked = len(full.answers)
        for kind, before in earlier.items():
            day = TODAY - dt.timedelta(days=DAYS[kind])
            outcome, ways, took = _after(before, folder, _full(before, day)[0], day)
            said, said_in_full = _told(outcome), _told(full)
            if differ := sorted(code for code in full.answers if said.get(code) != said_in_full.get(code)):
                raise AssertionError(f"at {scale:g}x a run after {kind} differs from a full run: {differ}")
            nights.nightly.setdefault(kind, []).append(took)
            nights.ways[kind] = Counter(way for code, way in ways.items() if code in full.answers)
        seconds = ", ".join(f"{kind} {each[-1].busy:.1f}" for kind, each in nights.nightly.items())
        _tell(f"{scale:g}x: written {nights.written[-1].busy:.1f}, full {nights.full[-1].busy:.1f}, {seconds}")
    return nights


def _told(outcome: Outcome) -> dict[str, list[object]]:
    """Findings and evidence by code."""
    told: dict[str, list[object]] = {}
    code_of = {}
    for row in outcome.findings.to_pylist():
        code_of[row["finding"]] = row["code"]
        told.setdefault(row["code"], []).append(row)
    for row in outcome.evidence.to_pylist():
        told[code_of[row["finding"]]].append(row)
    return told


def _earlier(folder: Path, days: int) -> Path:
    import duckdb

    before, day = folder.with_name(f"{folder.name}-{days}-earlier"), TODAY - dt.timedelta(days=days)
    before.mkdir(exist_ok=True)
    for path in folder.glob("*.parquet"):
        # a table without a new row stays the same file, as it does in snapshots of the same rows
        new = f"SELECT count(*) FROM read_parquet('{path}') WHERE recorded_on > DATE '{day}'"
        (count,) = duckdb.sql(new).fetchone() or (0,)
        rows = f"SELECT * FROM read_parquet('{path}') WHERE recorded_on <= DATE '{day}' OR recorded_on IS NULL"
        (before / path.name).unlink(missing_ok=True)
        if count and days:
            duckdb.sql(f"COPY ({rows}) TO '{before / path.name}' (FORMAT parquet, COMPRESSION zstd)")
        else:
            (before / path.name).hardlink_to(path)
    return before


def _rows(folder: Path) -> int:
    import pyarrow.parquet as pq

    return sum(pq.read_metadata(path).num_rows for path in folder.glob("*.parquet"))


def _sitting(folder: Path, today: dt.date, earlier: Path | None = None) -> tuple[Sitting, dict[str, ir.Table]]:
    from graftwatch import engines
    from graftwatch.indicators.compiled import CompiledSitting
    from graftwatch.indicators.store import Store
    from graftwatch.records.schema import schema

    engine = engines.connect_duckdb(scratch=folder.parent / "scratch")
    read = {path.stem: engines.read_snapshot(engine, folder, schema()[path.stem]) for path in folder.glob("*.parquet")}
    old = {
        path.stem: engines.read_snapshot(engine, earlier, schema()[path.stem], called="earlier")
        for path in (earlier.glob("*.parquet") if earlier else ())
        if earlier
    }
    tables = {name: table for name, table in read.items() if table is not None}
    store = Store(folder.with_name("compiled"))
    there = CompiledSitting(tables, today, {}, engines.keep(engine), engine=engine, schema=schema(), store=store)
    return there, {name: each for name, each in old.items() if each is not None}


def _full(folder: Path, today: dt.date) -> tuple[Outcome, Took]:
    from graftwatch.indicators import all_indicators
    from graftwatch.indicators.running import ask_all
    from graftwatch.records.schema import schema

    sitting, _none = _sitting(folder, today)
    began, busy = time.perf_counter(), time.process_time()
    outcome = ask_all(all_indicators().values(), sitting, schema())
    return outcome, Took(time.perf_counter() - began, time.process_time() - busy)


def _after(before: Path, folder: Path, left: Outcome, day: dt.date) -> tuple[Outcome, dict[str, str], Took]:
    import pyarrow.parquet as pq

    from graftwatch.indicators import all_indicators
    from graftwatch.indicators.nightly import Earlier, ask_since, basis_of
    from graftwatch.records.schema import schema

    sitting, old = _sitting(folder, TODAY, before)
    then, _none = _sitting(before, day)
    questions = list(all_indicators().values())
    n_rows = {path.stem: pq.read_metadata(path).num_rows for path in folder.glob("*.parquet")}
    began, busy = time.perf_counter(), time.process_time()
    earlier = Earlier(
        tables=old,
        unchanged=[path.stem for path in folder.glob("*.parquet") if path.samefile(before / path.name)],
        same_basis=[each.code for each in questions if basis_of(each, then) == basis_of(each, sitting)],
        findings=left.findings,
        evidence=left.evidence,
        n_rows=n_rows,
    )
    outcome, ways = ask_since(questions, sitting, schema(), earlier)
    return outcome, ways, Took(time.perf_counter() - began, time.process_time() - busy)


def _catalogue(nights: list[Nights]) -> list[str]:
    """The clock of a full run, against the aim."""
    lines = [
        "## The whole catalogue",
        "",
        f"All questions in one process, by the clock (seconds of the processor); the aim at 1x: under {AIM} s.",
        "",
        "| Atlantis | questions | first run, queries written | later runs, queries kept | aim |",
        "| --- | ---: | ---: | ---: | --- |",
    ]
    for each in nights:
        ways = (each.written, each.full)
        clocks = [statistics.median(took.clock for took in way) for way in ways]
        busy = [statistics.median(took.busy for took in way) for way in ways]
        times = [f"{clock:.1f} s ({cpu:.1f} s)" for clock, cpu in zip(clocks, busy, strict=True)]
        aim = ("met" if max(clocks) < AIM else "missed") if each.scale == 1 else ""
        lines.append(f"| {each.scale:g}x | {each.n_asked} | {' | '.join(times)} | {aim} |")
    return [*lines, ""]


def _page(nights: list[Nights], machine: list[str]) -> list[str]:
    lines = [
        "## A run that goes on from an earlier one",
        "",
        INTRODUCED,
        "",
        *(f"- {fact}" for fact in machine),
        "",
        HEADING,
    ]
    lines.append("| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | --- |")
    for each in nights:
        written, full = (statistics.median(took.busy for took in kind) for kind in (each.written, each.full))
        cells = [f"{each.scale:g}x", f"{each.n_rows:,}", f"{written:.1f} s", f"{full:.1f} s"]
        for kind, took in each.nightly.items():
            median = statistics.median(one.busy for one in took)
            new = f"{each.n_new[kind]:,} rows: " if each.n_new[kind] else ""
            cells.append(f"{new}{median:.1f} s ({median / full:.0%})")
            if DAYS[kind]:
                cells.append(" / ".join(str(each.ways[kind][name]) for name in ("kept", "in part", "in full")))
        lines.append(f"| {' | '.join(cells)} |")
    return [*lines, "", f"{SHARE} Rounds: {len(nights[0].full)}."]


def _tell(said: str) -> None:
    print(f"[nightly] {said}", flush=True)


if __name__ == "__main__":
    main()
