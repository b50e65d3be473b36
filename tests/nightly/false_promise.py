"""A made-up question that promises too much: it says that a recipient's answer needs only their own rows."""

from __future__ import annotations

import dataclasses

import ibis.expr.types as ir

from graftwatch.indicators import all_indicators
from graftwatch.testing import Drawn


def gives_like_others(transplant: ir.Table) -> ir.Table:
    """Was a recipient operated on at a facility that operated on somebody else, too?"""
    n = transplant.group_by("facility").agg(n_others=transplant.recipient.nunique())
    both = transplant.join(n.filter(n.n_others > 1), "facility")
    return both.select(subject="recipient", known_on="recorded_on", size=both.n_others.cast("float64"), transplant="id")


QUESTION = dataclasses.replace(
    all_indicators()["LD-20"], function=gives_like_others, code="XX-00", about="recipient", depends_on="recipient",
    without=(), may_be_empty=(),
)  # fmt: skip

DRAWN = Drawn(
    QUESTION,
    """
    transplant
    id | recipient | donor | facility | performed_on
    t1 | ana       | ben   | north    | 2025-03-04
    t2 | bo        | cem   | north    | 2025-03-09
    t3 | cy        | dan   | south    | 2025-04-01
    t4 | dee       | eva   | south    | 2025-04-03
    t5 | eli       | fay   | west     | 2025-05-03
    t6 | flo       | gus   | west     | 2025-05-04
    """,
    "2026-06-30",
    {},
)
