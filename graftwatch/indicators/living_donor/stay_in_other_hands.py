"""LD-14: a donor whose passport, visa or leave to stay is in the hands of the recipient's side or of an agency."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, days, indicator
from graftwatch.law import cite


@indicator(
    code="LD-14",
    title="Donor's papers or stay in other hands",
    about="donor",
    entitled="confidences",
    family="profile",
    strength="moderate",
    phase="before surgery",
    holders=["hospital", "consular service"],
    cites=[
        cite("del2024a", "police statements, passports taken on arrival"),
        cite("uk2023", "trial reports"),
        cite("coe2017-1", "principles for donors who do not reside in the country"),
        cite("dialogue-2024", "para 18, smugglers and debt"),
    ],
    benign=[
        "Relatives sponsor each other's visas, and one of a family keeps all the passports",
        "Medical visas are short everywhere, and are extended on the spot",
        "A hospital's travel desk applied for both visas and paid the fee",
        "The donor asked a friend to lock the papers away",
    ],
    blind_to=[
        "Papers that were taken where nobody of the hospital saw it",
        "A sponsor who is written down by name only, or who acts for the agency as a private person",
        "Donors within their own country, whom nobody's visa binds",
        "Control among kin whose tie is proven",
    ],
    ask_first=[
        "The donor, alone: where is your passport now, and can you go home when you want to?",
        "A consulate or a help organisation: will somebody there speak with the donor? Never the immigration service",
    ],
    p_ring=Range(
        0.1, 0.4, on="2026-11", basis="design",
        source="police in Delhi say that passports were taken on arrival, charges pending; no rate is published",
    ),
    depends_on="donor",
    p_ordinary=Range(
        0.01, 0.1, on="2026-11", basis="design", source="no published rate; short medical visas are standard"
    ),
    never_alone=True,
    may_be_victim=True,
    without={
        "visa_application": "or see who sponsored and paid for the donor's visa, and how long the stay is",
        "transplant": "that the operation was done on another day",
        "kinship_claim": "ties between donor and sponsor",
        "kinship_evidence": "ties that an issuer confirmed",
    },
    may_be_empty=["living_donor_assessment.surgery_planned_on"],
)  # fmt: skip
def stay_in_other_hands(
    surgery_day: ir.Table,
    living_donor_assessment: ir.Table,
    proven_kin: ir.Table,
    visa_application: ir.Table | None = None,
    *,
    stay_margin: int = days(
        60, basis="design", within=(30, 90), source="indicators LD-14: shorter than recovery and a first follow-up"
    ),
) -> ir.Table:
    """Does the recipient's side or an agency hold the donor's papers or visa, or does the stay end too soon?

    Proven kin of the recipient may sponsor, pay and keep papers; an agency may not. Of several visas the longest stay
    counts. The finding weighs nothing and serves to offer help. The size is the number of signs.
    """
    file = surgery_day.filter(surgery_day.donor.notnull(), surgery_day.opened_on.notnull())
    kin = proven_kin.select("person", relative="kin", related=ibis.literal(1, "int64")).distinct()
    file = file.left_join(kin, [("donor", "person"), ("recipient", "relative")])
    papers = living_donor_assessment.select("papers_held_by", which="id")
    file = file.join(papers, [("assessment", "which")])
    file = file.select(
        "assessment", "donor", "recipient", "opened_on", "opened_told", "surgery_on",
        "papers_held_by", is_kin=file.related.notnull(),
    )  # fmt: skip
    held = file.filter(_in_their_hands(file.papers_held_by, file.is_kin))
    signs = [_sign(held, "papers").mutate(visa=ibis.null("string"), told_on=ibis.null("date"))]
    if visa_application is not None:
        signs += _visas(file, visa_application, stay_margin)
    sign = ibis.union(*signs) if len(signs) > 1 else signs[0]
    n = sign.group_by("donor").agg(n_signs=sign.sign.nunique())
    sign = sign.join(n, "donor")
    return sign.select(
        "n_signs",
        subject="donor",
        known_on=ibis.greatest(sign.opened_told, sign.told_on),
        size=sign.n_signs.cast("float64"),
        living_donor_assessment="assessment",
        visa_application="visa",
    )


def _in_their_hands(party: ir.StringValue, is_kin: ir.BooleanValue) -> ir.BooleanValue:
    return ((party == "agency") | ((party == "recipient_side") & ~is_kin)).fill_null(False)


def _sign(rows: ir.Table, name: str) -> ir.Table:
    return rows.select("assessment", "donor", "opened_told", sign=ibis.literal(name))


def _visas(file: ir.Table, visa_application: ir.Table, stay_margin: int) -> list[ir.Table]:
    """Signs among the visas for this visit: sponsor, payer, and a stay that ends soon after the operation."""
    asked_for = visa_application.select(
        "person", "sponsor_person", "paid_by", "stay_until", "applied_on", visa="id", told_on="recorded_on"
    )
    visa = file.join(asked_for, [("donor", "person")])
    visa = visa.filter(
        visa.stay_until.isnull() | (visa.stay_until >= visa.opened_on),
        visa.surgery_on.isnull() | (visa.applied_on <= visa.surgery_on),
    )
    sponsor = visa.filter((visa.sponsor_person == visa.recipient).fill_null(False) & ~visa.is_kin)
    payer = visa.filter(_in_their_hands(visa.paid_by, visa.is_kin))
    order = ibis.row_number().over(group_by=visa.assessment, order_by=[ibis.desc(visa.stay_until), visa.visa])
    longest = visa.filter(visa.stay_until.notnull()).mutate(order=order)
    enough = (longest.surgery_on + ibis.interval(days=stay_margin)).cast("date")
    short = longest.filter(longest.order == 0, longest.stay_until < enough)
    return [
        rows.select("assessment", "donor", "opened_told", "visa", "told_on", sign=ibis.literal(name)).select(
            "assessment", "donor", "opened_told", "sign", "visa", "told_on"
        )
        for rows, name in ((sponsor, "sponsor"), (payer, "payer"), (short, "stay"))
    ]
