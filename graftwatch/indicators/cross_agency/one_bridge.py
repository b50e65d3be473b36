"""XC-02: one telephone, person, firm or account beside unrelated pairs in the records of several kinds of office."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, count, indicator, months
from graftwatch.indicators.fullest import in_fullest_window
from graftwatch.indicators.views.touching import ROWS
from graftwatch.law import cite


@indicator(
    code="XC-02",
    title="One helper in the records of several offices",
    about="thing",
    family="network",
    strength="strong",
    phase="before surgery",
    holders=["hospital", "border police", "financial intelligence unit"],
    cites=[
        cite("unodc2022", "launch notice"),
        cite("coe-netta", "network page"),
        cite("osce-2020", "session 2, partnerships"),
        cite("design", "kinds of sources counted"),
    ],
    benign=[
        "A carer of two patients who are kin in a way that no paper says",
        "A licensed agent, a guest house or a patients' association whose licence the register does not show",
        "An employer who pays, drives and answers the telephone for two of the staff",
        "A number that was given to somebody else in between",
    ],
    blind_to=[
        "Helpers who use another telephone with each office, and whom no register ties to it",
        "People whom each office numbers in its own way, until the links between them have been reviewed",
        "Whatever an office holds that has no agreement to join its tables",
        "Somebody beside one pair only whom others pay: FI-01 and FI-02 ask about accounts",
    ],
    ask_first=[
        "Each office, under the agreement: in what role does this person or number stand in your records?",
        "The donors, alone: who met you, who travelled with you, and who paid?",
    ],
    p_ring=Range(
        0.2, 0.6, on="2026-11", basis="design",
        source="one helper met, paid for and accompanied donors in most prosecuted cases; records seldom meet",
    ),
    p_ordinary=Range(0.0005, 0.01, on="2026-11", basis="design", source="no published rate; helpers of two families"),
    without={
        "journey": "that a helper is known at the border, too",
        "visa_application": "that a helper is known to a consulate, too",
        "laboratory_order": "that a helper is known to a laboratory, too",
        "payment": "that a helper is known to a bank, too",
    },
)  # fmt: skip
def one_bridge(
    touching: ir.Table,
    *,
    min_sources: int = count(2, basis="design", source="indicators XC-02", within=(2, 3)),
    min_pairs: int = count(2, basis="design", source="indicators XC-02", within=(2, 4)),
    window_months: int = months(36, basis="design", source="as for HO-01", within=(12, 60)),
) -> ir.Table:
    """Does one telephone, person, firm or account stand beside unrelated pairs in records of several kinds of office?

    Nobody with an official or licensed role counts, nor the people of the pairs themselves. A bank is one more kind of
    office, and never what joins two pairs: people pay each other for a thousand reasons. The size is the number of
    unrelated circles.
    """
    named = touching.filter(touching.source != "bank")
    # most things stand beside one circle: the sweep over windows need not see those
    wide = named.group_by("thing").agg(n_circles=named.circle.nunique())
    shared = in_fullest_window(
        named.semi_join(wide.filter(wide.n_circles >= min_pairs), "thing"),
        key="thing",
        member="circle",
        on="on",
        months=window_months,
        at_least=min_pairs,
        name="n_pairs",
    )
    every = ibis.union(shared, _paid(touching, shared, window_months))
    sources = every.select("thing", "source").distinct()
    sources = sources.group_by("thing").agg(n_sources=sources.count())
    asked = every.join(sources.filter(sources.n_sources >= min_sources), "thing")
    return asked.select(
        *ROWS,
        "n_pairs",
        "n_sources",
        subject="thing",
        known_on="told",
        size=asked.n_pairs.cast("float64"),
    )


def _paid(touching: ir.Table, shared: ir.Table, window_months: int) -> ir.Table:
    """Payments with those same circles, at most a window away from the last record that joins them."""
    joined = shared.group_by("thing", "circle", "n_pairs").agg(last_on=shared.on.max())
    paid = touching.filter(touching.source == "bank").join(joined, ["thing", "circle"])
    keeps = ibis.interval(months=window_months)
    near = paid.filter(paid.on <= (paid.last_on + keeps).cast("date"), paid.last_on <= (paid.on + keeps).cast("date"))
    return near.select(*shared.columns)
