"""The run's side of the lot: its ordinary files in an order nobody chose, and what lies below the bar, for its folder.

The desk takes from that order, passing over whatever is under review, so that the chance of each file is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ibis
import pyarrow as pa

from graftwatch import engines
from graftwatch.leads import Lead, Opened
from graftwatch.leads.lots import LEAST_A_YEAR, how_many, in_order_of_lot
from graftwatch.leads.ordinary import Population
from graftwatch.leads.rows import pair_key
from graftwatch.leads.weight import Bits

SPARE = 3
"""How many files are told for each that may be drawn: some of the first are under review already."""

FILES = pa.schema(
    [
        ("key", pa.string()),
        ("by_lot", pa.bool_()),
        ("numbers", pa.list_(pa.string())),
        ("bits", pa.float64()),
        ("why_not", pa.string()),
        ("codes", pa.list_(pa.string())),
    ]
)


@dataclass(frozen=True)
class Lottery:
    """Every ordinary pair and recipient in the order of the lot; the first of them as they would be shown."""

    order: tuple[str, ...]
    told: tuple[Lead, ...]


def lottery(opened: Opened, populations: Mapping[str, Population], fingerprint: str) -> Lottery:
    """Pairs, and recipients who are in no pair; never a donor, never what is a lead or on the protection list."""
    pairs = set(populations["pair"].stratum_of)
    paired = {pair.split(":", 1)[1] for pair in pairs}
    keys = {f"pair:{pair}" for pair in pairs}
    keys |= {f"recipient:{each}" for each in populations["recipient"].stratum_of if each not in paired}
    order = in_order_of_lot(keys - _taken(opened), fingerprint)
    below = {lead.key: lead for lead in opened.below}
    n_told = SPARE * max(how_many(len(opened.leads), 0), LEAST_A_YEAR)
    return Lottery(tuple(order), tuple(below.get(key) or _silent(key) for key in order[:n_told]))


def _taken(opened: Opened) -> set[str]:
    standing = (*opened.leads, *opened.protection)
    return {lead.key for lead in standing} | {f"{kind}:{key}" for lead in standing for kind, key in lead.also}


def _silent(key: str) -> Lead:
    """A file about which no question answered yes."""
    kind, anchor = key.split(":", 1)
    return Lead(kind, anchor, (), (), Bits(0.0, 0.0, 0.0), "weight", (), (), False, why_not="no question said yes")


def files_table(drawn: Lottery, opened: Opened, tables: Mapping[str, ibis.Table]) -> pa.Table:
    """`files.parquet`: each file of the lot and each anchor below the bar, with why it is no lead. Enters no table."""
    below = {lead.key: lead for lead in opened.below}
    numbers = _numbers(tables)
    by_lot = set(drawn.order)
    rows: list[dict[str, Any]] = []
    for key in [*drawn.order, *sorted(set(below) - by_lot)]:
        lead = below.get(key) or _silent(key)
        rows.append(
            {
                "key": key,
                "by_lot": key in by_lot,
                "numbers": sorted(numbers.get(key, ())),
                "bits": round(lead.bits.value, 2),
                "why_not": lead.why_not,
                "codes": [each.finding.code for each in lead.counted],
            }
        )
    return pa.Table.from_pylist(rows, FILES)


def _numbers(tables: Mapping[str, ibis.Table]) -> dict[str, set[str]]:
    """The numbers under which offices know a file."""
    found: dict[str, set[str]] = {}
    for number, donor, recipient in _rows(tables, "living_donor_assessment", "file_number", "donor", "recipient"):
        if number and recipient:
            found.setdefault(f"recipient:{recipient}", set()).add(number)
            if donor:
                found.setdefault(f"pair:{pair_key(donor, recipient)}", set()).add(number)
    for number, person in _rows(tables, "waiting_list_entry", "file_number", "person"):
        if number and person:
            found.setdefault(f"recipient:{person}", set()).add(number)
    return found


def _rows(tables: Mapping[str, ibis.Table], name: str, *columns: str) -> list[tuple[str | None, ...]]:
    if name not in tables or not set(columns) <= set(tables[name].columns):
        return []
    arrow = engines.rows_of(tables[name], columns)
    return list(zip(*(arrow[column].to_pylist() for column in columns), strict=True))
