"""Who each living-donor file truly concerns, by the groups that screening may not treat unlike; never screened."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from graftwatch_atlantis.draw import either
from graftwatch_atlantis.frame import NOBODY, Array, Frame, at
from graftwatch_atlantis.life.living import BLOOD, HOUSEHOLD, PROGRAMMES
from graftwatch_atlantis.plant.planting import Planted
from graftwatch_atlantis.state import HOME, Region

GROUPS_END = ".groups.csv"
"""The end of the name of the file beside the truth."""
AGE_BANDS = ((30, "18-29"), (45, "30-44"), (60, "45-59"), (200, "60+"))
FROM_ELSEWHERE = ("diaspora", "far", "rare")
KIN_IN_LAW = ("in_law",)


@dataclass(frozen=True)
class Groups:
    """One entry for each living-donor file, in places, as it was before any office made a mistake."""

    columns: dict[str, Array]

    def numbered(self, ids: dict[str, pa.Array]) -> list[dict[str, Any]]:
        """The same in the numbers of the written files."""
        said = dict(self.columns)
        for name, table in (("file", "living_donor_assessment"), ("donor", "person"), ("recipient", "person")):
            places = said[name]
            said[name] = np.array([None if each == NOBODY else ids[table][int(each)].as_py() for each in places])
        return [dict(zip(said, row, strict=True)) for row in zip(*said.values(), strict=True)]


def groups_of(region: Region, planted: list[Planted]) -> Groups:
    """The hidden groups of every file, and whether anything was planted in it."""
    file, person = region["living_donor_assessment"], region["person"]
    donor = file["donor"]
    home = np.isin(either(file["recipient"] == NOBODY, None, person["_community"][file["recipient"]]), ["refugees"])
    return Groups(
        {
            "file": np.arange(file.n),
            "donor": donor,
            "recipient": file["recipient"],
            "opened_on": _days(file["opened_on"]),
            "operation_on": _days(file["surgery_planned_on"]),
            "donor_sex": person["sex"][donor],
            "donor_age_band": _bands(file["opened_on"], person["birth_date"][donor]),
            "donor_residence": person["residency"][donor],
            "consent_language": _consent_language(region, file),
            "civil_papers": _papers(region, file),
            "donor_kind": _kinds(file["relationship"]),
            "diaspora": np.isin(person["_community"][donor], FROM_ELSEWHERE),
            "refugee_household": home | (person["_community"][donor] == "refugees"),
            "planted": _planted(file, planted),
        }
    )


def write_groups(truth: Path, rows: list[dict[str, Any]]) -> None:
    """Write the file beside the truth; empty cells are unknown."""
    place = truth.with_name(truth.name.removesuffix(".json") + GROUPS_END)
    with place.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]) if rows else ["file"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _days(days: Array) -> Array:
    return either(np.isnat(days), None, np.datetime_as_string(days))


def _bands(on: Array, born: Array) -> Array:
    years = (on - born).astype(int) / 365.25
    found = np.full(len(years), None, dtype=object)
    for below, name in reversed(AGE_BANDS):
        found[years < below] = name
    return found


def _consent_language(region: Region, file: Frame) -> Array:
    """The language of the first consent; where nobody consented, the one the donor speaks best."""
    found = at(region["person"]["language"], file["donor"]).copy()
    consent = region["consent"]
    order = np.argsort(consent["given_on"], kind="stable")[::-1]
    found[consent["assessment"][order]] = consent["language"][order]
    return found


def _papers(region: Region, file: Frame) -> Array:
    """The best civil paper of a file: confirmed by its issuer, seen from here, seen from abroad, or none."""
    paper = region["kinship_evidence"]
    civil = np.isin(paper["kind"], ["civil_record", "notarial_statement", "consular_letter"])
    here = civil & (paper["issuing_country"] == HOME)
    found = np.full(file.n, "none", dtype=object)
    for rows, name in (
        (civil, "seen_foreign"),
        (here, "seen_home"),
        (civil & (paper["result"] == "confirmed"), "confirmed"),
    ):
        found[paper["assessment"][rows]] = name
    return found


def _kinds(relationship: Array) -> Array:
    blood, household = np.isin(relationship, BLOOD), np.isin(relationship, HOUSEHOLD)
    programme, law = np.isin(relationship, PROGRAMMES), np.isin(relationship, KIN_IN_LAW)
    return either(
        blood,
        "blood",
        either(household, "household", either(programme, "programme", either(law, "in_law", "stranger"))),
    )


def _planted(file: Frame, planted: list[Planted]) -> Array:
    found = np.full(file.n, "", dtype=object)
    for each in planted:
        found[sorted(each.members.get("living_donor_assessment", ()))] = each.recipe.kind
    return found
