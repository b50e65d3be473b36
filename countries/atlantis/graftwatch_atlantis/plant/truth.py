"""What was planted, in the numbers of the written files."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from graftwatch_atlantis.frame import NOBODY
from graftwatch_atlantis.offices.writing import CLOSING, gone
from graftwatch_atlantis.plant.planting import Planted
from graftwatch_atlantis.state import Region


def files_of(region: Region, planted: Planted) -> list[dict[str, Any]]:
    """Each living-donor file of what was planted as it truly is, in places; asked before offices leave cells empty."""
    file = region["living_donor_assessment"]
    order = sorted(planted.members.get("living_donor_assessment", ()), key=lambda place: file["opened_on"][place])
    number = {place: k for k, place in enumerate(planted.files, 1)}
    said = []
    for place in order:
        said.append(
            {
                "file": place,
                "donor": int(file["donor"][place]),
                "recipient": int(file["recipient"][place]),
                "opened_on": _day(file["opened_on"][place]),
                "operation_on": _day(file["surgery_planned_on"][place]),
                "carries": _carried(planted, number.get(place, 0)),
            }
        )
    return said


def _day(value: np.datetime64) -> str | None:
    return None if np.isnat(value) else str(value)


def _carried(planted: Planted, number: int) -> list[str]:
    """Which links of a structure this pair carries, those that are never recorded among them."""
    links = planted.structure.links if planted.structure else ()
    return [link.kind for link in links if number in link.carriers]


def told(region: Region, ids: dict[str, pa.Array], planted: Planted, files: list[dict[str, Any]]) -> dict[str, Any]:
    """One planted recipe as the truth file has it: only rows that reached the folder are named."""
    said: dict[str, Any] = {
        "id": planted.id,
        "recipe": planted.recipe.name,
        "title": planted.recipe.title,
        "members": _numbers(region, ids, planted.members),
        "decisive": _numbers(region, ids, planted.decisive),
        "files": [_numbered(ids, each) for each in files],
    }
    if planted.structure is not None:
        said |= {"form": planted.form, "loosened": list(planted.loosened), "structure": planted.structure.told()}
    if planted.recipe.kind == "ring":
        return said | {
            "case": planted.recipe.case,
            "status": planted.recipe.status,
            "pairs": _pairs(region, ids, planted),
        }
    return said | {"clearing_paper": planted.with_paper, "paper_exists": planted.recipe.clearing_paper}


def _numbered(ids: dict[str, pa.Array], file: dict[str, Any]) -> dict[str, Any]:
    people = {
        name: None if file[name] == NOBODY else ids["person"][file[name]].as_py() for name in ("donor", "recipient")
    }
    return file | {"file": ids["living_donor_assessment"][file["file"]].as_py()} | people


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
