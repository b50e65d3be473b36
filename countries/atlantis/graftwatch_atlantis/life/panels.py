"""Which laboratory measured what from which tube, and panels of many values, some measured twice."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import days, either, some
from graftwatch_atlantis.frame import NOBODY, Array
from graftwatch_atlantis.state import ENDS, Region

LOINC = {"creatinine": "14682-9", "blood_group": "883-9", "virology": "5195-3"}
"""LOINC codes from memory: creatinine, ABO group, hepatitis B surface antigen."""
PANEL = (
    ("2951-2", "mmol/L", 140.0, 2.4, 0),
    ("2823-3", "mmol/L", 4.2, 0.35, 1),
    ("2075-0", "mmol/L", 103.0, 2.5, 0),
    ("22664-7", "mmol/L", 5.2, 1.2, 1),
    ("14749-6", "mmol/L", 5.3, 0.6, 1),
    ("1742-6", "U/L", 24.0, 8.0, 0),
    ("1920-8", "U/L", 23.0, 6.0, 0),
    ("14631-6", "umol/L", 10.0, 3.5, 0),
    ("718-7", "g/dL", 14.2, 1.3, 1),
    ("6690-2", "10*3/uL", 6.6, 1.5, 1),
    ("777-3", "10*3/uL", 245.0, 50.0, 0),
    ("1751-7", "g/dL", 4.3, 0.3, 1),
)
"""Analyte, unit, mean, spread and digits of a healthy adult; assumed, from memory."""


def draw_panels(region: Region) -> None:
    """Tubes and laboratories of every result, then the panels of candidates."""
    _tubes(region)
    _panels(region)


def _tubes(region: Region) -> None:
    """The laboratory of the order; those from abroad bring reports of laboratories that nobody here keeps."""
    rng = region.rng("panels", "tubes")
    result, order, person = region["laboratory_result"], region["laboratory_order"], region["person"]
    n = result.n
    foreign = person["residency"][result["person"]] != "resident"
    brought = foreign & some(rng, n, region.dials["abroad.reports_brought_along"]) | some(rng, n, 0.002)
    result["laboratory"] = either(brought, NOBODY, order["laboratory"][result["_order"]])
    name = np.array(
        [
            f"Laboratory {each}-{k}"
            for each, k in zip(person["nationality"][result["person"]], rng.integers(1, 9, n), strict=True)
        ]
    )
    result["laboratory_as_stated"] = either(brought, name, None)
    # one tube serves all tests of one person and day
    tube = result["person"] * 40_000 + result["observed_on"].astype(np.int64)
    _, which = np.unique(tube, return_inverse=True)
    result["sample_number"] = np.array([f"T{k:07d}" for k in rng.permutation(9_000_000)[:n]], dtype=object)[which]
    result["analyte"] = [LOINC.get(each) for each in result["test"]]


def _panels(region: Region) -> None:
    """A dozen values for each candidate whose creatinine was measured; some are called again a few days later."""
    rng = region.rng("panels", "values")
    result = region["laboratory_result"]
    rows = np.flatnonzero((result["test"] == "creatinine") & (result["laboratory"] != NOBODY))
    rows = rows[some(rng, len(rows), region.rates.number("panels_measured"))]
    values = _values(rng, len(rows))
    controls = _values(rng, region["facility"].n)
    copied = some(rng, len(rows), region.dials["tests.control_copied"])
    values[copied] = controls[result["laboratory"][rows[copied]]]  # the analyser was on its control sample
    again = np.flatnonzero(some(rng, len(rows), region.dials["tests.repeated"]))
    second = values[again] + _noise(rng, len(again))
    burst = some(rng, len(again), region.dials["tests.tube_had_burst"])
    values[again[burst], 1] += 2.1  # potassium of a haemolysed tube is high, and falls without treatment
    _write(region, rows, values, result["observed_on"][rows], result["sample_number"][rows])
    number = np.array([f"T9{k:06d}" for k in rng.permutation(900_000)[: len(again)]], dtype=object)
    on = np.minimum(result["observed_on"][rows[again]] + days(rng, 2, 12, len(again)), ENDS)
    _write(region, rows[again], _rounded(second), on, number)


def _values(rng: np.random.Generator, n: int) -> Array:
    mean, spread = (np.array([each[k] for each in PANEL], dtype=float) for k in (2, 3))
    return _rounded(np.maximum(rng.normal(mean, spread, (n, len(PANEL))), mean / 5))


def _noise(rng: np.random.Generator, n: int) -> Array:
    spread = np.array([each[3] for each in PANEL], dtype=float)
    drawn: Array = rng.normal(0, spread / 3, (n, len(PANEL)))
    return drawn


def _rounded(values: Array) -> Array:
    digits = [each[4] for each in PANEL]
    return np.stack([values[:, k].round(each) for k, each in enumerate(digits)], axis=1)


def _write(region: Region, rows: Array, values: Array, on: Array, sample: Array) -> None:
    result, n, wide = region["laboratory_result"], len(rows), len(PANEL)
    result.add(
        n * wide,
        person=np.repeat(result["person"][rows], wide),
        laboratory=np.repeat(result["laboratory"][rows], wide),
        sample_number=np.repeat(sample, wide),
        test="other",
        analyte=np.tile(np.array([each[0] for each in PANEL], dtype=object), n),
        value=values.ravel(),
        unit_code=np.tile(np.array([each[1] for each in PANEL], dtype=object), n),
        observed_on=np.repeat(on, wide),
        _sheet=np.repeat(rows, wide),
    )
