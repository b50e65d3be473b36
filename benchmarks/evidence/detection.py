"""What is found in Atlantis on seeds that nobody developed with: rings, look-alikes, and leads without rings.

Each seed is built without rings and with 1 per cent of pairs in rings, and screened with all tables and with the
waiting list and transplants only. Records of finished screenings are kept, so that a run that was cut off goes on.
"""

from __future__ import annotations

import json
import shutil
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from django.conf import settings

from benchmarks.evidence.detection_told import told
from benchmarks.evidence.matching import Planted, Row, outcome_of, planted_of, rows_of
from benchmarks.evidence.naming import Naming
from graftwatch.apps.screening.screen import screen
from graftwatch.indicators import all_indicators
from graftwatch.leads import Opening
from graftwatch.records.schema import schema
from graftwatch.site.verbs.atlantis import build_atlantis

SEEDS = tuple(range(9101, 9111))  # 9001 to 9010 are used up: see docs/decisions, 2026-11-22
SHARES = (0.01, 0.0)
SCALE = 1.0
ALL, LIST_ONLY = "all tables", "waiting list and transplants"
WIDE = Opening(reviewer_hours=10_000)
"""A queue of 5,000, so that what an ordinary queue of fifty leaves out can be counted; its first fifty are the same."""
LIST_TABLES = ("waiting_list_entry", "waiting_list_event", "transplant", "person", "facility")


def detection(work: Path) -> str:
    """Build, screen and compare every seed in turn, then tell."""
    records = [record for seed in SEEDS for record in _of_seed(work / "detection", seed)]
    return told(records, seeds=SEEDS, scale=SCALE)


def _of_seed(work: Path, seed: int) -> Iterator[dict[str, Any]]:
    for share in SHARES:
        names = {tables: work / f"{seed} {share:g} {tables}.json" for tables in (ALL, LIST_ONLY)}
        if not all(name.exists() for name in names.values()):
            _run(work, seed, share, names)
        for name in names.values():
            yield json.loads(name.read_text("utf-8"))


def _run(work: Path, seed: int, share: float, names: Mapping[str, Path]) -> None:
    """Build one State, screen it with all tables and with few, and write down what came of each."""
    place = work / "now"
    shutil.rmtree(place, ignore_errors=True)
    folder, truth = place / f"seed-{seed}", place / "truth.json"
    began = time.monotonic()
    build_atlantis(folder, truth, seed=seed, scale=SCALE, rings=share, tell=lambda words: None)
    built = time.monotonic() - began
    naming, planted = Naming(folder, schema(), settings.NODE_KEY), json.loads(truth.read_text("utf-8"))
    for tables, name in names.items():
        screened = _few(folder, place / "few") if tables == LIST_ONLY else folder
        began = time.monotonic()
        screen(out=place / "run", folder=screened, opening=WIDE)
        seconds = {"build": built, "screen": time.monotonic() - began}
        record = _record(place / "run", naming, planted)
        record |= {"seed": seed, "share": share, "tables": tables, "seconds": seconds}
        name.write_text(json.dumps(record, indent=1, default=list), encoding="utf-8")
        print(f"[evidence]   {name.stem}: {seconds['screen']:.0f} s", flush=True)
    shutil.rmtree(place)


def _few(folder: Path, into: Path) -> Path:
    """A folder of the same name, hence with the same keys, that holds the waiting list and the transplants only."""
    few = into / folder.name
    few.mkdir(parents=True)
    for table in LIST_TABLES:
        for path in folder.glob(f"{table}.*"):
            shutil.copy(path, few)
    return few


def _record(run: Path, naming: Naming, truth: Mapping[str, Any]) -> dict[str, Any]:
    """What one screening made of what was planted; names are read from the whole folder, whatever was screened."""
    said = json.loads((run / "leads.json").read_text("utf-8"))
    leads, protection = said["leads"], said["protection"]
    people_of = naming.people_of({row for lead in leads for row in rows_of(lead)})
    about = {code: question.about for code, question in all_indicators().items()}
    found_rows = _found_rows(run)

    def outcome(planted: Planted) -> dict[str, Any]:
        found = asdict(outcome_of(planted, leads, protection, found_rows, about, people_of))
        kept = {name: found["planted"][name] for name in ("id", "recipe", "clearing_paper")}
        return {**kept, **{name: value for name, value in found.items() if name != "planted"}}

    return {
        "n_leads": len(leads),
        "n_protection": len(protection),
        "rings": [outcome(one) for one in planted_of(truth, "rings", naming.key_of, naming.people_of)],
        "lookalikes": [outcome(one) for one in planted_of(truth, "lookalikes", naming.key_of, naming.people_of)],
        "codes": dict(_codes(leads)),
    }


def _codes(leads: list[dict[str, Any]]) -> Mapping[str, int]:
    """In how many leads each question speaks."""
    counted: dict[str, int] = defaultdict(int)
    for lead in leads:
        for code in {finding["code"] for finding in lead["findings"]}:
            counted[code] += 1
    return counted


def _found_rows(run: Path) -> dict[str, set[Row]]:
    """By question every row cited anywhere in the run, lead or no lead."""
    findings, evidence = pq.read_table(run / "findings.parquet"), pq.read_table(run / "evidence.parquet")
    code_of = dict(zip(findings["finding"].to_pylist(), findings["code"].to_pylist(), strict=True))
    found: dict[str, set[Row]] = defaultdict(set)
    for finding, table, row in zip(*(evidence[n].to_pylist() for n in ("finding", "table", "row")), strict=True):
        found[code_of[finding]].add((table, row))
    return found
