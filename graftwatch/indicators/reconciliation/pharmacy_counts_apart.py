"""Months in which the hospital pharmacy gave out more for transplants than the registry has transplants."""

from __future__ import annotations

import datetime as dt

import ibis

from graftwatch.indicators import count, days, disagreement
from graftwatch.law import cite


@disagreement(
    title="The pharmacy gave out more for transplants than the registry has operations",
    mends="hospital, with the transplant authority",
    do="Lay the pharmacy's month beside the registry, and enter what is missing or say what it was given out for.",
    phrases={
        "inductions_apart": "Courses of induction treatment, and transplants that may have needed one",
        "perfusion_apart": "Organ perfusion fluid given out in a month without recovery or transplant",
    },
    cites=[
        cite("osce-2020", "session 2, discussion, registry audit"),
        cite("istanbul-2018", "principle 6"),
    ],
    may_be_empty=["pharmacy_count.n_inductions", "pharmacy_count.n_perfusion_units"],
)
def pharmacy_counts_apart(
    pharmacy_count: ibis.Table,
    transplant: ibis.Table,
    organ: ibis.Table | None = None,
    *,
    spare: int = count(
        0, basis="design", source="a course ordered for the first day of the next month, or for a rejection"
    ),
    due_days: int = days(90, basis="found", source="OPTN: a transplant is to be registered within 90 days"),
    today: dt.date,
) -> ibis.Table:
    """A hospital's pharmacy gave out more courses of induction treatment in a month than there were transplants there.

    Fewer prove nothing, since not every patient is given one. Perfusion fluid is held only against nothing at all.
    """
    closed = pharmacy_count.filter(
        pharmacy_count.month + ibis.interval(months=1) + ibis.interval(days=due_days) <= ibis.literal(today)
    )
    done = _monthly(transplant.select("facility", day="performed_on"))
    parts = [_more(_beside(closed, done), "n_inductions", "inductions_apart", spare)]
    if organ is not None:
        either = ibis.union(
            transplant.select("facility", day="performed_on"), organ.select("facility", day="recovered_on")
        )
        idle = _beside(closed, _monthly(either))
        parts.append(_more(idle.filter(idle.n == 0), "n_perfusion_units", "perfusion_apart", 0))
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def _monthly(operations: ibis.Table) -> ibis.Table:
    dated = operations.select(place="facility", start=operations.day.truncate("M").cast("date"))
    return dated.group_by("place", "start").aggregate(n=dated.count())


def _beside(counted: ibis.Table, registered: ibis.Table) -> ibis.Table:
    both = counted.left_join(registered, [counted.facility == registered.place, counted.month == registered.start])
    return both.mutate(n=both.n.coalesce(0))


def _more(both: ibis.Table, name: str, what: str, spare: int) -> ibis.Table:
    return both.filter(both[name] > both.n + spare).select(
        row_table=ibis.literal("pharmacy_count"),
        row="id",
        file_number="file_number",
        facility="facility",
        known_on="recorded_on",
        what=ibis.literal(what),
        n_counted=both[name].cast("int64"),
        n_registered=both.n.cast("int64"),
    )
