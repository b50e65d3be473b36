"""Accounts that private people pay large sums into and that no licence explains: the few that money questions open."""

from __future__ import annotations

import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import view
from graftwatch.indicators.parameters import least_of

PRIVATE = codes.HOLDER_KIND.in_group("private")


@view
def money_hub(
    payment: ir.Table,
    account: ir.Table,
    unlicensed_account: ir.Table,
    *,
    least: int = least_of("FI-01.median_in", "FI-02.min_in", unit="minor units"),
) -> ir.Table:
    """One row is one account that no licence explains and that received `least` or more from a private payer at once.

    A cheap necessary condition: one pass over the amounts, after which the sweeps read a thousandth of the payments.
    Columns: hub, holder (its person).
    """
    large = payment.filter(payment.amount >= least).select(hub="payee_account", other="payer_account")
    private = account.filter(account.holder_kind.isin(PRIVATE)).select(other="id")
    paid_into = private.join(large, "other").select("hub").distinct()
    return paid_into.join(unlicensed_account.select(hub="account", holder="person"), "hub")
