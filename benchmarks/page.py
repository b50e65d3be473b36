"""docs/performance.md, written from what was measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.comparing import Measured

RATIO, LONG, MORE, PEAK_GIB = 1.1, 0.2, 0.025, 4.0
HEAD = """\
# Performance

Written by `make bench`, which anyone can run; nothing is typed in by hand. Questions for which SQL was written by hand
(`benchmarks/sql/`), asked three ways on the same engine and the same Parquet files: by that SQL; through Ibis as in the
first run of a home, which writes the SQL; and as every later run asks, with the SQL that was kept. Each answer was
given in a process of its own, the ways in turn; figures are medians. In the same run, the findings and evidence of all
ways were compared, and they are equal.

A question's time is that of its views, its own expression and its exact statistics. In a screening run a view is
computed once and shared; the sums count it once, as a run does. The aim speaks of the kept way: a ratio of at most 1.1
to the hand-written SQL, or, where that takes less than 0.2 s, at most 0.025 s more.
"""
COLUMNS = (
    *("question", "findings", "SQL, s", "written, s", "kept, s", "written / SQL", "kept / SQL"),
    *("SQL, CPU s", "kept, CPU s", "SQL, peak GiB", "kept, peak GiB", "aim"),
)


def page(
    measured: Sequence[Measured],
    rows: Mapping[float, int],
    views: Mapping[float, Mapping[str, float]],
    machine: list[str],
) -> str:
    """The page in Markdown."""
    scales = sorted(rows)
    parts = [HEAD, "Machine: " + "; ".join(machine) + ".", ""]
    for scale in scales:
        parts += _table([each for each in measured if each.scale == scale], scale, rows[scale])
    parts += _growth(measured, scales, rows)
    parts += ["## Views", "", "Seconds, computed once a run, median over the questions that read them.", ""]
    parts += ["| view | " + " | ".join(f"{scale:g}x" for scale in scales) + " |", "| --- |" + " ---: |" * len(scales)]
    for name in sorted(set().union(*views.values())):
        parts.append(f"| {name} | " + " | ".join(_seconds(views[scale].get(name)) for scale in scales) + " |")
    return "\n".join(parts) + "\n"


def _table(measured: list[Measured], scale: float, n_rows: int) -> list[str]:
    by_hand = [each for each in measured if each.by_hand]
    own = sum(each.median("kept", "seconds") - sum(each.views().values()) for each in by_hand)
    shared = {name: seconds for each in by_hand for name, seconds in each.views().items()}
    kept, sql = own + sum(shared.values()), sum(each.median("sql", "seconds") for each in by_hand)
    peak = max(each.median(way, "peak_bytes") for each in measured for way in each.runs) / 2**30
    alone = sum(each.median("kept", "seconds") for each in by_hand)
    sums = f"kept {kept:.2f} s, SQL {sql:.2f} s, ratio {kept / sql:.2f}" if by_hand else "none"
    return [
        f"## Atlantis at {scale:g}x: {n_rows:,} rows",
        "",
        "| " + " | ".join(COLUMNS) + " |",
        "| --- |" + " ---: |" * (len(COLUMNS) - 2) + " --- |",
        *(_line(each) for each in sorted(measured, key=lambda each: -each.median("kept", "seconds"))),
        "",
        f"Sum of the {len(by_hand)} with hand-written SQL, each view once: {sums} (aim: at most {RATIO}).",
        f"If every question computed its views alone: {alone:.2f} s." if by_hand else "",
        f"Highest peak: {peak:.2f} GiB (aim: at most {PEAK_GIB:g} GiB).",
        "",
    ]


def _line(each: Measured) -> str:
    there = {way: way in each.runs for way in ("sql", "written", "kept")}
    cells = [each.code, f"{each.n_findings:,}"]
    cells += [_seconds(each.median(way, "seconds")) if there[way] else "" for way in there]
    cells += [f"{each.ratio(way):.2f}" if each.by_hand else "" for way in ("written", "kept")]
    cells += [_seconds(each.median(way, "cpu_seconds")) if there[way] else "" for way in ("sql", "kept")]
    cells += [f"{each.median(way, 'peak_bytes') / 2**30:.2f}" if there[way] else "" for way in ("sql", "kept")]
    return "| " + " | ".join([*cells, _aim(each)]) + " |"


def _aim(each: Measured) -> str:
    """Whether the aim was met: a ratio where the question takes long, a difference where it does not."""
    if not each.by_hand:
        return ""
    if each.median("sql", "seconds") >= LONG:
        return "met" if each.ratio("kept") <= RATIO else "missed"
    return "met" if each.median("kept", "seconds") - each.median("sql", "seconds") <= MORE else "missed"


def _growth(measured: Sequence[Measured], scales: list[float], rows: Mapping[float, int]) -> list[str]:
    if len(scales) < 2:
        return []
    small, large = scales[0], scales[-1]
    at = {(each.code, each.scale): each.median("kept", "seconds") for each in measured}
    codes = sorted({each.code for each in measured})
    worst = sorted(codes, key=lambda code: -at[code, large] / at[code, small])[:3]
    said = ", ".join(f"{code} {at[code, large] / at[code, small]:.1f} times" for code in worst)
    total = sum(at[code, large] for code in codes) / sum(at[code, small] for code in codes)
    return [
        f"## Growth from {small:g}x to {large:g}x",
        "",
        f"Rows grew {rows[large] / rows[small]:.1f} times, the sum of these questions {total:.1f} times. Most: {said}.",
        "",
    ]


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}" if value >= 1 else f"{value:.3f}"
