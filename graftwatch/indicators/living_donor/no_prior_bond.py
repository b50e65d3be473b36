"""LD-15: donor and recipient who are no close kin, and nothing shows that they knew each other before the illness."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, indicator, months
from graftwatch.law import cite

STRANGER = codes.RELATIONSHIP.in_group("stranger")
DISTANT = ("cousin", "other_blood_relative", "in_law")
THROUGH_A_PROGRAMME = ("paired", "non_directed")
BY_APPEAL = ("public_appeal", "programme")


@indicator(
    code="LD-15",
    title="No bond before the illness",
    about="pair",
    family="profile",
    strength="moderate",
    phase="before surgery",
    holders=["ethics board"],
    cites=[
        cite("dialogue-2024", "para 16, altruistic stranger"),
        cite("fb-pages", "abstract"),
        cite("optn-social", "abstract"),
        cite("osce-2020", "session 2, related donors"),
    ],
    benign=[
        "People do give to others whom they hardly know, out of faith or because they lost somebody themselves",
        "A congregation, a club or colleagues among whom the illness became known",
        "A public appeal of which nobody wrote a word into the file",
        "They became friends in the dialysis unit, as patients' relatives do",
        "Nobody asked them since when they know each other until late, or they gave the day they last met",
    ],
    blind_to=[
        "Pairs who were told to say that they are old friends",
        "Files without any day on which they met or from which a paper shows contact: not asked is not known",
        "Donors who are passed off as close kin",
    ],
    ask_first=[
        "The donor, alone: how did you hear of this patient, and who spoke with you first?",
        "The assessing team: was there time for a full psychosocial assessment and for reflection?",
    ],
    p_ring=Range(
        0.3, 0.8, on="2026-11", basis="design",
        source="paid strangers rarely knew the recipient; the question weighs nothing and orders help only",
    ),
    depends_on="pair",
    p_ordinary=Range(
        0.02, 0.2, on="2026-11", basis="design", source="no published rate; lawful altruists exist in every programme"
    ),
    never_alone=True,
    without={"waiting_list_entry": "an illness known before the recipient's work-up"},
    may_be_empty=[
        "living_donor_assessment.programme",
        "living_donor_assessment.relationship_proof",
        "kinship_claim.how_met",
        "kinship_evidence.shows_from",
    ],
)  # fmt: skip
def no_prior_bond(
    kinship_claim: ir.Table,
    living_donor_assessment: ir.Table,
    illness_began: ir.Table,
    shared_life: ir.Table,
    *,
    min_bond_months: int = months(12, basis="design", source="indicators LD-15", within=(6, 24)),
) -> ir.Table:
    """Does nothing show that donor and recipient, who are no close kin, knew each other well before the illness?

    The bond is as old as the oldest standing paper with a day from which it shows contact; without one, as old as they
    said themselves. It is young if it began less than `min_bond_months` before the first dialysis, listing or work-up.
    Left out are programmes, public appeals, and distant kin whose tie somebody proved. The size is one.
    """
    file = _files(living_donor_assessment).join(illness_began, [("recipient", "patient")])
    claim = kinship_claim.filter(kinship_claim.donor.notnull(), kinship_claim.recipient.notnull())
    claim = claim.mutate(pair=claim.donor + ":" + claim.recipient)
    file = file.anti_join(claim.filter(claim.how_met.isin(BY_APPEAL)).select("pair").distinct(), "pair")
    trace = shared_life.filter(shared_life.stands).join(file.select("assessment", "pair"), "assessment")
    shown = trace.select("pair", "kinship_evidence", shown_told="trace_told", shown_on="shows_from")
    shown = _first(shown, "kinship_evidence", "shown_on")
    said = claim.select("pair", kinship_claim="id", said_told="recorded_on", said_on="met_on")
    said = _first(said, "kinship_claim", "said_on")
    bond = file.left_join(shown.rename(by_paper="pair"), [("pair", "by_paper")])
    bond = bond.left_join(said.rename(by_word="pair"), [("pair", "by_word")])
    bond = bond.mutate(bond_on=ibis.coalesce(bond.shown_on, bond.said_on))
    needed = (bond.began_on - ibis.interval(months=min_bond_months)).cast("date")
    young = bond.filter(bond.bond_on > needed)
    return young.select(
        "kinship_claim", "kinship_evidence", "waiting_list_entry",
        subject="pair",
        known_on=ibis.greatest(young.said_told, young.shown_told, young.opened_told, young.began_told),
        size=ibis.literal(1.0),
        days_before_illness=young.began_on.delta(young.bond_on, unit="day").cast("int64"),
        living_donor_assessment="assessment",
    )  # fmt: skip


def _files(assessment: ir.Table) -> ir.Table:
    """Files of a donor and a recipient who are no close kin, outside programmes."""
    proven = (assessment.relationship_proof == "proven").fill_null(False)
    file = assessment.filter(
        assessment.programme.isnull() | assessment.programme.notin(THROUGH_A_PROGRAMME),
        assessment.relationship.isin(STRANGER) | (assessment.relationship.isin(DISTANT) & ~proven),
        assessment.donor.notnull(),
    )
    return file.select("recipient", assessment="id", opened_told="recorded_on", pair=file.donor + ":" + file.recipient)


def _first(rows: ir.Table, key: str, on: str) -> ir.Table:
    """Per pair the row with the earliest day, if any has one."""
    dated = rows.filter(rows[on].notnull())
    order = ibis.row_number().over(group_by=dated.pair, order_by=[dated[on], dated[key]])
    first = dated.mutate(order=order)
    return first.filter(first.order == 0).drop("order")
