"""LD-29: donor and recipient married, or one adopted the other, when one of them was already ill."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, indicator, months
from graftwatch.law import cite

COUPLE = ("spouse", "partner")
OF_THE_TWO = (*COUPLE, "parent", "child")
"""Ties that the two make themselves, by marriage or adoption; relatives by marriage are made by somebody else's."""
LIVED = ("cohabitation", "civil_record")
"""Traces that an office or a landlord writes: photographs and letters are made as quickly as a marriage is."""


@indicator(
    code="LD-29",
    title="Marriage or adoption of the two around the illness",
    about="pair",
    family="falsity",
    strength="moderate",
    phase="before surgery",
    holders=["ethics board"],
    cites=[
        cite("pune", "press report"),
        cite("isthosp", "press report"),
        cite("sg-2020", "para 55(c)(iii)"),
    ],
    benign=[
        "People marry late, and many marry again",
        "A religious or customary marriage of many years was registered only when the hospital asked for a paper",
        "They lived together for years and married because one of them fell ill, for insurance or inheritance",
        "A stepchild or nephew was adopted when a parent died",
        "A father recognised his child late, and the day of the entry was noted",
        "The day of the certificate was noted instead of the day of the wedding",
    ],
    blind_to=[
        "A certificate that is dated back",
        "A false tie of blood, which has no day on which it began",
        "Relatives by marriage: whose wedding made them so, and when, is theirs to live",
        "Illness known long before dialysis or listing, where nobody wrote down since when",
    ],
    ask_first=[
        "The civil register: when was this tie entered, and does another marriage of either stand in it?",
        "Donor and recipient, each alone: who was at the wedding, and where have you lived since?",
    ],
    p_ring=Range(
        0.05, 0.3, on="2026-11", basis="design",
        source="sham and impostor spouses are reported from Pune and Istanbul; most rings claim ties of blood",
    ),
    depends_on="pair",
    p_ordinary=Range(
        0.005, 0.05, on="2026-11", basis="design",
        source="no published rate; LD-16 spoke of 2 % of pairs of invented States without rings, in-laws among them",
    ),
    never_alone=True,
    without={
        "waiting_list_entry": "an illness known before the recipient's work-up",
        "shared_life": "that they shared a home long before they registered the tie",
        "transplant": "a day of surgery that nobody had planned in the file",
    },
    may_be_empty=[
        "living_donor_assessment.surgery_planned_on", "living_donor_assessment.relationship",
        "kinship_claim.relationship",
    ],
)  # fmt: skip
def tie_of_the_two_around_illness(
    kinship_claim: ir.Table,
    living_donor_assessment: ir.Table,
    illness_began: ir.Table,
    shared_life: ir.Table | None = None,
    transplant: ir.Table | None = None,
    *,
    min_months: int = months(24, basis="design", source="indicators LD-16", within=(12, 36)),
) -> ir.Table:
    """Did donor and recipient marry, or one adopt the other, after the illness began or shortly before the operation?

    Only ties that the two made themselves are asked about: husbands, wives, partners, parents and children by law. A
    claim that does not say which tie it is counts as the tie of its file.
    The illness begins with the first dialysis, listing or work-up; shortly before is less than `min_months` before
    the operation, done or planned. A tie registered late by people of whom a record shows that they shared a home
    `min_months` or more before that illness or operation is left out. The size is one, and one more for each other
    person who is on record as husband, wife or partner of either.
    """
    claim = kinship_claim.filter(
        kinship_claim.tie_since.notnull(), kinship_claim.donor.notnull(), kinship_claim.recipient.notnull()
    )
    claim = claim.select(
        "tie_since", "relationship", kinship_claim="id", told_on="recorded_on", pair=claim.donor + ":" + claim.recipient
    )
    both = claim.join(_files(living_donor_assessment, transplant, illness_began, min_months), "pair")
    both = both.filter(ibis.coalesce(both.relationship, both.tie_of_file).isin(OF_THE_TWO))
    young = both.filter((both.tie_since > both.began_on) | (both.tie_since > both.soon))
    if shared_life is not None:
        home = shared_life.filter(shared_life.stands, shared_life.kind.isin(LIVED)).select("assessment", "shows_from")
        home = home.join(young.select("assessment", "pair", "since").distinct(), "assessment")
        old = home.filter(home.shows_from <= (home.since - ibis.interval(months=min_months)).cast("date"))
        young = young.anti_join(old.select("pair").distinct(), "pair")
    other = _other_spouses(young, kinship_claim).rename(which="pair")
    rows = young.left_join(other, [("pair", "which")])
    n_other = ibis.coalesce(rows.n_other_spouses, ibis.literal(0, "int64"))
    return rows.select(
        "kinship_claim", "waiting_list_entry",
        subject="pair",
        known_on=ibis.greatest(rows.told_on, rows.opened_told, rows.began_told),
        size=(n_other + 1).cast("float64"),
        n_other_spouses=n_other,
        days_after_illness=rows.tie_since.delta(rows.began_on, unit="day").cast("int64"),
        living_donor_assessment="assessment",
    )  # fmt: skip


def _files(assessment: ir.Table, transplant: ir.Table | None, illness_began: ir.Table, min_months: int) -> ir.Table:
    """Per file of a pair: when the illness began, the day after which a tie is `soon`, and `since`, the earlier."""
    file = assessment.filter(assessment.donor.notnull(), assessment.recipient.notnull())
    file = file.select(
        "donor", "recipient", assessment="id", opened_told="recorded_on", operated_on="surgery_planned_on",
        tie_of_file="relationship",
    )  # fmt: skip
    if transplant is not None:
        done = transplant.group_by("donor", "recipient").agg(performed_on=transplant.performed_on.min())
        done = done.select("performed_on", giver="donor", taker="recipient")
        file = file.left_join(done, [("donor", "giver"), ("recipient", "taker")])
        file = file.mutate(operated_on=ibis.coalesce(file.performed_on, file.operated_on))
    file = file.left_join(illness_began, [("recipient", "patient")])
    soon = (file.operated_on - ibis.interval(months=min_months)).cast("date")
    since = ibis.least(ibis.coalesce(file.began_on, soon), ibis.coalesce(soon, file.began_on))
    return file.select(
        "assessment", "opened_told", "began_on", "began_told", "waiting_list_entry", "tie_of_file",
        pair=file.donor + ":" + file.recipient, soon=soon, since=since,
    )  # fmt: skip


def _other_spouses(young: ir.Table, claim: ir.Table) -> ir.Table:
    """Per pair: n_other_spouses, how many others are on record as husband, wife or partner of either."""
    couple = claim.filter(claim.relationship.isin(COUPLE)).select(one="donor", other="recipient").distinct()
    couple = ibis.union(couple, couple.select(one="other", other="one"), distinct=True)
    own = claim.select("donor", "recipient", pair=claim.donor + ":" + claim.recipient).distinct()
    own = own.semi_join(young.select("pair").distinct(), "pair")
    of_either = ibis.union(
        own.select("pair", whose="donor", beside="recipient"), own.select("pair", whose="recipient", beside="donor")
    )
    both = of_either.join(couple, [("whose", "one")])
    both = both.filter(both.other != both.beside)
    return both.group_by("pair").agg(n_other_spouses=both.other.nunique())
