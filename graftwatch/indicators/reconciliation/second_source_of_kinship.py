"""Donor files whose claimed kinship rests on fewer than two sources, and that no issuer confirmed."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import count, disagreement
from graftwatch.law import cite

KIN = codes.RELATIONSHIP.in_group("blood") + codes.RELATIONSHIP.in_group("legal")
LABORATORY = codes.EVIDENCE_KIND.in_group("laboratory")
NEUTRAL = codes.PARTY.in_group("neutral")
FELL = ("inconsistent", "forged")


@disagreement(
    title="Kinship is claimed, and a second source is missing",
    mends="assessing centre",
    do="Ask the issuer through official channels to confirm its paper, ask a second office, or offer the pair a test.",
    phrases={
        "no_source": "What is on file was sworn by one of the two, or did not hold",
        "one_source": "Everything on file comes from one office, notary or laboratory",
        "too_few_sources": "There are fewer sources than this State asks for",
    },
    cites=[
        cite("hta-ia", "evidence of the relationship"),
        cite("uk2023", "trial reports, one affidavit as the only evidence"),
        cite("sg-2020", "para 55(c)(iii)"),
    ],
    may_be_empty=[
        *(f"kinship_evidence.{name}" for name in ("result", "verified_by", "sworn_by_party", "issuer", "notary")),
        *("kinship_evidence.accredited", "living_donor_assessment.facility", "living_donor_assessment.recipient"),
    ],
)  # fmt: skip
def second_source_of_kinship(
    kinship_evidence: ir.Table,
    living_donor_assessment: ir.Table,
    *,
    min_sources: int = count(
        2, basis="design", within=(1, 3), source="one forged court affidavit was the only evidence in the London case"
    ),
) -> ir.Table:
    """A file claims kinship, has a paper of it, and neither a second source nor an issuer's confirmation.

    One row per file. A source is an office, a notary or a laboratory of which a paper stands; what one of the two swore
    is none. A paper that its issuer confirmed to somebody neutral, or a test of an accredited laboratory that agrees,
    is enough alone. Files without any such paper are not listed: nothing is known of them.
    """
    file = living_donor_assessment.filter(living_donor_assessment.relationship.isin(KIN))
    file = file.select("file_number", "facility", "recipient", file="id", opened_told="recorded_on")
    file = file.filter(file.recipient.notnull())
    every = _papers(kinship_evidence).join(file, [("assessment", "file")])
    told = every.group_by("file", "file_number", "facility").agg(
        n_sure=every.sure.cast("int64").sum(),
        n_sources=every.source.nunique(),
        paper_told=every.told_on.max(),
        opened_told=every.opened_told.max(),
    )
    thin = told.filter(told.n_sure == 0, told.n_sources < min_sources)
    return thin.select(
        row_table=ibis.literal("living_donor_assessment"),
        row="file",
        file_number="file_number",
        facility="facility",
        known_on=ibis.greatest(thin.paper_told, thin.opened_told),
        what=ibis.cases(
            (thin.n_sources == 0, "no_source"), (thin.n_sources == 1, "one_source"), else_="too_few_sources"
        ),
        n_sources="n_sources",
    )


def _papers(laid: ir.Table) -> ir.Table:
    """Official papers and tests: their `source`, null where none stands, and whether one is `sure` alone."""
    sworn = (laid.sworn_by_party == "yes").fill_null(False)
    stands = ~(sworn | laid.result.isin(FELL).fill_null(False))
    laboratory = laid.kind.isin(LABORATORY).fill_null(False)
    accredited = (laid.accredited == "yes").fill_null(False)
    # nobody noted who asked: taken as asked by the centre, so that a list stays a list of what is missing
    neutral = laid.verified_by.isnull() | laid.verified_by.isin(NEUTRAL)
    confirmed = (laid.result == "confirmed").fill_null(False) & neutral
    official = laid.issuer.notnull() | laid.notary.notnull() | laboratory | sworn
    return laid.filter(official).select(
        "assessment",
        told_on="recorded_on",
        source=stands.ifelse(ibis.coalesce(laid.issuer, laid.notary, laid.kind), ibis.null("string")),
        sure=stands & confirmed & (~laboratory | accredited),
    )
