"""The list of every run, good or bad: a row when it starts and one when it ends, never rewritten."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from graftwatch.errors import GraftwatchError

COLUMNS = (
    "began_at", "kind", "outcome", "plan", "plan_sha256", "catalogue_sha256", "weights_sha256", "commit",
    "first_seed", "last_seed", "n_worlds", "n_rings", "recall_before", "recall_low", "recall_high",
    "false_per_1000_pairs", "best_rival", "best_rival_recall", "fairness", "note",
)  # fmt: skip
STARTED = "started"
"""The outcome of a run as long as none is known. Where no later row of the same `began_at` follows, it was killed."""


class SeedsUsedUpError(GraftwatchError):
    """Another plan, or this one with other questions, has already looked at these seeds."""


def append(path: Path, row: Mapping[str, object]) -> None:
    """Add one row; the file and its heading are made where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="raise")
        if is_new:
            writer.writeheader()
        writer.writerow({**dict.fromkeys(COLUMNS, ""), **row})


def refuse_used_up(path: Path, seeds: range, plan_sha256: str, weights_sha256: str) -> None:
    """Raises SeedsUsedUpError where any of these held-out seeds was seen by another plan, or by other questions.

    The same plan may go on with the same questions and weights: a run that was cut off is finished, not repeated.
    """
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] != "held out" or seeds[-1] < int(row["first_seed"]) or int(row["last_seed"]) < seeds[0]:
                continue
            if row["plan_sha256"] != plan_sha256:
                under = f"under the plan {row['plan_sha256'][:12]}"
            elif row["weights_sha256"] != weights_sha256:
                under = f"under this plan, with questions or weights that were others ({row['weights_sha256'][:12]})"
            else:
                continue
            raise SeedsUsedUpError(
                f"Seeds {row['first_seed']} to {row['last_seed']} were used up on {row['began_at'][:10]} {under}. "
                "Write a new plan with new seeds; nobody sees these twice."
            )
