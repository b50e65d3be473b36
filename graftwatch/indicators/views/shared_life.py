"""Papers that would show a shared life: from when, and whether they still stand."""

from __future__ import annotations

import ibis.expr.types as ir

from graftwatch.indicators import view

TRACES = ("photographs", "cohabitation", "communications", "witness_statement", "civil_record")
FELL = ("inconsistent", "forged")


@view(may_be_empty=["kinship_evidence.result", "kinship_evidence.sworn_by_party"])
def shared_life(kinship_evidence: ir.Table) -> ir.Table:
    """One row is one trace of a shared life that was laid into a donor file, with the day from which it shows one.

    Columns: assessment, kind, shows_from (null where nobody wrote it down), stands (false where it was found forged
    or inconsistent, or where donor or recipient swore it themselves), kinship_evidence, trace_told.
    """
    paper = kinship_evidence.filter(kinship_evidence.kind.isin(TRACES), kinship_evidence.assessment.notnull())
    fell = paper.result.isin(FELL).fill_null(False) | (paper.sworn_by_party == "yes").fill_null(False)
    return paper.select(
        "assessment", "kind", "shows_from", stands=~fell, kinship_evidence="id", trace_told="recorded_on"
    )
