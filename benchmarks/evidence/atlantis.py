"""Atlantis without rings, held against published rates, difference by difference."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from benchmarks.evidence.writing import cited, percent, published, table
from graftwatch import codes, engines
from graftwatch.evaluation.intervals import of_share
from graftwatch.site.verbs.atlantis import build_atlantis

SEED, SCALE = 1, 1.0
NOT_KNOWN = codes.REMOVAL_REASON.in_group("not_known")


def atlantis(work: Path) -> str:
    """Build the State without rings, count in its tables as any office would, and compare."""
    folder = work / "atlantis" / "tables"
    shutil.rmtree(folder.parent, ignore_errors=True)
    rows = build_atlantis(folder, folder.parent / "truth.json", seed=SEED, scale=SCALE, tell=lambda words: None)
    connection = _open(folder)
    said = published()
    parts = [
        f"""## 3. Atlantis without rings, against published rates

Seed {SEED}, scale {SCALE:g}, no rings, with the look-alikes and the nuisances of record-keeping that every Atlantis
has: {sum(rows.values()):,} rows of {len(rows)} tables. Each figure is counted in the tables as they were written, not
read from the rates they were drawn from; where a cell is empty or says unknown it is left out, and that share is told.
*Beyond chance*: the published figure lies outside the exact 95 per cent interval of the one counted here. What has no
published counterpart is marked *assumed*, with its reason, in `countries/atlantis/graftwatch_atlantis/rates.toml`; such
rates have nothing to be held against, and are not in this table.
""",
        _reasons(connection, said["removals"]),
        _groups(connection, said["liver_blood_groups"]),
        _others(connection, said),
    ]
    shutil.rmtree(folder.parent)
    return "\n".join(parts)


def _open(folder: Path) -> DuckDBPyConnection:
    """Views of the written tables, each row in its last version."""
    connection: DuckDBPyConnection = engines.connect_duckdb().con
    for name in ("person", "waiting_list_entry", "waiting_list_event"):
        connection.execute(
            f"CREATE TABLE {name} AS SELECT * FROM read_csv('{folder / name}.csv', all_varchar=true, header=true) "
            "QUALIFY row_number() OVER (PARTITION BY id ORDER BY recorded_at DESC) = 1"
        )
    connection.execute(
        "CREATE TABLE departure AS SELECT e.facility, CASE WHEN v.kind = 'transferred_out' THEN 'transferred' "
        "ELSE v.reason END AS reason FROM waiting_list_event AS v JOIN waiting_list_entry AS e ON v.entry = e.id "
        "WHERE e.organ = 'kidney' AND v.kind IN ('removed', 'transferred_out')"
    )
    return connection


def _counts(connection: DuckDBPyConnection, query: str) -> dict[Any, int]:
    return {value: int(n) for value, n in connection.execute(query).fetchall()}


def _compared(ours: Mapping[str, int], theirs: Mapping[str, int], because: Mapping[str, str]) -> str:
    n_ours, n_theirs = sum(ours.values()), sum(theirs.values())
    rows = []
    for name in dict.fromkeys([*theirs, *ours]):
        here, there = ours.get(name, 0) / n_ours, theirs.get(name, 0) / n_theirs
        low, high = of_share(ours.get(name, 0), n_ours)
        apart = not low <= there <= high
        why = because.get(name, "not explained: to be looked into") if apart else ""
        difference = f"{100 * (here - there):+.2f}"
        rows.append((name, percent(there, 2), percent(here, 2), difference, "yes" if apart else "no", why))
    heading = ["", "published", "Atlantis", "difference, points", "beyond chance", "why"]
    return table(heading, rows)


def _reasons(connection: DuckDBPyConnection, said: Mapping[str, Any]) -> str:
    every = _counts(connection, "SELECT reason, count(*) FROM departure GROUP BY 1 ORDER BY 2 DESC")
    known = {reason: n for reason, n in every.items() if reason is not None and reason not in NOT_KNOWN}
    unknown = 1 - sum(known.values()) / sum(every.values())
    return f"""### Why patients leave the kidney list

Published: {cited("removals")}. Here {sum(every.values()):,} departures, of which {percent(unknown)} have no reason or
an unknown one.

{_compared(known, said["counts"], said["because"])}
"""


def _groups(connection: DuckDBPyConnection, said: Mapping[str, Any]) -> str:
    query = (
        "SELECT p.blood_group, count(*) FROM person AS p WHERE p.id IN (SELECT person FROM waiting_list_entry) "
        "AND p.blood_group IN ('O', 'A', 'B', 'AB') GROUP BY 1 ORDER BY 2 DESC"
    )
    return f"""### Blood groups of candidates

Published: {cited("liver_blood_groups")}.

{_compared(_counts(connection, query), said["counts"], {})}
"""


def _others(connection: DuckDBPyConnection, said: Mapping[str, Any]) -> str:
    least, median, most = _one(
        connection,
        "SELECT min(s), median(s), max(s) FROM "
        "(SELECT avg(CAST(reason IN ('other', 'unable_to_contact') AS INT)) AS s "
        "FROM departure WHERE reason IS NOT NULL GROUP BY facility HAVING count(*) > 50)",
    )
    (years,) = _one(
        connection,
        "SELECT avg(date_diff('day', CAST(e.listed_on AS DATE), CAST(v.effective_on AS DATE))) / 365.25 "
        "FROM waiting_list_event AS v JOIN waiting_list_entry AS e ON v.entry = e.id "
        "WHERE e.organ = 'kidney' AND v.kind = 'removed'",
    )
    (foreign,) = _one(
        connection,
        "SELECT avg(CAST(residency_at_listing LIKE 'non_resident%' AS INT)) FROM waiting_list_entry "
        "WHERE residency_at_listing LIKE '%resident%'",
    )
    centres, waiting, strangers = said["uninformative_by_centre"], said["waiting"], said["non_residents"]
    figures = [
        ("other or not reached: least centre", centres["values"]["least"], least, centres["because"]),
        ("other or not reached: middle centre", centres["values"]["median"], median, centres["because"]),
        ("other or not reached: most", centres["values"]["most"], most, centres["because"]),
        ("years from listing to leaving", waiting["values"]["years_to_leaving"], years, waiting["because"]),
        ("listings of non-residents", strangers["values"]["share_of_listings"], foreign, strangers["because"]),
    ]
    rows = [(name, f"{there:.3f}", f"{here:.3f}", f"{here - there:+.3f}", why) for name, there, here, why in figures]
    return f"""### Other figures

Published: {cited("uninformative_by_centre")}; {cited("waiting")}; {cited("non_residents")}.

{table(["", "published", "Atlantis", "difference", "why"], rows)}
"""


def _one(connection: DuckDBPyConnection, query: str) -> tuple[float, ...]:
    return tuple(float(value) for value in connection.execute(query).fetchone() or ())
