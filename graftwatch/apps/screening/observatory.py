"""The yearly observatory questionnaire's counts for the report, with small numbers hidden."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import ibis

from graftwatch import codes
from graftwatch.apps.screening.gifts import READS, gifts_for_report
from graftwatch.indicators.asking import Sitting, TableMissingError, columns_read
from graftwatch.indicators.indicator import Asked
from graftwatch.indicators.store import Store
from graftwatch.measures.disclosure import TOTAL, UNDER, two_way
from graftwatch.measures.observatory.departures import departures
from graftwatch.measures.observatory.donors_abroad import donors_abroad
from graftwatch.measures.observatory.transplanted_abroad import transplanted_abroad
from graftwatch.measures.observatory.waiting_list import waiting_list
from graftwatch.tables import Schema

N_YEARS = 5

Count = Callable[..., ibis.Table]


def _on_the_list(
    waiting_list_entry: ibis.Table,
    waiting_list_event: ibis.Table,
    person: ibis.Table | None = None,
    death: ibis.Table | None = None,
    *,
    today: dt.date,
) -> ibis.Table:
    return waiting_list(waiting_list_entry, waiting_list_event, person, death, year=today.year)


def _departed(
    waiting_list_entry: ibis.Table, waiting_list_event: ibis.Table, person: ibis.Table | None = None, *, today: dt.date
) -> ibis.Table:
    return departures(waiting_list_entry, waiting_list_event, person, year=today.year)


def _abroad(
    travel_registration: ibis.Table,
    waiting_list_entry: ibis.Table | None = None,
    waiting_list_event: ibis.Table | None = None,
    person: ibis.Table | None = None,
    *,
    today: dt.date,
) -> ibis.Table:
    return transplanted_abroad(travel_registration, waiting_list_entry, waiting_list_event, person, year=today.year)


def _gave_abroad(travel_registration: ibis.Table, person: ibis.Table | None = None, *, today: dt.date) -> ibis.Table:
    return donors_abroad(travel_registration, person, year=today.year)


WORDS = {
    "first_entries": "First entries in the year",
    "ever_active": "Active on any day of the year",
    "active_at_end": "Active on 31 December",
    "died_waiting": "Died waiting",
    "registered": "Registered by name",
    "registered_anonymously": "Registered without a name",
    "said_by_list": "Said by the waiting list only",
    "not given": "No reason given",
} | {code.value: code.label for code in (*codes.REMOVAL_REASON.codes, *codes.ORGAN.codes)}

COUNTS: tuple[tuple[str, Asked, str, bool], ...] = (
    ("The waiting list (question 53)", Asked(_on_the_list), "item", False),
    ("Departures from the waiting list, by reason", Asked(_departed), "reason", True),
    ("Residents known to have been transplanted abroad (question 54)", Asked(_abroad), "known_as", True),
    ("Resident living donors known to have gone abroad (question 54)", Asked(_gave_abroad), "organ", True),
)
"""Title, count, the column that names its rows, and whether the rows add up to a total."""
COUNTED = frozenset(name for _title, count, _rows, _adds in COUNTS for name in count.tables)
"""The tables that are counted in."""


def reads(schema: Schema, there: frozenset[str], store: Store | None) -> dict[str, set[str]]:
    """What the counts read of the tables that are there."""
    found: dict[str, set[str]] = {}
    for count in (*(each for _title, each, _rows, _adds in COUNTS), READS):
        try:
            for table, columns in columns_read(count, schema, there, store=store).items():
                found.setdefault(table, set()).update(columns)
        except TableMissingError:
            continue
    return found


def tables_for_report(
    tables: Mapping[str, ibis.Table], sitting_on: Callable[[dt.date], Sitting], as_of: dt.date
) -> list[dict[str, Any]]:
    """Each count over the last complete years: title, heading, rows of text. A count without its tables is left out.

    `sitting_on` puts a question to the same tables on a day: the last of each year.
    """
    years = [as_of.year - back for back in range(N_YEARS, 0, -1)]
    sittings = {year: sitting_on(dt.date(year, 12, 31)) for year in years}
    told = []
    for title, count, rows, adds in COUNTS:
        try:
            counted = {year: _by(count, rows, sitting) for year, sitting in sittings.items()}
        except TableMissingError:
            continue
        told.append({"title": title, "head": ["", *map(str, years)], "rows": _lines(counted, adds)})
    return told + gifts_for_report(tables, years[0], years[-1])


def _by(count: Asked, column: str, sitting: Sitting) -> Counter[str]:
    arrow = sitting.rows(count)
    found: Counter[str] = Counter()
    for name, n in zip(arrow[column].to_pylist(), arrow["n"].to_pylist(), strict=True):
        found[name or "not given"] += n
    return found


def _lines(counted: Mapping[int, Counter[str]], adds: bool) -> list[list[str]]:
    names = sorted({name for counts in counted.values() for name in counts}, key=lambda name: (name not in WORDS, name))
    cells = {(name, str(year)): counts[name] for year, counts in counted.items() for name in names}
    if not names:
        return []
    shown = two_way(cells) if adds else {key: (None if 0 < n < UNDER else n) for key, n in cells.items()}
    rows = [*names, *([TOTAL] if adds else [])]
    return [[WORDS.get(name, name), *(_cell(shown[name, str(year)]) for year in counted)] for name in rows]


def _cell(n: int | None) -> str:
    return "·" if n is None else f"{n:,}"
