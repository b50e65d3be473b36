"""`python -m benchmarks.nightly`: a run after one day's new records beside a full run, and both must say the same.

Writes its part of docs/performance.md. Loading, the snapshot and the weighing are not measured: they come with both.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import statistics
import time
from collections import Counter
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
INTRODUCED = """`python -m benchmarks.nightly` asks every question in full, and then as a run that goes on from the day
before (`graftwatch screen --since`); findings and evidence must be the same. In turn, in one process, medians. Loading,
snapshot, lists and weighing come with both and are left out. The next day a question that says `today` is asked in
full; on the same day (records that came late, or corrections) it need not be. How the questions were answered: kept as
they were / asked of the keys that changed / asked in full."""
HEADING = (
    "| Atlantis | rows | new rows | full, by the clock | full, processor | next day, processor | how |"
    " same day, processor | how |"
)
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
    n_new: int
    full: list[Took] = field(default_factory=list)
    nightly: dict[str, list[Took]] = field(default_factory=dict)
    ways: dict[str, Counter[str]] = field(default_factory=dict)
    slowest: list[tuple[str, float]] = field(default_factory=list)
    seconds: dict[str, dict[str, float]] = field(default_factory=dict)


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
    from benchmarks.country import snapshot_of
    from benchmarks.machine import described

    machine = described()
    nights = [_nights(scale, snapshot_of(scale, asked.work, _tell), asked.runs) for scale in asked.scales]
    said = "\n".join([BEGINS, *_page(nights, machine), ENDS])
    print(said)
    if not asked.print:
        _write(said)


def _write(said: str) -> None:
    paper = ROOT / "docs" / "performance.md"
    text = paper.read_text(encoding="utf-8")
    if BEGINS in text:
        text = text[: text.index(BEGINS)] + said + text[text.index(ENDS) + len(ENDS) :]
    else:
        text = f"{text.rstrip()}\n\n{said}\n"
    paper.write_text(text, encoding="utf-8")


def _nights(scale: float, folder: Path, n_runs: int) -> Nights:
    """The day before is the same snapshot without what was recorded on its last day, or on no day at all then."""
    before = _day_before(folder)
    n_rows = _rows(folder)
    nights = Nights(scale, n_rows, n_rows - _rows(before))
    left = _full(before, TODAY - dt.timedelta(days=1))[0]
    for _ in range(n_runs):
        full, took = _full(folder, TODAY)
        nights.full.append(took)
        nights.slowest = sorted(((code, each.seconds) for code, each in full.answers.items()), key=lambda x: -x[1])[:8]
        for kind, day in (("next day", TODAY - dt.timedelta(days=1)), ("same day", TODAY)):
            base = left if kind == "next day" else _full(before, TODAY)[0]
            outcome, ways, took = _after(before, folder, base, day)
            said, said_in_full = _told(outcome), _told(full)
            if differ := sorted(code for code in full.answers if said.get(code) != said_in_full.get(code)):
                raise AssertionError(f"at {scale:g}x a run after a day differs from a full run: {differ}")
            nights.nightly.setdefault(kind, []).append(took)
            nights.ways[kind] = Counter(way for code, way in ways.items() if code in full.answers)
            for way in ("kept", "in part", "in full"):
                spent = [full.answers[code].seconds for code in full.answers if ways[code] == way]
                nights.seconds.setdefault(kind, {})[way] = sum(spent)
        seconds = ", ".join(f"{kind} {each[-1].busy:.1f}" for kind, each in nights.nightly.items())
        _tell(f"{scale:g}x, processor seconds: full {nights.full[-1].busy:.1f}, {seconds}")
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


def _day_before(folder: Path) -> Path:
    import duckdb

    before = folder.with_name(f"{folder.name}-before")
    before.mkdir(exist_ok=True)
    for path in folder.glob("*.parquet"):
        # a table without a new row stays the same file, as it does in snapshots of the same rows
        new = f"SELECT count(*) FROM read_parquet('{path}') WHERE recorded_on >= DATE '{TODAY}'"
        (count,) = duckdb.sql(new).fetchone() or (0,)
        rows = f"SELECT * FROM read_parquet('{path}') WHERE recorded_on < DATE '{TODAY}' OR recorded_on IS NULL"
        (before / path.name).unlink(missing_ok=True)
        if count:
            duckdb.sql(f"COPY ({rows}) TO '{before / path.name}' (FORMAT parquet, COMPRESSION zstd)")
        else:
            (before / path.name).hardlink_to(path)
    return before


def _rows(folder: Path) -> int:
    import pyarrow.parquet as pq

    return sum(pq.read_metadata(path).num_rows for path in folder.glob("*.parquet"))


def _sitting(folder: Path, today: dt.date, earlier: Path | None = None) -> tuple[Sitting, dict[str, ir.Table]]:
    from graftwatch import engines
    from graftwatch.indicators.asking import Sitting
    from graftwatch.records.schema import schema

    engine = engines.connect_duckdb(scratch=folder.parent / "scratch")
    read = {path.stem: engines.read_snapshot(engine, folder, schema()[path.stem]) for path in folder.glob("*.parquet")}
    old = {
        path.stem: engines.read_snapshot(engine, earlier, schema()[path.stem], called="earlier")
        for path in (earlier.glob("*.parquet") if earlier else ())
        if earlier
    }
    tables = {name: table for name, table in read.items() if table is not None}
    there = Sitting(tables, today, {}, engines.keep(engine))
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
    from graftwatch.indicators import all_indicators
    from graftwatch.indicators.nightly import Earlier, ask_since, basis_of
    from graftwatch.records.schema import schema

    sitting, old = _sitting(folder, TODAY, before)
    then, _none = _sitting(before, day)
    questions = list(all_indicators().values())
    began, busy = time.perf_counter(), time.process_time()
    earlier = Earlier(
        tables=old,
        unchanged=[path.stem for path in folder.glob("*.parquet") if path.samefile(before / path.name)],
        same_basis=[each.code for each in questions if basis_of(each, then) == basis_of(each, sitting)],
        findings=left.findings,
        evidence=left.evidence,
    )
    outcome, ways = ask_since(questions, sitting, schema(), earlier)
    return outcome, ways, Took(time.perf_counter() - began, time.process_time() - busy)


def _page(nights: list[Nights], machine: list[str]) -> list[str]:
    lines = [
        "## A run after one day's new records",
        "",
        INTRODUCED,
        "",
        *(f"- {fact}" for fact in machine),
        "",
        HEADING,
    ]
    lines.append("| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | --- |")
    for each in nights:
        busy, clock = (statistics.median(getattr(took, name) for took in each.full) for name in ("busy", "clock"))
        cells = [f"{each.scale:g}x", f"{each.n_rows:,}", f"{each.n_new:,}", f"{clock:.1f} s", f"{busy:.1f} s"]
        for kind, took in each.nightly.items():
            way, median = each.ways[kind], statistics.median(one.busy for one in took)
            cells.append(f"{median:.1f} s ({median / busy:.0%})")
            cells.append(" / ".join(str(way[name]) for name in ("kept", "in part", "in full")))
        lines.append(f"| {' | '.join(cells)} |")
    for each in nights:
        slow = ", ".join(f"{code} {took:.1f} s" for code, took in each.slowest)
        lines += [
            "",
            f"At {each.scale:g}x the slowest, each with the views it was first to read: {slow}.",
        ]
        whole = each.seconds["next day"]
        spent = ", ".join(f"{way}: {took:.1f} s" for way, took in whole.items())
        lines += [
            "",
            f"A full run's seconds by the clock, by what the next day's did with the question: {spent}.",
        ]
    return lines


def _tell(said: str) -> None:
    print(f"[nightly] {said}", flush=True)


if __name__ == "__main__":
    main()
