"""What the few accounts with large private receipts paid out, and what the fewer with several of them received."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import view
from graftwatch.indicators.parameters import least_of

PRIVATE = codes.HOLDER_KIND.in_group("private")
PAYEES = PRIVATE + codes.HOLDER_KIND.in_group("medical") + codes.HOLDER_KIND.in_group("travel")


@view
def hub_payment(
    payment: ir.Table,
    account: ir.Table,
    large_receipt: ir.Table,
    *,
    min_payers: int = least_of("FI-01.min_in", unit="count"),
) -> ir.Table:
    """One row is one payment of an account with a large receipt with another holder.

    Payments out go to private people, places of care and travel firms. Payments in come from private people, and only
    into accounts whose large receipts are at least half as many as `min_payers`: no other can have a large median.
    One pass over the payments serves both. Columns: hub, holder (its person), other (the other's account), kind and
    person of its holder, incoming, paid_on, amount, payment, told_on. An account that pays itself is not left out: to
    compare the two ends, an engine would have to read every payment's.
    """
    hub = large_receipt.group_by("hub").agg(holder=large_receipt.holder.min(), n=large_receipt.count())
    several = hub.filter(hub.n * 2 >= min_payers).select("hub", "holder")
    hub = hub.select("hub", "holder")
    touching = payment.filter(payment.payer_account.isin(hub.hub) | payment.payee_account.isin(several.hub))
    touching = touching.select(
        "payer_account", "payee_account", "paid_on", "amount", payment="id", told_on="recorded_on"
    )
    whose = account.filter(account.holder_kind.isin(PAYEES)).select("person", other="id", kind="holder_kind")
    out_of = touching.rename(hub="payer_account", other="payee_account").join(hub, "hub").join(whose, "other")
    into = touching.rename(hub="payee_account", other="payer_account").join(several, "hub")
    into = into.join(whose.filter(whose.kind.isin(PRIVATE)), "other")
    both = ibis.union(
        out_of.select(*COLUMNS, incoming=ibis.literal(False)), into.select(*COLUMNS, incoming=ibis.literal(True))
    )
    return both.filter(both.person.isnull() | both.holder.isnull() | (both.person != both.holder))


COLUMNS = ("hub", "holder", "other", "kind", "person", "paid_on", "amount", "payment", "told_on")
