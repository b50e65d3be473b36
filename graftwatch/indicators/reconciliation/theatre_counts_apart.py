"""Months in which the operating theatre and the registry count different things."""

from __future__ import annotations

import datetime as dt

import ibis

from graftwatch.indicators import days, disagreement
from graftwatch.law import cite

KIDNEYS = ("kidney", "kidney_pancreas")


@disagreement(
    title="Theatre, anaesthesia and registry count differently in the same month",
    mends="hospital, with the transplant authority",
    do="Lay the theatre list beside the registry for that month, and enter or correct what is missing.",
    phrases={
        "implants_apart": "Kidney implantations on the theatre list and kidney transplants in the registry",
        "nephrectomies_apart": "Donor nephrectomies on the theatre list and living kidneys in the registry",
        "anaesthesias_apart": "Anaesthesias given and operations on the theatre list",
    },
    cites=[
        cite("osce-2020", "session 2, discussion, registry audit"),
        cite("istanbul-2018", "principle 6"),
    ],
    may_be_empty=[
        "theatre_count.n_implants",
        "theatre_count.n_nephrectomies",
        "theatre_count.n_anaesthesias",
        "organ.living_donor",
    ],
)
def theatre_counts_apart(
    theatre_count: ibis.Table,
    transplant: ibis.Table,
    organ: ibis.Table | None = None,
    *,
    due_days: int = days(90, basis="found", source="OPTN: a transplant is to be registered within 90 days"),
    today: dt.date,
) -> ibis.Table:
    """A hospital's theatre counted more or fewer kidney operations in a month than the registry knows.

    Only months are compared that the theatre counted and for which registration was due; a hospital that sends no
    counts is not seen here. `n_counted` is the theatre's own number, `n_registered` what it is held against.
    """
    counted = _counted(theatre_count, today, due_days)
    implants = _monthly(transplant.filter(transplant.organ_kind.isin(KIDNEYS)), "performed_on")
    parts = [_apart(counted, implants, "n_implants", "implants_apart")]
    if organ is not None:
        recovered = organ.filter(organ.living_donor.notnull(), organ.kind == "kidney")
        parts.append(_apart(counted, _monthly(recovered, "recovered_on"), "n_nephrectomies", "nephrectomies_apart"))
    given = counted.select("facility", "month", n=counted.n_implants + counted.n_nephrectomies).filter(
        ibis._.n.notnull()
    )
    parts.append(_apart(counted, given, "n_anaesthesias", "anaesthesias_apart"))
    return ibis.union(*parts)


def _counted(theatre_count: ibis.Table, today: dt.date, due_days: int) -> ibis.Table:
    """One row per facility and month: its theatres together. A number that one of them left out is left out."""
    closed = theatre_count.filter(
        theatre_count.month + ibis.interval(months=1) + ibis.interval(days=due_days) <= ibis.literal(today)
    )
    n = closed.count()
    whole = {
        name: ibis.ifelse(closed[name].count() == n, closed[name].sum(), ibis.null("int64"))
        for name in ("n_implants", "n_nephrectomies", "n_anaesthesias")
    }
    return closed.group_by("facility", "month").aggregate(
        row=closed.id.min(), file_number=closed.file_number.min(), known_on=closed.recorded_on.max(), **whole
    )


def _monthly(rows: ibis.Table, when: str) -> ibis.Table:
    """How many rows each facility has in each month, named by its first day."""
    dated = rows.select("facility", month=rows[when].truncate("M").cast("date"))
    return dated.group_by("facility", "month").aggregate(n=dated.count())


def _apart(counted: ibis.Table, registered: ibis.Table, name: str, what: str) -> ibis.Table:
    held = registered.select("n", place="facility", start="month")
    both = counted.left_join(held, [counted.facility == held.place, counted.month == held.start])
    if name == "n_anaesthesias":
        both = both.filter(both.n.notnull())
    n_registered = both.n.coalesce(0)
    return both.filter(both[name].notnull(), both[name] != n_registered).select(
        row_table=ibis.literal("theatre_count"),
        row="row",
        file_number="file_number",
        facility="facility",
        known_on="known_on",
        what=ibis.literal(what),
        n_counted=both[name].cast("int64"),
        n_registered=n_registered.cast("int64"),
    )
