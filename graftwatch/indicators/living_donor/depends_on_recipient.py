"""LD-11: a donor whose work, home, debt, care or rank lies in the hands of the recipient's side."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, count, indicator
from graftwatch.law import cite

NEVER_USUAL = ("debt", "rank")
"""What even close kin do not usually hold over each other; home, work and care they do."""

OWN_HAND = ("recipient", "recipient_firm")


@indicator(
    code="LD-11",
    title="Donor depends on the recipient's side",
    about="pair",
    entitled="confidences",
    family="profile",
    strength="strong",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("dialogue-2024", "para 16, employer"),
        cite("dialogue-2024", "para 18, smugglers and debt"),
        cite("sg-2020", "para 28"),
    ],
    benign=[
        "Friends who run or work in one small firm, of whom one happens to own it",
        "A family business, a family home, a family loan",
        "A landlord of many years who became a friend",
        "A nurse or carer who has looked after the patient for years and offered of their own accord",
    ],
    blind_to=[
        "Dependence that nobody asked about or wrote down",
        "An employer who asks for a relative, a foreman who asks for an employer",
        "Home, work and care among kin whose tie is proven: they are usual there, and may be abused all the same",
    ],
    ask_first=[
        "The donor, alone and away from the workplace: who first spoke of giving, and what happens if you say no?",
        "A lawyer or union who is there for the donor only: what are the donor's rights in this work, home or debt?",
    ],
    p_ring=Range(
        0.05, 0.3, on="2026-11", basis="design",
        source="pressed employees are named by States; most known rings recruit people whom the patient never met",
    ),
    depends_on="pair",
    p_ordinary=Range(
        0.01, 0.08, on="2026-11", basis="design", source="no published rate; colleagues and tenants do give lawfully"
    ),
    never_alone=True,
    may_be_victim=True,
    without={"kinship_claim": "a family's own business or home", "kinship_evidence": "ties that an issuer confirmed"},
)  # fmt: skip
def depends_on_recipient(
    dependence: ir.Table,
    living_donor_assessment: ir.Table,
    proven_kin: ir.Table,
    *,
    include_family: int = count(
        1, basis="design", within=(0, 1), source="indicators LD-11: one counts the recipient's close family, none not"
    ),
) -> ir.Table:
    """Does the donor depend on the recipient, on their firm or on their close family, for work, home, debt or rank?

    Work, home, care and guardianship do not count among proven kin; debt and rank always do. The finding weighs nothing
    and serves to offer help. The size is in how many ways the donor depends.
    """
    file = living_donor_assessment.filter(living_donor_assessment.recipient.notnull())
    file = file.select("donor", "recipient", which="id", opened_told="recorded_on")
    held_by = [*OWN_HAND, *(["recipient_family"] if include_family >= 1 else [])]
    noted = dependence.filter(dependence.held_by.isin(held_by), dependence.kind.notnull())
    noted = noted.filter(noted.kind.notin(("unknown", "not_asked", "refused", "not_applicable")))
    noted = noted.select("assessment", "kind", dependence="id", told_on="recorded_on")
    noted = noted.join(file, [("assessment", "which")]).filter(ibis._.donor.notnull())
    kin = proven_kin.select("person", relative="kin").distinct()
    among_kin = noted.semi_join(kin, [("donor", "person"), ("recipient", "relative")])
    strangers = noted.anti_join(kin, [("donor", "person"), ("recipient", "relative")])
    asked = ibis.union(strangers, among_kin.filter(among_kin.kind.isin(NEVER_USUAL)))
    asked = asked.mutate(pair=asked.donor + ":" + asked.recipient)
    n = asked.group_by("pair").agg(n_ways=asked.kind.nunique())
    asked = asked.join(n, "pair")
    return asked.select(
        "dependence", "n_ways",
        subject="pair",
        known_on=ibis.greatest(asked.told_on, asked.opened_told),
        size=asked.n_ways.cast("float64"),
        living_donor_assessment="assessment",
    )  # fmt: skip
