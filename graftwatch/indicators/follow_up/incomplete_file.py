"""PT-01: a patient came back from a transplant abroad with most of the file missing."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, count, days, indicator, share
from graftwatch.indicators.clearings.referred_before_travel import BY_THE_STATE
from graftwatch.law import cite

ITEMS = (
    *("hospital_named", "donor_type_given", "donor_relation_given", "operation_note"),
    *("donor_serology", "tissue_typing", "induction", "maintenance"),
)
"""The parts of a file that the next doctor needs."""


@indicator(
    code="PT-01",
    title="Came back with an incomplete file",
    about="recipient",
    family="process",
    strength="moderate",
    phase="after surgery",
    holders=["hospital", "transplant authority"],
    never_alone=True,
    cites=[
        cite("canales", "abstract"),
        cite("dicg2018", "opening"),
        cite("coe-netta", "network page"),
        cite("osce-2020", "session 2, registration on return"),
    ],
    benign=[
        "A lawful hospital that is badly organised, or that gives files only to other hospitals",
        "The patient came home in an emergency and the papers follow",
        "The file is complete in a language that nobody here has translated yet",
        "Privacy rules of the other country keep the donor's part of the file there",
        "The patient keeps the papers at home and nobody asked for them",
    ],
    blind_to=[
        "Files that nobody went through part by part",
        "Hospitals that invent a complete file",
        "Patients whose return no centre noticed",
    ],
    ask_first=[
        "The centre that cares for the patient: was the hospital abroad asked for what is missing? (care goes on)",
        "The focal point of the country named: can the hospital send the file, from doctor to doctor?",
    ],
    p_ring=Range(
        0.4, 0.8, on="2026-11", basis="design",
        source="in one US series induction was known in 3 of 10 files and maintenance in 5 of 10; not all were bought",
    ),
    p_ordinary=Range(
        0.1, 0.4, on="2026-11", basis="design", source="lawful hospitals abroad send poor files too; no published rate"
    ),
    depends_on="person",
    may_be_empty=[f"abroad_file.{name}" for name in ITEMS],
    without={"travel_registration": "that an authority or an agreement sent the patient"},
)  # fmt: skip
def incomplete_file(
    abroad_file: ir.Table,
    travel_registration: ir.Table | None = None,
    *,
    min_complete: float = share(
        0.6, basis="design", source="indicators PT-01; one US series: 3 and 5 of 10", within=(0.4, 0.7)
    ),
    min_items: int = count(5, basis="design", source="fewer parts looked for say nothing of the whole", within=(4, 6)),
    grace_days: int = days(60, basis="design", source="papers follow by post and are translated", within=(30, 120)),
    today: dt.date,
) -> ir.Table:
    """Is less than a stated share of the file there, weeks after a patient came back from a transplant abroad?

    Counted are the parts of which somebody wrote down yes or no; what any file of the same patient holds is there.
    Patients whom an authority or an agreement sent are left out. The size is the share that is missing.
    """
    file = abroad_file.filter(abroad_file.person.notnull())
    has = {name: file[name].isin(("yes",)).ifelse(1, 0).max().cast("int64") for name in ITEMS}
    looked = {f"looked_{name}": file[name].isin(("yes", "no")).ifelse(1, 0).max().cast("int64") for name in ITEMS}
    whole = file.group_by("person").agg(**has, **looked, received_on=file.received_on.min())
    whole = whole.mutate(n_items=_total(whole, "looked_"), n_there=_total(whole, ""))
    whole = whole.filter(
        whole.n_items >= ibis.greatest(ibis.literal(int(min_items), "int64"), ibis.literal(1, "int64")),
        whole.received_on <= ibis.literal(today) - ibis.interval(days=grace_days),
    )
    whole = whole.mutate(share_there=whole.n_there.cast("float64") / whole.n_items.cast("float64").nullif(0))
    whole = whole.filter(whole.share_there < min_complete)
    if travel_registration is not None:
        sent = travel_registration.filter(travel_registration.referral.isin(BY_THE_STATE)).select(sent="person")
        whole = whole.anti_join(sent, [whole.person == sent.sent])
    rows = whole.select("person", "n_items", "n_there", "share_there").join(
        file.select("person", "recorded_on", abroad_file="id"), "person"
    )
    return rows.select(
        "abroad_file", "n_items", "n_there", "share_there",
        subject="person", known_on="recorded_on", size=1 - rows.share_there,
    )  # fmt: skip


def _total(whole: ir.Table, prefix: str) -> ir.IntegerColumn:
    first, *others = (whole[prefix + name] for name in ITEMS)
    return sum(others, first)
