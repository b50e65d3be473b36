"""LD-27: what donor and recipient are to each other, or how they met, changed from one submission to the next."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, days, indicator
from graftwatch.indicators.told_classes import meeting, tie
from graftwatch.law import cite


@indicator(
    code="LD-27",
    title="The story of the pair changes",
    about="pair",
    family="falsity",
    strength="strong",
    phase="before surgery",
    holders=["ethics board"],
    cites=[
        cite("ijt2022", "abstract"),
        cite("maha2018", "reasons of the refusal"),
        cite("sg-2020", "para 55(c)(iii)"),
        cite("design", "engineering inference"),
    ],
    benign=[
        "A clerk ticked the wrong box and somebody put it right later",
        "The pair married or became partners between two submissions",
        "In their language a close friend is called brother or aunt, and another interpreter chose another word",
        "They were shy at first: of an affair, of having met online, of a family quarrel",
        "The form changed, and the old answer fits none of the new boxes",
    ],
    blind_to=[
        "A story that was false from the first and never changed",
        "Changes within one class: a cousin who becomes a brother",
        "Offices that overwrite the old submission instead of keeping it",
        "What was told to a consulate; BT-03 asks about that",
    ],
    ask_first=[
        "Donor and recipient, each alone, with another interpreter: how did you meet, what are you to each other?",
        "Whoever typed the later submission: who asked for the change, and was a paper shown for it?",
    ],
    p_ring=Range(
        0.1, 0.4, on="2026-11", basis="design",
        source="adaptation to what a board accepts is described in refused cases; no rate is published",
    ),
    depends_on="pair",
    p_ordinary=Range(
        0.01, 0.05, on="2026-11", basis="design", source="no published rate; corrections of coded fields in files"
    ),
    never_alone=True,
    may_be_empty=["kinship_claim.how_met", "kinship_claim.submission", "kinship_claim.told_to"],
)  # fmt: skip
def changing_story(
    kinship_claim: ir.Table,
    *,
    correction_days: int = days(
        3, basis="design", source="an office that puts a form right within days corrects itself, not its story"
    ),
) -> ir.Table:
    """Did the class of the relationship, or of how they met, change between two submissions of one pair?

    A change at the same office within `correction_days` is a correction. The size is the number of changes.
    """
    claim = kinship_claim.filter(
        kinship_claim.donor.notnull(),
        kinship_claim.recipient.notnull(),
        kinship_claim.told_to.isnull() | (kinship_claim.told_to != "consulate"),
    )
    claim = claim.select(
        "id", "submission", "recorded_on", "told_to",
        pair=claim.donor + ":" + claim.recipient, on=ibis.coalesce(claim.submitted_on, claim.recorded_on),
        tie=tie(claim.relationship), meeting=meeting(claim.how_met),
    )  # fmt: skip
    changed = ibis.union(_changes(claim, "tie", correction_days), _changes(claim, "meeting", correction_days))
    n = changed.group_by("pair").agg(n_changes=changed.count())
    changed = changed.join(n, "pair")
    both = ibis.union(
        changed.select("pair", "n_changes", row="id", told_on="recorded_on"),
        changed.select("pair", "n_changes", row="before", told_on="before_told_on"),
    )
    return both.select(
        "n_changes",
        subject="pair",
        known_on="told_on",
        size=both.n_changes.cast("float64"),
        kinship_claim="row",
    )


def _changes(claim: ir.Table, what: str, correction_days: int) -> ir.Table:
    """Claims whose `what` differs from that of the claim before, among those that say anything of it."""
    said = claim.filter(claim[what].notnull(), claim.on.notnull())
    order = {"group_by": said.pair, "order_by": [said.on, said.submission, said.id]}
    said = said.select(
        "pair", "id", "recorded_on", "on", "told_to", now=said[what],
        before=said.id.lag().over(**order), before_told_on=said.recorded_on.lag().over(**order),
        before_on=said.on.lag().over(**order), before_to=said.told_to.lag().over(**order),
        then=said[what].lag().over(**order),
    )  # fmt: skip
    same_office = ibis.coalesce(said.told_to, ibis.literal("")) == ibis.coalesce(said.before_to, ibis.literal(""))
    soon = said.on.delta(said.before_on, unit="day") <= correction_days
    changed = said.filter((said.now != said.then) & ~(same_office & soon))
    return changed.select("pair", "id", "recorded_on", "before", "before_told_on")
