"""HO-03: donor and recipient of two countries meet in the hospital of a third."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator
from graftwatch.law import cite

PROGRAMMES = codes.RELATIONSHIP.in_group("programme")
THROUGH_A_PROGRAMME = ("paired", "non_directed")


@indicator(
    code="HO-03",
    title="Donor, recipient and hospital of three countries",
    about="pair",
    family="profile",
    strength="moderate",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("shimazono", "abstract"),
        cite("osce-2020", "session 1, four methods"),
        cite("netcare", "fact summary"),
        cite("medicus", "BBC, EULEX notice and other reports"),
        cite("dw2025", "press investigation"),
        cite("osce-2020", "session 2, referral arrangements"),
    ],
    benign=[
        "A family whose members live in several countries",
        "A paired exchange between countries that the file does not call one",
        "People who moved, and whose old address stands in one of the records",
        "An agreement between States whose number nobody wrote down",
    ],
    blind_to=[
        "Pairs who are given an address in the country of the hospital",
        "Rings whose donors and recipients all live here: they are common, and this tells nothing of them",
        "Pairs with the number of an authorisation, true or invented",
    ],
    ask_first=[
        "The focal points of both other countries: is this relationship known, and was the journey agreed?",
        "The donor, alone, with an accredited interpreter: who chose this hospital?",
    ],
    p_ring=Range(
        0.05, 0.3, on="2026-11", basis="design",
        source="so it was in the South African, Kosovo and Kenyan cases; most cases known are of other kinds",
    ),
    depends_on="pair",
    p_ordinary=Range(0.001, 0.02, on="2026-11", basis="design", source="no published rate; dispersed families do so"),
    never_alone=True,
    may_be_empty=[
        *(f"living_donor_assessment.{name}" for name in (
            "relationship", "relationship_proof", "programme", "cross_border_authorisation")),
    ],
    without={"proven_kin": "a tie that an issuer or a laboratory has confirmed"},
)  # fmt: skip
def three_countries(
    living_donor_assessment: ir.Table,
    person: ir.Table,
    facility: ir.Table,
    proven_kin: ir.Table | None = None,
    *,
    min_mode: int = count(
        4, basis="design", source="indicators HO-03 and XC-01: the fourth mode is three countries", within=(1, 4)
    ),
) -> ir.Table:
    """Do donor, recipient and hospital belong to three countries, with no proof of a tie and no authorisation?

    The number of the mode follows Shimazono: 1, the recipient travels to the donor's country; 2, the donor to the
    recipient's; 3, both travel from one country to a third place; 4, both travel from different countries. It says who
    may hold records, and weighs nothing. The size is the number of the mode.
    """
    file = living_donor_assessment.filter(
        living_donor_assessment.cross_border_authorisation.isnull(),
        living_donor_assessment.programme.fill_null("").notin(THROUGH_A_PROGRAMME),
        living_donor_assessment.relationship.fill_null("").notin(PROGRAMMES),
        living_donor_assessment.relationship_proof.fill_null("") != "proven",
    )
    file = file.select("donor", "recipient", "facility", "recorded_on", living_donor_assessment="id")
    file = file.join(person.select(gives="id", from_="residence_country"), [("donor", "gives")])
    file = file.join(person.select(gets="id", to="residence_country"), [("recipient", "gets")])
    file = file.join(facility.select(where="id", at="country"), [("facility", "where")])
    if proven_kin is not None:
        file = file.anti_join(proven_kin.select("person", "kin"), [("donor", "person"), ("recipient", "kin")])
    mode = ibis.cases(
        ((file.from_ == file.at) & (file.to == file.at), 0),
        (file.from_ == file.at, 1),
        (file.to == file.at, 2),
        (file.from_ == file.to, 3),
        else_=4,
    ).cast("int64")
    abroad = file.filter(file.from_.notnull(), file.to.notnull(), file.at.notnull()).mutate(n_mode=mode)
    asked = abroad.filter(abroad.n_mode >= min_mode)
    return asked.select(
        "living_donor_assessment",
        "n_mode",
        subject=asked.donor + ":" + asked.recipient,
        known_on="recorded_on",
        size=asked.n_mode.cast("float64"),
    )
