"""LD-20: one recipient for whom several people without a proven tie were put forward as donors."""

from __future__ import annotations

import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator, months
from graftwatch.indicators.fullest import in_fullest_window
from graftwatch.law import cite

STRANGER = codes.RELATIONSHIP.in_group("stranger")
WIDER_KIN = codes.RELATIONSHIP.in_group("wider_kin")
NO_TIE = ("none_claimed", "contradicted")
THROUGH_A_PROGRAMME = ("paired", "non_directed")


@indicator(
    code="LD-20",
    title="Several strangers tested for one recipient",
    about="recipient",
    family="network",
    strength="strong",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("spain2014", "nine people tested for one patient"),
        cite("fb-pages", "abstract"),
        cite("dialogue-2024", "para 16, altruistic stranger"),
        cite("osce-2020", "session 2, related donors"),
    ],
    benign=[
        "A public appeal that brought many volunteers, as documented appeals do",
        "Colleagues, team-mates or neighbours who came forward together after hearing of the illness",
        "A large family whose cousins and in-laws were tested before anybody asked for their papers",
        "A patient who is hard to match, for whom the centre itself asked for more candidates",
        "One candidate entered twice under two numbers",
    ],
    blind_to=[
        "Candidates who are passed off as brother, sister, child, parent or spouse",
        "Candidates tested in a laboratory without a donor file; HO-14 and FI-13 ask about those",
        "Candidates spread over centres that do not number the recipient alike",
    ],
    ask_first=[
        "Each candidate, alone: who told you of this patient, and who paid for your journey and tests?",
        "The assessing team: was there an appeal, when, and where can it be read?",
    ],
    p_ring=Range(
        0.1, 0.4, on="2026-11", basis="design",
        source="nine candidates in the Valencia case, one at a time in most other case reports",
    ),
    depends_on="recipient",
    p_ordinary=Range(
        0.003, 0.03, on="2026-11", basis="design", source="no published rate; appeals do bring many volunteers"
    ),
    without={"kinship_evidence": "a tie that an issuer or laboratory has confirmed"},
    may_be_empty=["living_donor_assessment.relationship_proof", "living_donor_assessment.programme"],
)  # fmt: skip
def several_strangers(
    living_donor_assessment: ir.Table,
    kinship_evidence: ir.Table | None = None,
    *,
    min_candidates: int = count(3, basis="design", source="indicators LD-20; nine were tested in the Valencia case"),
    window_months: int = months(12, basis="design", source="indicators LD-20"),
) -> ir.Table:
    """Were several people without a proven tie put forward as donors for one recipient within one window?

    Counted are strangers, wider kin whose tie is not proven, and whoever claims no tie or is contradicted; close kin
    only when contradicted. Of a file that says neither, nothing is assumed. The size is the number of candidates.
    """
    file = living_donor_assessment
    file = file.filter(file.programme.isnull() | file.programme.notin(THROUGH_A_PROGRAMME))
    proven = (file.relationship_proof == "proven").fill_null(False)
    no_tie = file.relationship.isin(STRANGER + WIDER_KIN) | file.relationship_proof.isin(NO_TIE)
    candidate = file.filter(no_tie.fill_null(False) & ~proven).select(
        "donor", "recipient", "opened_on", "recorded_on", living_donor_assessment="id"
    )
    if kinship_evidence is not None:
        sure = kinship_evidence.filter(kinship_evidence.result == "confirmed").select(confirmed="assessment").distinct()
        candidate = candidate.anti_join(sure, [("living_donor_assessment", "confirmed")])
    several = in_fullest_window(
        candidate,
        key="recipient", member="donor", on="opened_on", months=window_months, at_least=min_candidates,
        name="n_candidates",
    )  # fmt: skip
    return several.select(
        "living_donor_assessment",
        "n_candidates",
        subject="recipient",
        known_on="recorded_on",
        size=several.n_candidates.cast("float64"),
    )
