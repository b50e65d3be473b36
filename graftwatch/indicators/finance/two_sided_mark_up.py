"""FI-02: a large receipt from a private payer, and soon a small slice of it to somebody whose account is quiet."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, amount, count, days, indicator, share
from graftwatch.law import cite

PRIVATE = codes.HOLDER_KIND.in_group("private")


@indicator(
    code="FI-02",
    title="Large receipt, then a small slice to a quiet private account",
    about="account",
    family="finance",
    strength="strong",
    phase="after surgery",
    holders=["financial intelligence unit"],
    cites=[
        cite("fcn", "opening sections, actors and mark-up"),
        cite("netcare", "summary of facts"),
        cite("us2011", "case reports, what buyers paid and donors received"),
        cite("iraq", "case reports, share of the seller"),
        cite("sg-2020", "para 17"),
    ],
    benign=[
        "A family that sends part of a loan, an inheritance or the price of a house to a relative",
        "An employer or a builder who is paid by a client and pays a casual worker",
        "A person who sells a car and repays a friend who rarely uses a bank",
        "A parent who supports a student, whose account is quiet between two grants",
    ],
    blind_to=[
        "Cash and phone-wallet payments to the donor, the usual way",
        "A slice paid before the receipt, later than the lag, or by another account than the one that received",
        "Donors whose account also receives wages or grants larger than the slice",
    ],
    ask_first=[
        "The bank of the receiving account: what did the holder say the money was for, and who are the payees to them?",
        "Whether a payee may be a donor who was cheated: then protection comes first and the bank is not told why",
    ],
    p_ring=Range(
        0.15, 0.5, on="2026-11", basis="design",
        source="seller shares of 2 to 35 per cent are published; most sellers are paid in cash",
    ),
    p_ordinary=Range(
        0.001, 0.02, on="2026-11", basis="design", source="no published rate; loans passed on and casual work"
    ),
    never_alone=True,
)  # fmt: skip
def two_sided_mark_up(
    payment: ir.Table,
    large_receipt: ir.Table,
    hub_payment: ir.Table,
    *,
    min_in: int = amount(1_500_000, basis="design", source="indicators FI-02: 15,000 USD, from published totals"),
    min_out: int = amount(50_000, basis="design", source="indicators FI-02: 500 USD, low published seller payments"),
    lo: float = share(0.02, basis="found", source="indicators §5.2: about 2 per cent at the extreme of one route"),
    hi: float = share(0.35, basis="found", source="indicators §5.2: at most a third (Iraq)"),
    lag_days: int = days(60, basis="design", source="indicators FI-02"),
    quiet_days: int = days(180, basis="design", source="how long a payee's account is looked back on"),
    min_payees: int = count(1, basis="design", source="indicators FI-02: one pair, stronger for two"),
) -> ir.Table:
    """Did an account receive a large sum from a private payer, and soon after pay a small share of it to a private
    person whose own account had been quiet?

    An account is quiet if, in the `quiet_days` before, it received from all others together less than this one payment.
    """
    receipt = large_receipt.filter(large_receipt.received >= min_in).drop("holder")
    out = hub_payment.filter(~hub_payment.incoming, hub_payment.kind.isin(PRIVATE), hub_payment.amount >= min_out)
    slice_ = out.select("hub", "person", "paid_on", "amount", "payment", "told_on", payee="other")
    pair = slice_.join(receipt, "hub")
    part = pair.amount.cast("float64") / pair.received.cast("float64").nullif(0)
    pair = pair.filter(
        pair.paid_on >= pair.received_on,
        pair.paid_on <= pair.received_on + ibis.interval(days=lag_days),
        part >= lo,
        part <= hi,
        pair.payee != pair.payer,
        pair.payee != pair.hub,
        pair.payer != pair.hub,
        pair.person.isnull() | pair.payer_person.isnull() | (pair.person != pair.payer_person),
    )
    latest = ibis.row_number().over(
        group_by=pair.payment, order_by=[ibis.desc(pair.received_on), ibis.desc(pair.received), pair.receipt]
    )
    pair = pair.mutate(latest=latest)
    pair = pair.filter(pair.latest == 0).drop("latest")
    pair = _quiet(pair, payment, quiet_days)
    return _both_legs(pair, min_payees)


def _quiet(pair: ir.Table, payment: ir.Table, quiet_days: int) -> ir.Table:
    """Only the pairs whose payee had received from others, in the days before, less than this one payment."""
    other = payment.filter(payment.amount > 0).select(
        payee="payee_account", came_from="payer_account", came_on="paid_on", came="amount"
    )
    other = other.semi_join(pair, "payee").join(pair.select("payee", "hub", "payment", "paid_on", "amount"), "payee")
    other = other.filter(
        other.came_from != other.hub,
        other.came_on < other.paid_on,
        other.came_on >= other.paid_on - ibis.interval(days=quiet_days),
    )
    busy = other.group_by("payment", "amount").agg(came=other.came.sum().cast("int64"))
    return pair.anti_join(busy.filter(busy.came >= busy.amount), "payment")


def _both_legs(pair: ir.Table, min_payees: int) -> ir.Table:
    """A row for each slice and one for its receipt, of hubs with enough payees."""
    nth = ibis.row_number().over(group_by=[pair.hub, pair.payee], order_by=[pair.paid_on, pair.payment])
    first = pair.mutate(first=(nth == 0).cast("int64"))
    wide = first.mutate(n_payees=first.first.sum().over(group_by=first.hub))
    # each row twice, by unnesting: a union would have an engine compute the pairs behind it twice
    legs = wide.filter(wide.n_payees >= min_payees).mutate(leg=ibis.array([0, 1]).unnest())
    is_slice = legs.leg == 0
    return legs.select(
        subject=legs.hub,
        known_on=is_slice.ifelse(legs.told_on, legs.receipt_told_on),
        size=legs.n_payees.cast("float64"),
        payment=is_slice.ifelse(legs.payment, legs.receipt),
        account=is_slice.ifelse(legs.payee, legs.payer),
        person=is_slice.ifelse(legs.person, legs.payer_person),
        n_payees=legs.n_payees.cast("int64"),
        share_of_receipt=legs.amount.cast("float64") / legs.received.cast("float64").nullif(0),
    )
