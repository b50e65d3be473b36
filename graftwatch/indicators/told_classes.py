"""What a relationship or a first meeting is told to be, in classes wide enough for loose words."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes

TIES = ("blood", "legal", "stranger", "programme")
MEETINGS = ("met_in_family", "met_in_daily_life", "met_by_appeal", "met_through_others", "met_through_programme")


def tie(relationship: ir.Value) -> ir.Value:
    """The class of a relationship; null where not known. Cousin and brother are of one, cousin and friend of two."""
    return ibis.cases(*((relationship.isin(codes.RELATIONSHIP.in_group(name)), name) for name in TIES))


def meeting(how_met: ir.Value) -> ir.Value:
    """The class of a first meeting; null where it is not known."""
    return ibis.cases(*((how_met.isin(codes.HOW_MET.in_group(name)), name) for name in MEETINGS))
