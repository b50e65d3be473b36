"""CL-05: the account belongs to a travel firm that has the licence for its business."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, clearing
from graftwatch.law import cite

TRAVEL = codes.HOLDER_KIND.in_group("travel")


@clearing(
    code="CL-05",
    title="The holder is licensed for its business",
    about="account",
    answers=["FI-01"],
    bits=Range(
        2, 4, on="2026-11", basis="design",
        source="a licence is given by an authority after inquiry; a licensed firm can still be misused",
    ),
    cites=[cite("eg-fiu", "published list, item 4"), cite("design", "engineering inference")],
)  # fmt: skip
def licensed_account(account: ir.Table) -> ir.Table:
    """Does the account belong to a travel firm that is licensed for its business?

    A ring cannot fill this in as easily as a company's name: the bank looks the licence up in the authority's register
    when it opens the account. A licence says nothing about a private person's account, and clears none.
    """
    firm = account.filter(account.holder_kind.isin(TRAVEL), account.licensed == "yes")
    return firm.select(subject="id", known_on="recorded_on", size=ibis.literal(1.0), account="id")
