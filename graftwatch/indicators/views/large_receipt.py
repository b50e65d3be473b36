"""Large sums that private people paid into accounts no licence explains: where every money question begins."""

from __future__ import annotations

import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import view
from graftwatch.indicators.parameters import least_of

PRIVATE = codes.HOLDER_KIND.in_group("private")


@view
def large_receipt(
    payment: ir.Table,
    account: ir.Table,
    unlicensed_account: ir.Table,
    *,
    least: int = least_of("FI-01.median_in", "FI-02.min_in", unit="minor units"),
) -> ir.Table:
    """One row is one payment of `least` or more by a private payer into another's account that no licence explains.

    A cheap necessary condition: one pass over the amounts, after which the sweeps read a thousandth of the payments.
    Columns: hub (the account paid into), holder (its person), payer, payer_person, received_on, received (the amount),
    receipt (the payment's key), receipt_told_on.
    """
    large = payment.filter(payment.amount >= least).select(
        hub="payee_account", payer="payer_account", received_on="paid_on", received="amount", receipt="id",
        receipt_told_on="recorded_on",
    )  # fmt: skip
    private = account.filter(account.holder_kind.isin(PRIVATE)).select(payer="id", payer_person="person")
    large = private.join(large, "payer").join(unlicensed_account.select(hub="account", holder="person"), "hub")
    apart = large.payer_person.isnull() | large.holder.isnull() | (large.payer_person != large.holder)
    return large.filter(apart)
