"""WL-04: at one unit, or under one hand, far more patients leave without an explanation than elsewhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator, months, share
from graftwatch.indicators.exact import benjamini_hochberg, binomial_upper, fisher_greater
from graftwatch.law import cite

NO_REASON = codes.REMOVAL_REASON.in_group("not_known")
NUMBERS = ("size", "n_patients", "n_expected", "share_p")
RECORDED = "departures recorded"


def more_than_the_others(rows: pa.Table, *, alpha: float, min_n: float, **_parameters: float) -> pa.Table:
    """The rows of units with more unexplained departures than their share, with the numbers.

    Given how many there are in the whole State, a unit's own count is binomial by its share of the time at risk: the
    exact test of two Poisson rates. Among departures that were recorded it is Fisher's test. `share_p` is the chance
    corrected for the number of units (Benjamini and Hochberg).
    """
    units = _units_of(rows)
    chances, expected = [], []
    for unit in units:
        alike = [each for each in units if each.base == unit.base]
        total, every = sum(each.found for each in alike), sum(each.at_risk for each in alike)
        expected.append(total * unit.at_risk / every)
        chances.append(_chance(unit.base, unit.found, total, unit.at_risk, every))
    keep, numbers = np.zeros(len(rows), dtype=bool), {name: np.full(len(rows), np.nan) for name in NUMBERS}
    corrected: Any = benjamini_hochberg(chances) if chances else ()
    for unit, usual, chance in zip(units, expected, corrected, strict=True):
        if unit.found >= max(min_n, 1) and chance <= alpha:
            keep[unit.places] = True
            for name, value in zip(NUMBERS, (unit.found / usual, unit.found, usual, chance), strict=True):
                numbers[name][unit.places] = value
    for name, values in numbers.items():
        rows = rows.set_column(rows.column_names.index(name), name, pa.array(values, pa.float64()))
    return rows.filter(pa.array(keep, pa.bool_()))


@dataclass(frozen=True)
class _Unit:
    """One unit on one base: what is at risk there, how many patients left it unexplained, and their rows."""

    base: str
    at_risk: float
    found: int
    places: list[int]


def _units_of(rows: pa.Table) -> list[_Unit]:
    grouped: dict[tuple[str, str], list[tuple[int, float, str | None]]] = {}
    columns = (rows[name].to_pylist() for name in ("base", "subject", "at_risk", "who"))
    for place, (base, subject, at_risk, who) in enumerate(zip(*columns, strict=True)):
        grouped.setdefault((base, subject), []).append((place, at_risk, who))
    return [
        _Unit(key[0], of[0][1], len({who for *_, who in of} - {None}), [place for place, _, who in of if who])
        for key, of in sorted(grouped.items())
    ]


def _chance(base: str, found: int, total: int, risk: float, every: float) -> float:
    if base == RECORDED:
        of, others = round(risk), round(every - risk)
        return fisher_greater(min(found, of), of, min(total - found, others), others)
    return binomial_upper(found, total, risk / every)


@indicator(
    code="WL-04",
    title="Unexplained departures gather at one unit",
    about="thing",
    family="network",
    strength="strong",
    phase="before surgery",
    holders=["transplant authority", "health insurer"],
    cites=[
        cite("del2024a", "police statements, brokers in dialysis units"),
        cite("nl-survey", "abstract and results"),
        cite("osce-2020", "session 1, discussion, controlled list"),
    ],
    benign=[
        "A unit that serves people with family in another country, who have donors there",
        "A unit that closed, moved or changed its software, and whose transfers were coded as other",
        "A registrar who writes down all departures of a large hospital, or who cleans the list once a year",
        "A region that many leave for work",
        "Patients who go elsewhere because the care here is poor",
    ],
    blind_to=[
        "Brokers who take one patient from each unit",
        "Units whose departures are all coded as transfers or as medical",
        "A State in which patients leave everywhere alike",
        "Units with fewer patients than the least number asked about",
        "Departures for which no reason was written down: units differ in that, and a list of them is kept",
    ],
    ask_first=[
        "The head of the unit: what became of these patients, and who comes to the unit to speak with patients?",
        "The patients who are there: do they know what an offer of an organ abroad may mean? (information, no blame)",
    ],
    p_ring=Range(
        0.2, 0.6, on="2026-11", basis="design",
        source="brokers worked in dialysis units as police allege in one case; Dutch professionals reported clusters",
    ),
    p_ordinary=Range(
        0.001, 0.05, on="2026-11", basis="design", source="one in a hundred by chance; units differ in how they record"
    ),
    judge=more_than_the_others,
    by_p_value=True,
    may_be_empty=[
        *("waiting_list_entry.facility", "waiting_list_event.recorded_by", "waiting_list_event.facility"),
        "dialysis_session.facility",
    ],
    without={
        "dialysis_stopped": "patients of dialysis units who never were on the list",
        "dialysis_session": "patients of dialysis units who never were on the list",
    },
)  # fmt: skip
def departure_cluster(
    departure: ir.Table,
    left_untransplanted: ir.Table,
    waiting_list_entry: ir.Table,
    waiting_list_event: ir.Table,
    dialysis_stopped: ir.Table | None = None,
    dialysis_session: ir.Table | None = None,
    *,
    alpha: float = share(0.01, basis="design", source="indicators WL-04", within=(0.001, 0.05)),
    min_n: int = count(3, basis="design", source="indicators WL-04", within=(3, 5)),
    window_months: int = months(24, basis="design", source="long enough for three at a small unit", within=(12, 36)),
    today: dt.date,
) -> ir.Table:
    """Do far more patients leave unexplained at one listing centre, at one dialysis unit or under one registrar's hand
    than the time at risk there would lead one to expect?

    Unexplained are the departures of WL-01 for which a reason was written down, and the dialysis that stopped of WL-02.
    Time at risk is counted in days on the list or on dialysis, and for who records in departures recorded. The subject
    has its kind in front. The size is how many times more than expected.
    """
    since = (ibis.literal(today) - ibis.interval(months=window_months)).cast("date")
    left = left_untransplanted.select("waiting_list_entry", "waiting_list_event", "known_on", who="subject")
    said = departure.filter(departure.reason.notnull(), departure.reason.notin(NO_REASON), departure.left_on >= since)
    left = left.join(said.select("entry", "facility"), [("waiting_list_entry", "entry")])
    written = waiting_list_event.select("recorded_by", event="id")
    parts = [
        _units("days on the list", "facility:", _listed(waiting_list_entry, departure, since, today), _of_list(left)),
        _units(RECORDED, "practitioner:", _recorded(said, written), _of_hand(left, written)),
    ]
    if dialysis_stopped is not None and dialysis_session is not None:
        session = dialysis_session.select("person", "facility", "held_on", key="id")
        session = session.filter(session.held_on >= since, session.held_on <= ibis.literal(today))
        parts.append(
            _units("days on dialysis", "facility:", _dialysed(session), _of_dialysis(dialysis_stopped, session))
        )
    return ibis.union(*parts)


def _units(base: str, kind: str, at_risk: ir.Table, gone: ir.Table) -> ir.Table:
    """One row per unit and patient who left it unexplained, and one for each unit that nobody left so."""
    of = at_risk.filter(at_risk.unit.notnull(), at_risk.at_risk > 0)
    gone = gone.select("who", "known_on", "waiting_list_event", "dialysis_session", of="unit")
    rows = of.left_join(gone, [("unit", "of")])
    return rows.select(
        "who", "known_on", "at_risk", "waiting_list_event", "dialysis_session", base=ibis.literal(base),
        subject=ibis.literal(kind) + rows.unit, **dict.fromkeys(NUMBERS, ibis.null("float64")),
    )  # fmt: skip


def _listed(entry: ir.Table, departure: ir.Table, since: ir.DateValue, today: dt.date) -> ir.Table:
    gone = departure.select("left_on", of="entry")
    stood = entry.select("facility", "listed_on", key="id").left_join(gone, [("key", "of")])
    until = ibis.least(ibis.coalesce(stood.left_on, ibis.literal(today)), ibis.literal(today))
    stood = stood.mutate(n_days=until.delta(ibis.greatest(stood.listed_on, since), unit="day"))
    stood = stood.filter(stood.n_days > 0)
    return stood.group_by(unit=stood.facility).agg(at_risk=stood.n_days.sum().cast("float64"))


def _dialysed(session: ir.Table) -> ir.Table:
    spell = session.group_by("person", "facility").agg(first_on=session.held_on.min(), last_on=session.held_on.max())
    spell = spell.mutate(n_days=spell.last_on.delta(spell.first_on, unit="day") + 1)
    return spell.group_by(unit=spell.facility).agg(at_risk=spell.n_days.sum().cast("float64"))


def _recorded(said: ir.Table, written: ir.Table) -> ir.Table:
    gone = said.select("recipient", of="event").join(written, [("of", "event")])
    return gone.group_by(unit=gone.recorded_by).agg(at_risk=gone.recipient.nunique().cast("float64"))


def _of_list(left: ir.Table) -> ir.Table:
    return left.select("who", "known_on", "waiting_list_event", unit="facility", dialysis_session=ibis.null("string"))


def _of_hand(left: ir.Table, written: ir.Table) -> ir.Table:
    by = left.join(written, [("waiting_list_event", "event")])
    return by.select("who", "known_on", "waiting_list_event", unit="recorded_by", dialysis_session=ibis.null("string"))


def _of_dialysis(dialysis_stopped: ir.Table, session: ir.Table) -> ir.Table:
    stop = dialysis_stopped.group_by(who="subject", last="dialysis_session").agg(
        known_on=dialysis_stopped.known_on.max()
    )
    at = stop.join(session.select("key", "facility"), [("last", "key")])
    return at.select(
        "who", "known_on", unit="facility", waiting_list_event=ibis.null("string"), dialysis_session="last"
    )
