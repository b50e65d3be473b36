"""What was planted, in the numbers of the written files."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from graftwatch_atlantis.frame import NOBODY
from graftwatch_atlantis.offices.writing import CLOSING, gone
from graftwatch_atlantis.plant.planting import Planted
from graftwatch_atlantis.state import Region


def told(region: Region, ids: dict[str, pa.Array], planted: Planted) -> dict[str, Any]:
    """One planted recipe as the truth file has it: only rows that reached the folder are named."""
    said: dict[str, Any] = {
        "id": planted.id,
        "recipe": planted.recipe.name,
        "title": planted.recipe.title,
        "members": _numbers(region, ids, planted.members),
        "decisive": _numbers(region, ids, planted.decisive),
    }
    if planted.recipe.kind == "ring":
        return said | {
            "case": planted.recipe.case,
            "status": planted.recipe.status,
            "pairs": _pairs(region, ids, planted),
        }
    return said | {"clearing_paper": planted.recipe.clearing_paper}


def _numbers(region: Region, ids: dict[str, pa.Array], rows: dict[str, set[int]]) -> dict[str, list[str]]:
    found = {}
    for table, places in sorted(rows.items()):
        frame = region[table]
        order = np.array(sorted(places), dtype=np.int64)
        there = order[(frame["_recorded"][order] < CLOSING) & ~gone(frame)[order]]
        if len(there):
            found[table] = ids[table].take(pa.array(there)).to_pylist()
    return found


def _pairs(region: Region, ids: dict[str, pa.Array], planted: Planted) -> list[list[str]]:
    file, people = region["living_donor_assessment"], ids["person"]
    found = []
    for place in planted.files:
        donor, recipient = int(file["donor"][place]), int(file["recipient"][place])
        if recipient != NOBODY:
            found.append([people[donor].as_py(), people[recipient].as_py()])
    return found
