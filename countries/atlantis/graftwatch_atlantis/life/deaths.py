"""Deaths in the civil register, and the diagnoses that hospitals code."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import choose, days, either, some
from graftwatch_atlantis.life.waiting import UNEXPLAINED
from graftwatch_atlantis.state import BEGINS, ENDS, Region


def draw_deaths(region: Region) -> None:
    """Every death of a patient; the register misses a few of those who died abroad."""
    rng = region.rng("deaths")
    entry = region["waiting_list_entry"]
    rows = np.flatnonzero(~np.isnat(entry["_died_on"]))
    away = np.isin(entry["_fate"][rows], ["moved_abroad", "family_abroad"])
    rows = rows[~(away & some(rng, len(rows), 0.8))]
    region["death"].add(
        len(rows),
        person=entry["person"][rows],
        died_on=entry["_died_on"][rows],
        cause=choose(rng, {"I46.9": 0.3, "N18.5": 0.25, "A41.9": 0.2, "C80": 0.1, "I21.9": 0.15}, len(rows)),
    )


def draw_diagnoses(region: Region) -> None:
    """Kidney failure, grafts, and the illnesses for which the same medicines are given."""
    rng = region.rng("diagnoses")
    entry, transplant = region["waiting_list_entry"], region["transplant"]
    kidney = np.flatnonzero(entry["organ"] == "kidney")
    region["diagnosis"].add(
        len(kidney),
        person=entry["person"][kidney],
        code=entry["diagnosis"][kidney],
        diagnosed_on=entry["listed_on"][kidney] - days(rng, 60, 900, len(kidney)),
    )
    grafted = np.flatnonzero((transplant["performed_on"] >= BEGINS) & (transplant["organ_kind"] == "kidney"))
    on = transplant["performed_on"][grafted] + days(rng, 5, 90, len(grafted))
    kept = on <= ENDS
    region["diagnosis"].add(
        int(kept.sum()), person=transplant["recipient"][grafted[kept]], code="Z94.0", diagnosed_on=on[kept]
    )
    _after_leaving(region, rng)
    _in_other_codes(region, rng)


def _in_other_codes(region: Region, rng: np.random.Generator) -> None:
    """Some hospitals code grafts in SNOMED CT: 161665007, history of renal transplant."""
    diagnosis = region["diagnosis"]
    rows = (diagnosis["code"] == "Z94.0") & some(rng, diagnosis.n, 0.15)
    diagnosis["code"] = either(rows, "161665007", diagnosis["code"])
    diagnosis["code_system"] = either(rows, "http://snomed.info/sct", None)


def _after_leaving(region: Region, rng: np.random.Generator) -> None:
    """Those who left without explanation are still seen by doctors, who code what they see."""
    entry = region["waiting_list_entry"]
    rows = np.flatnonzero(np.isin(entry["_reason"], UNEXPLAINED) & (entry["_fate"] != "moved_abroad"))
    on = entry["_leaves_on"][rows] + days(rng, 30, 400, len(rows))
    alive = (on <= ENDS) & ~(entry["_died_on"][rows] < on) & some(rng, len(rows), 0.6)
    code = either(entry["_fate"][rows] == "recovered", "N18.3", "N18.5")
    code = either(entry["_fate"][rows] == "family_abroad", "Z94.0", code).astype(object)
    region["diagnosis"].add(
        int(alive.sum()), person=entry["person"][rows[alive]], code=code[alive], diagnosed_on=on[alive]
    )
