"""BT-03: one relationship told to the consulate, another to the hospital."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, indicator, months
from graftwatch.indicators.told_classes import tie
from graftwatch.law import cite

ROWS = ("visa_application", "kinship_claim", "living_donor_assessment")


@indicator(
    code="BT-03",
    title="One story for the consulate, another for the hospital",
    about="pair",
    family="falsity",
    strength="strong",
    phase="before surgery",
    holders=["consular service", "hospital"],
    cites=[
        cite("uk2023", "trial reports, relationship claimed for the visa"),
        cite("noida2021", "report of papers gathered for the journey"),
        cite("del2024a", "police statements, embassy papers"),
        cite("palermo-protocol", "article 10"),
        cite("sg-2020", "para 20"),
    ],
    benign=[
        "The visa form has no box for a friend or a cousin, so the nearest one was ticked",
        "An agent or a child of the family filled in the form and guessed",
        "A word for kin was translated in two ways",
        "The pair married, or parted, between the visa and the hospital file",
        "They feared that the truth, a partner without marriage papers say, would cost them the visa",
    ],
    blind_to=[
        "Pairs of whom one needed no visa",
        "A false story told alike in both places",
        "Visa forms that name only a purpose, or a sponsor, and no relative",
        "Changes within one class: cousin here and brother there",
    ],
    ask_first=[
        "The consulate: which paper was shown for the relationship, and is there a copy?",
        "Donor and recipient, each alone: who filled in the visa form, and what did it say of you two?",
    ],
    p_ring=Range(
        0.1, 0.4, on="2026-11", basis="design",
        source="the London case turned on a kinship told for a visa; no rate is published",
    ),
    depends_on="pair",
    p_ordinary=Range(
        0.01, 0.06, on="2026-11", basis="design", source="no published rate; forms with few boxes for relationships"
    ),
    without={"kinship_claim": "what later submissions told the hospital, and what claims told the consulate"},
    may_be_empty=["kinship_claim.relationship", "kinship_claim.told_to"],
)  # fmt: skip
def two_stories(
    visa_application: ir.Table,
    living_donor_assessment: ir.Table,
    kinship_claim: ir.Table | None = None,
    *,
    window_months: int = months(
        12, basis="design", source="people marry and part; beyond a year a difference may be a change of life"
    ),
) -> ir.Table:
    """Did a pair tell the consulate one class of relationship and the hospital another, within one window?

    The size is the number of statements to the hospital that differ.
    """
    visa = visa_application
    told = visa.select("relationship", "recorded_on", one="person", other="other_person", on="applied_on", row="id")
    # a visa does not say who is to give: the pair is found whichever of the two applied
    either = ibis.union(
        told.rename(donor="one", recipient="other"), told.rename(donor="other", recipient="one").relocate("donor")
    )
    abroad = [_said(either, "visa_application")]
    file = living_donor_assessment.select("donor", "recipient", "relationship", "recorded_on", on="opened_on", row="id")
    here = [_said(file, "living_donor_assessment")]
    if kinship_claim is not None:
        claim = kinship_claim.select(
            "donor", "recipient", "relationship", "recorded_on", "told_to", on="submitted_on", row="id"
        )
        to_consulate = (claim.told_to == "consulate").fill_null(False)
        abroad.append(_said(claim.filter(to_consulate), "kinship_claim"))
        here.append(_said(claim.filter(~to_consulate), "kinship_claim"))
    return _differing(_together(abroad), _together(here), window_months)


def _said(statement: ir.Table, table: str) -> ir.Table:
    said = statement.select(
        "on", "recorded_on", pair=statement.donor + ":" + statement.recipient, tie=tie(statement.relationship),
        **{name: statement.row if name == table else ibis.null("string") for name in ROWS},
    )  # fmt: skip
    return said.filter(said.pair.notnull(), said.tie.notnull(), said.on.notnull())


def _together(parts: list[ir.Table]) -> ir.Table:
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def _differing(abroad: ir.Table, here: ir.Table, window_months: int) -> ir.Table:
    keeps = ibis.interval(months=window_months)
    abroad = abroad.mutate(since=(abroad.on - keeps).cast("date"), until=(abroad.on + keeps).cast("date"))
    both = abroad.join(here, "pair", rname="here_{name}")
    both = both.filter(both.tie != both.here_tie, both.here_on.between(both.since, both.until))
    n = both.select("pair", "here_kinship_claim", "here_living_donor_assessment").distinct()
    both = both.join(n.group_by("pair").agg(n_different=n.count()), "pair")
    shown = [both.select("pair", "n_different", "recorded_on", *ROWS)]
    shown.append(
        both.select(
            "pair", "n_different", recorded_on="here_recorded_on", **{name: both[f"here_{name}"] for name in ROWS}
        )
    )
    row = ibis.union(*shown, distinct=True)
    return row.select(
        *ROWS, "n_different", subject="pair", known_on="recorded_on", size=row.n_different.cast("float64")
    )
