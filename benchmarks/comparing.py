"""Each question beside hand-written SQL on the same files: alternating, each answer in a process of its own."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SQL = Path(__file__).with_name("sql")


class UnequalAnswersError(Exception):
    """Ibis and hand-written SQL gave different findings. There is nothing to measure until they agree."""


@dataclass
class Measured:
    """One question at one size: what each run of each way said."""

    code: str
    scale: float
    runs: dict[str, list[dict[str, object]]] = field(default_factory=dict)

    def median(self, way: str, what: str) -> float:
        """Seconds, CPU seconds or bytes: the median over the runs of one way."""
        return statistics.median(float(str(run[what])) for run in self.runs[way])

    def views(self) -> dict[str, float]:
        """Seconds of each view that the question read: the median over the runs."""
        runs: list[dict[str, float]] = [run["views"] for run in self.runs["kept"]]  # type: ignore[misc]
        return {name: statistics.median(each[name] for each in runs) for name in runs[0]}

    @property
    def by_hand(self) -> bool:
        return "sql" in self.runs

    def ratio(self, way: str) -> float:
        return self.median(way, "seconds") / self.median("sql", "seconds")

    @property
    def n_findings(self) -> int:
        return int(str(self.runs["kept"][0]["n_findings"]))

    @property
    def n_evidence(self) -> int:
        return int(str(self.runs["kept"][0]["n_evidence"]))


def measure(code: str, scale: float, folder: Path, n_runs: int, tell: Callable[[str], None]) -> Measured:
    """Run the ways in turn. Raises UnequalAnswersError unless every run gave the same findings and evidence."""
    ways = ("sql", "written", "kept") if (SQL / f"{code}.sql").exists() else ("written", "kept")
    _run(code, "kept", folder)  # writes what later runs keep
    measured = Measured(code, scale, {way: [] for way in ways})
    for n in range(n_runs):
        for way in ways if n % 2 else reversed(ways):
            measured.runs[way].append(_run(code, way, folder))
    answers = {run["answer"] for runs in measured.runs.values() for run in runs}
    if len(answers) != 1:
        counts = {way: (runs[0]["n_findings"], runs[0]["n_evidence"]) for way, runs in measured.runs.items()}
        raise UnequalAnswersError(f"{code} at {scale:g}x: findings and evidence differ: {counts}")
    said = ", ".join(f"{way} {measured.median(way, 'seconds'):.2f} s" for way in ways)
    tell(f"{code} at {scale:g}x: {said}; {measured.n_findings} findings")
    return measured


def _run(code: str, way: str, folder: Path) -> dict[str, object]:
    # one thread of Python beside the engine's, nothing of this process's memory
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.one", code, way, str(folder)],
        cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{code} by {way} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return told
