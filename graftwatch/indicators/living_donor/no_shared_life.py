"""LD-03: people who say they are close kin show hardly any trace of a shared life before the illness."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, count, days, indicator, share
from graftwatch.law import cite

KIN = codes.RELATIONSHIP.in_group("blood") + codes.RELATIONSHIP.in_group("legal")
WIDER = ("cousin", "other_blood_relative", "in_law")
"""Ties as far as cousins, who need not have shared a home or an album: asked only where nothing at all is shown."""


@indicator(
    code="LD-03",
    title="No trace of a shared life",
    about="pair",
    family="falsity",
    strength="moderate",
    phase="before surgery",
    holders=["ethics board"],
    cites=[
        cite("maha2018", "reasons of the refusal"),
        cite("ijt2022", "abstract"),
        cite("raman2015", "press report, staged photographs"),
        cite("sg-2020", "para 55(c)(iii)"),
    ],
    benign=[
        "The family was parted by migration, war, prison, adoption or a quarrel, and found each other in the illness",
        "They take no photographs, for reasons of faith or privacy, or lost them with a telephone or a house",
        "The centre asked only for recent pictures and a recent bill",
        "Half of a large family never lived together and meets only at weddings",
        "Whoever laid the papers in noted the day of the paper instead of the day from which it shows something",
    ],
    blind_to=[
        "Staged photographs with a day that nobody can check",
        "Files in which nobody asked for traces of a shared life: not asked is not known",
        "What each knows of the other's family; LD-04 asks about that",
    ],
    ask_first=[
        "Donor and recipient, each alone: tell of the last wedding or funeral in the family, and who was there",
        "The assessing team: which traces were asked for, and could the family have had them?",
    ],
    p_ring=Range(
        0.1, 0.5, on="2026-11", basis="design",
        source="a nephew in no family picture was refused in Maharashtra; pictures were staged in other cases",
    ),
    depends_on="pair",
    p_ordinary=Range(
        0.01, 0.1, on="2026-11", basis="design", source="no published rate; parted families and recent papers"
    ),
    never_alone=True,
    without={
        "waiting_list_entry": "an illness known before the recipient's work-up",
        "kinship_claim": "a marriage or adoption that is openly younger than the illness; LD-29 asks about those",
        "person": "that they live in different countries and so have no shared home to prove",
    },
    may_be_empty=["kinship_claim.tie_since", "person.residence_country"],
)  # fmt: skip
def no_shared_life(
    shared_life: ir.Table,
    illness_began: ir.Table,
    living_donor_assessment: ir.Table,
    kinship_claim: ir.Table | None = None,
    person: ir.Table | None = None,
    *,
    min_trace: float = share(0.4, basis="design", source="indicators LD-03", within=(0.25, 0.6)),
    min_kinds: int = count(
        2, basis="design", within=(1, 4), source="one undated album or bill says little of a family's life"
    ),
    before_days: int = days(
        0, basis="design", within=(0, 365), source="indicators LD-03: a trace has to be older than the illness"
    ),
) -> ir.Table:
    """Are less than a fair share of the traces asked for, from before the illness, there for people who claim kinship?

    Traces are photographs, a shared home, letters and messages, witnesses and civil records. Counted are the kinds
    that were laid into the file with a day from which they show something, or that were found false: of other kinds
    nothing is known. A kind is there where one of its papers stands and begins at least `before_days` before the
    first dialysis or listing. Cousins and wider kin are asked about only where no kind is there. Of people who live
    in different countries no shared home is asked. The size is the share of kinds that are missing.
    """
    file = _kin(living_donor_assessment, illness_began, kinship_claim)
    trace = shared_life.filter(shared_life.shows_from.notnull() | ~shared_life.stands).join(file, "assessment")
    if person is not None:
        trace = _without_distant_homes(trace, person)
    needed = (trace.began_on - ibis.interval(days=before_days)).cast("date")
    early = (trace.stands & (trace.shows_from <= needed) & (trace.shows_from < trace.began_on)).fill_null(False)
    trace = trace.mutate(early=early.cast("int64"))
    kind = trace.group_by("assessment", "kind").agg(early=trace.early.max())
    told = kind.group_by("assessment").agg(n_kinds=kind.count(), n_early=kind.early.sum())
    told = told.mutate(share_trace=told.n_early.cast("float64") / told.n_kinds.cast("float64").nullif(0))
    rows = trace.join(told.filter(told.n_kinds >= min_kinds), "assessment")
    rows = rows.filter((rows.share_trace < min_trace) & (~rows.wider | (rows.n_early == 0)))
    return rows.select(
        "kinship_evidence", "waiting_list_entry", "n_kinds", "share_trace",
        subject=rows.donor + ":" + rows.recipient,
        known_on=ibis.greatest(rows.trace_told, rows.opened_told, rows.began_told),
        size=1.0 - rows.share_trace,
        living_donor_assessment="assessment",
    )  # fmt: skip


def _kin(assessment: ir.Table, illness_began: ir.Table, claim: ir.Table | None) -> ir.Table:
    """Files of claimed kin whose illness has a first day, but for ties that openly began with it or after."""
    file = assessment.filter(assessment.relationship.isin(KIN), assessment.donor.notnull())
    file = file.select(
        "donor", "recipient", assessment="id", opened_told="recorded_on", wider=file.relationship.isin(WIDER)
    )
    file = file.join(illness_began, [("recipient", "patient")])
    if claim is None:
        return file
    young = claim.filter(claim.tie_since.notnull()).select("tie_since", one="donor", other="recipient")
    young = file.select("assessment", "donor", "recipient", "began_on").join(
        young, [("donor", "one"), ("recipient", "other")]
    )
    young = young.filter(young.tie_since >= young.began_on).select("assessment").distinct()
    return file.anti_join(young, "assessment")


def _without_distant_homes(trace: ir.Table, person: ir.Table) -> ir.Table:
    lives = person.filter(person.residence_country.notnull())
    of_donor = lives.select(giver="id", from_country="residence_country")
    of_recipient = lives.select(taker="id", to_country="residence_country")
    apart = trace.select("assessment", "donor", "recipient").distinct()
    apart = apart.join(of_donor, [("donor", "giver")]).join(of_recipient, [("recipient", "taker")])
    apart = apart.filter(apart.from_country != apart.to_country).select("assessment").distinct()
    homes = trace.filter(trace.kind == "cohabitation").semi_join(apart, "assessment")
    return trace.anti_join(homes.select("kinship_evidence"), "kinship_evidence")
