"""LD-02: a claimed kinship rests on fewer independent sources than asked, or only on papers made for the occasion."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, count, days, indicator
from graftwatch.law import cite

KIN = codes.RELATIONSHIP.in_group("blood") + codes.RELATIONSHIP.in_group("legal")
NEUTRAL = codes.PARTY.in_group("neutral")
PARTIES = tuple(side for side in codes.PARTY.values if side in ("donor_side", "recipient_side", "agency"))
LABORATORY = codes.EVIDENCE_KIND.in_group("laboratory")
ON_REQUEST = (*LABORATORY, "consular_letter")
"""What is always made after the illness: a test that the centre orders, a letter that a consulate writes when asked."""

FELL = ("inconsistent", "forged")


@indicator(
    code="LD-02",
    title="Kinship on one source",
    about="pair",
    family="falsity",
    strength="moderate",
    phase="before surgery",
    holders=["ethics board"],
    cites=[
        cite("uk2023", "trial reports, one affidavit as the only evidence"),
        cite("vijay2023", "press report, forged family certificates"),
        cite("mohan2025", "event report"),
        cite("hta-ia", "evidence of the relationship"),
        cite("sg-2020", "para 55(c)(iii)"),
    ],
    benign=[
        "Births and marriages are poorly registered where the family comes from",
        "The papers were lost in war, flight or disaster, and one office alone could write new ones",
        "The family brought one good paper and nobody told them that a second was wanted",
        "An affidavit was written for the file because no register holds the tie",
        "The issuer was asked and has not answered yet",
    ],
    blind_to=[
        "Two forged papers under the names of two offices",
        "A bribed register whose officer confirms the entry",
        "Files into which nobody entered any paper: nothing is known of them",
        "Witnesses, photographs and letters: LD-03 asks about those",
    ],
    ask_first=[
        "The office that issued the paper, through official channels: did you issue it, from which entry?",
        "The pair: would a genetic test or proof of a shared home be easier for you than a second paper?",
    ],
    p_ring=Range(
        0.3, 0.8, on="2026-11", basis="design",
        source="one forged affidavit carried the London file and one certificate the Vijayawada files; a ring may add",
    ),
    depends_on="pair",
    p_ordinary=Range(
        0.05, 0.4, on="2026-11", basis="design",
        source="no published rate; many centres take one civil record and ask nobody",
    ),
    never_alone=True,
    may_be_empty=[
        *(f"kinship_evidence.{name}" for name in ("result", "verified_by", "verified_on", "issued_on", "shows_from")),
        *(f"kinship_evidence.{name}" for name in ("sworn_by_party", "issuer", "accredited")),
        "living_donor_assessment.recipient_workup_started_on",
    ],
)  # fmt: skip
def kinship_on_one_source(
    kinship_evidence: ir.Table,
    living_donor_assessment: ir.Table,
    *,
    min_independent_sources: int = count(
        2, basis="design", within=(1, 3), source="one forged court affidavit was the only evidence in the London case"
    ),
    late_days: int = days(
        0,
        basis="design",
        within=(0, 730),
        source="indicators LD-02; more where extracts are written on request",
    ),
) -> ir.Table:
    """Does a claimed kinship rest on too few independent sources, or only on papers issued after the work-up began?

    A source is an office, a notary or a laboratory of which a paper stands; what a party swore is none, nor is what
    was found forged or inconsistent. A paper that its issuer confirmed, or a test of an accredited laboratory that
    agrees, answers the question alone, however late: refugees' new papers are cleared so. Late is what was issued more
    than `late_days` after the recipient's work-up began and shows no earlier day; tests, consular letters and extracts
    of which nobody noted the day of the entry are never late. The size is the number of sources that are missing.
    """
    file = living_donor_assessment.filter(living_donor_assessment.relationship.isin(KIN))
    file = file.filter(file.donor.notnull(), file.recipient.notnull())
    file = file.select("donor", "recipient", "recipient_workup_started_on", assessment="id", opened_told="recorded_on")
    paper = _papers(kinship_evidence.join(file, "assessment"), late_days)
    source = paper.filter(paper.source.notnull()).group_by("assessment").agg(n_sources=paper.source.nunique())
    every = paper.group_by("assessment").agg(n_sure=paper.sure.sum(), n_timely=paper.timely.sum())
    told = every.left_join(source, "assessment")
    told = told.mutate(n_standing=(told.n_timely > 0).ifelse(ibis.coalesce(told.n_sources, 0), 0))
    thin = told.filter(told.n_sure == 0, told.n_standing < min_independent_sources)
    rows = paper.join(thin.select("assessment", "n_standing"), "assessment")
    return rows.select(
        "kinship_evidence",
        subject=rows.donor + ":" + rows.recipient,
        known_on=ibis.greatest(rows.told_on, rows.opened_told),
        size=(min_independent_sources - rows.n_standing).cast("float64"),
        n_sources=rows.n_standing,
        living_donor_assessment="assessment",
    )


def _papers(laid: ir.Table, late_days: int) -> ir.Table:
    """Official papers and tests, with `source` (null where none stands), and whether they are `timely` and `sure`."""
    sworn = (laid.sworn_by_party == "yes").fill_null(False)
    stands = ~(sworn | laid.result.isin(FELL).fill_null(False))
    laboratory = laid.kind.isin(LABORATORY).fill_null(False)
    began = laid.recipient_workup_started_on
    late = (laid.issued_on > (began + ibis.interval(days=late_days)).cast("date")).fill_null(False)
    # an extract of an old entry is always new: only the day of the entry says whether the tie is
    an_extract = (laid.kind == "civil_record").fill_null(False) & laid.shows_from.isnull()
    shown_before = (laid.shows_from < began).fill_null(False) | an_extract
    brought = laid.verified_by.isin(PARTIES).fill_null(False)
    confirmed = (laid.result == "confirmed").fill_null(False) & ~brought
    accredited = (laid.accredited == "yes").fill_null(False)
    in_order = laid.issued_on.isnull() | laid.verified_on.isnull() | (laid.verified_on >= laid.issued_on)
    sure = stands & confirmed & in_order & (~laboratory | accredited)
    official = laid.issuer.notnull() | laid.notary.notnull() | laboratory | sworn
    return laid.filter(official).select(
        "assessment", "donor", "recipient", "opened_told", kinship_evidence="id", told_on="recorded_on",
        source=stands.ifelse(ibis.coalesce(laid.issuer, laid.notary, laid.kind), ibis.null("string")),
        timely=(~late | shown_before | laid.kind.isin(ON_REQUEST).fill_null(False)).cast("int64"),
        sure=sure.cast("int64"),
    )  # fmt: skip
