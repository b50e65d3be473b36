"""Every payment into and out of the few accounts that money questions open, with who stands at the other end."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import view


@view
def hub_payment(payment: ir.Table, account: ir.Table, money_hub: ir.Table) -> ir.Table:
    """One row is one payment of one money hub with another holder's account.

    Columns: hub, holder (its person), other (the other account), kind and person of the other's holder, incoming (true
    where the hub received), paid_on, amount, payment, told_on. Accounts of one person count as one.
    """
    touching = payment.filter(payment.payee_account.isin(money_hub.hub) | payment.payer_account.isin(money_hub.hub))
    touching = touching.select(
        "payer_account", "payee_account", "paid_on", "amount", payment="id", told_on="recorded_on"
    )
    both = ibis.union(
        money_hub.join(touching.rename(hub="payee_account", other="payer_account"), "hub").mutate(incoming=True),
        money_hub.join(touching.rename(hub="payer_account", other="payee_account"), "hub").mutate(incoming=False),
    )
    both = both.join(account.select("person", other="id", kind="holder_kind"), "other")
    apart = both.person.isnull() | both.holder.isnull() | (both.person != both.holder)
    return both.filter(both.hub != both.other, apart)
