"""docs/performance.md, written from what was measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.comparing import Measured

RATIO, LONG, MORE, PEAK_GIB = 1.1, 0.2, 0.025, 4.0
HEAD = """\
# Performance

Written by `make bench`, which anyone can run; nothing is typed in by hand. The twenty questions with the views they
read, asked through Ibis, beside SQL that was written by hand for the slowest (`benchmarks/sql/`), on the same engine
and the same Parquet files. Each answer was given in a process of its own, the two ways in turn; figures are medians.
In the same run, the findings and evidence of both ways were compared, and they are equal.

A question's time is that of its views, its own expression (built, compiled and run) and its exact statistics. In a
screening run a view is computed once and shared; the sums count it once, as a run does. "More" is Ibis less SQL. What
Ibis adds to a question is writing its SQL, 20 to 150 ms whatever the size of the country: it shows at 1x, where most
questions take less than that, and drowns at 10x.
"""
COLUMNS = (
    *("question", "findings", "Ibis, s", "SQL, s", "ratio", "more, s"),
    *("Ibis, CPU s", "SQL, CPU s", "Ibis, peak GiB", "SQL, peak GiB", "aim"),
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
    own = sum(each.median("ibis", "seconds") - sum(each.views().values()) for each in by_hand)
    shared = {name: seconds for each in by_hand for name, seconds in each.views().items()}
    ibis, sql = own + sum(shared.values()), sum(each.median("sql", "seconds") for each in by_hand)
    peak = max(each.median(way, "peak_bytes") for each in measured for way in each.runs) / 2**30
    alone = sum(each.median("ibis", "seconds") for each in by_hand)
    sums = f"Ibis {ibis:.2f} s, SQL {sql:.2f} s, ratio {ibis / sql:.2f}" if by_hand else "none"
    return [
        f"## Atlantis at {scale:g}x: {n_rows:,} rows",
        "",
        "| " + " | ".join(COLUMNS) + " |",
        "| --- |" + " ---: |" * (len(COLUMNS) - 2) + " --- |",
        *(_line(each) for each in sorted(measured, key=lambda each: -each.median("ibis", "seconds"))),
        "",
        f"Sum of the {len(by_hand)} with hand-written SQL, each view once: {sums} (aim: at most {RATIO}).",
        f"If every question computed its views alone: Ibis {alone:.2f} s." if by_hand else "",
        f"Highest peak: {peak:.2f} GiB (aim: at most {PEAK_GIB:g} GiB).",
        "",
    ]


def _line(each: Measured) -> str:
    cells = [each.code, f"{each.n_findings:,}", _seconds(each.median("ibis", "seconds"))]
    if each.by_hand:
        more = each.median("ibis", "seconds") - each.median("sql", "seconds")
        cells += [_seconds(each.median("sql", "seconds")), f"{each.ratio:.2f}", f"{more:+.3f}"]
    else:
        cells += ["", "", ""]
    cells += [_seconds(each.median("ibis", "cpu_seconds"))]
    cells += [_seconds(each.median("sql", "cpu_seconds")) if each.by_hand else ""]
    cells += [f"{each.median('ibis', 'peak_bytes') / 2**30:.2f}"]
    cells += [f"{each.median('sql', 'peak_bytes') / 2**30:.2f}" if each.by_hand else ""]
    return "| " + " | ".join([*cells, _aim(each)]) + " |"


def _aim(each: Measured) -> str:
    """Whether the aim was met: a ratio where the question takes long, a difference where it does not."""
    if not each.by_hand:
        return ""
    if each.median("sql", "seconds") >= LONG:
        return "met" if each.ratio <= RATIO else "missed"
    return "met" if each.median("ibis", "seconds") - each.median("sql", "seconds") <= MORE else "missed"


def _growth(measured: Sequence[Measured], scales: list[float], rows: Mapping[float, int]) -> list[str]:
    if len(scales) < 2:
        return []
    small, large = scales[0], scales[-1]
    at = {(each.code, each.scale): each.median("ibis", "seconds") for each in measured}
    codes = sorted({each.code for each in measured})
    worst = sorted(codes, key=lambda code: -at[code, large] / at[code, small])[:3]
    said = ", ".join(f"{code} {at[code, large] / at[code, small]:.1f} times" for code in worst)
    total = sum(at[code, large] for code in codes) / sum(at[code, small] for code in codes)
    return [
        f"## Growth from {small:g}x to {large:g}x",
        "",
        f"Rows grew {rows[large] / rows[small]:.1f} times, the sum of all questions {total:.1f} times. Most: {said}.",
        "",
    ]


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}" if value >= 1 else f"{value:.3f}"
