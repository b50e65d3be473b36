"""FI-01: one account between many private payers on one side, and care and private people on the other."""

from __future__ import annotations

import math

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, amount, count, days, indicator, share
from graftwatch.indicators.windows import amounts_in_and_out, comings_and_goings, swept
from graftwatch.law import cite

CARE = codes.HOLDER_KIND.in_group("medical")


@indicator(
    code="FI-01",
    title="Go-between account: private payers in, care and private people out",
    about="account",
    family="finance",
    strength="strong",
    phase="before surgery",
    holders=["financial intelligence unit"],
    cites=[
        cite("osce-2020", "session 2, financial indicators"),
        cite("eg-fiu", "published list, item 4"),
        cite("fcn", "opening sections, actors and mark-up"),
        cite("netcare", "summary of facts"),
    ],
    benign=[
        "A medical-travel firm with contracts, whose permit is missing from the register of accounts",
        "A treasurer who collects for sick members of a congregation, a village or a union",
        "A relative who keeps the purse for several patients of one family, or for a diaspora",
        "A lawyer, notary or estate agent whose trust account also pays a client's hospital bill",
        "A small firm sold, or goods of high price sold, by an owner who then paid for care and repaid friends",
    ],
    blind_to=[
        "Cash, barter, debt and crypto-assets, which leave no payment between two accounts",
        "Schemes that spread the in-payments over accounts or over longer than the window",
        "Payments kept by a bank that does not report to this office",
        "Firms that passed themselves off as a licensed hospital, insurer or employer in the register of accounts",
    ],
    ask_first=[
        "The bank: what did the holder say the account was for, and which invoices or contracts does the file hold?",
        "The licensing authority: does the holder have a permit to arrange treatment? (without naming a payer)",
    ],
    p_ring=Range(
        0.2, 0.6, on="2026-11", basis="design",
        source="a broker's account stands in four of the worked cases; cash hides the rest",
    ),
    p_ordinary=Range(
        0.0001, 0.002, on="2026-11", basis="design",
        source="no published rate; small firms and community treasurers in a general ledger",
    ),
    without={"proven_kin": "payees who are proven kin of the holder"},
)  # fmt: skip
def go_between(
    large_receipt: ir.Table,
    hub_payment: ir.Table,
    proven_kin: ir.Table | None = None,
    *,
    min_in: int = count(3, basis="design", source="indicators FI-01"),
    min_out: int = count(2, basis="design", source="indicators FI-01"),
    min_pass: float = share(0.7, basis="design", source="indicators FI-01"),
    window_days: int = days(90, basis="design", source="indicators FI-01"),
    median_in: int = amount(1_000_000, basis="design", source="10,000 USD: lower end of published recipient payments"),
) -> ir.Table:
    """Did several private people pay large sums into one account that paid a place of care and private people or
    travel firms, and passed most of the money on, within one window?

    The window is exact: it ends on every day on which anything changed. The best window, by private payers, is shown.
    """
    keeps = ibis.interval(days=window_days)
    moved = _moved(hub_payment, _hubs(large_receipt, hub_payment, min_in, median_in), proven_kin)
    by_role = {"key": ("hub", "role"), "on": "paid_on", "keeps": keeps}
    different = comings_and_goings(moved, member="other", name="n", **by_role)
    sums = amounts_in_and_out(moved, amount="amount", **by_role)
    window = swept(
        [
            different.select("hub", "paid_on", n_payers=_of("payer", different, "n"),
                             n_payees=_of("payee", different, "n"), n_places_of_care=_of("care", different, "n")),
            sums.select("hub", "paid_on", amount_in=_of("payer", sums, "amount"),
                        amount_out=sums.amount - _of("payer", sums, "amount")),
        ],
        key="hub", on="paid_on",
    ).rename(ends_on="paid_on")  # fmt: skip
    window = window.filter(
        window.n_payers >= min_in,
        window.n_payees >= min_out,
        window.n_places_of_care >= 1,
        window.amount_out.cast("float64") >= min_pass * window.amount_in.cast("float64"),
    ).mutate(begins_on=(window.ends_on - keeps).cast("date"))
    best = _best(_large_enough(window, moved.filter(moved.role == "payer"), median_in))
    rows = moved.drop("amount").join(best, "hub")
    rows = rows.filter(rows.paid_on.between(rows.begins_on, rows.ends_on))
    return rows.select(
        "payment",
        "n_payers",
        "n_payees",
        "n_places_of_care",
        "amount_in",
        "amount_out",
        subject="hub",
        known_on="told_on",
        size=rows.n_payers.cast("float64"),
        account="other",
        person="person",
        share_passed_on=rows.amount_out.cast("float64") / rows.amount_in.cast("float64").nullif(0),
    )


def _hubs(large_receipt: ir.Table, flow: ir.Table, min_in: int, median_in: int) -> ir.Table:
    """Accounts that can qualify at all: they paid for care, and half of `min_in` receipts reached `median_in`."""
    large = large_receipt.filter(large_receipt.received >= median_in)
    large = large.group_by("hub").agg(n=large.count())
    large = large.filter(large.n >= max(1, math.ceil(min_in / 2)))
    return large.semi_join(flow.filter(~flow.incoming, flow.kind.isin(CARE)), "hub").select("hub")


def _moved(flow: ir.Table, hub: ir.Table, proven_kin: ir.Table | None) -> ir.Table:
    """Payments of hubs by role of the other: a payer, a place of care, or a payee who is no kin and never paid in."""
    flow = flow.semi_join(hub, "hub").filter(lambda each: each.hub != each.other)
    paid_in = flow.filter(flow.incoming).select("hub", "other", incoming=ibis.literal(False)).distinct()
    moved = flow.anti_join(paid_in, ["hub", "other", "incoming"])
    if proven_kin is not None:
        kin = proven_kin.select(holder="person", person="kin", incoming=ibis.literal(False))
        moved = moved.anti_join(kin, ["holder", "person", "incoming"])
    role = moved.incoming.ifelse("payer", moved.kind.isin(CARE).ifelse("care", "payee"))
    return moved.select("hub", "other", "person", "paid_on", "amount", "payment", "told_on", role=role)


def _of(role: str, steps: ir.Table, what: str) -> ir.IntegerValue:
    return (steps.role == role).ifelse(steps[what], ibis.literal(0, "int64"))


def _large_enough(window: ir.Table, received: ir.Table, median_in: int) -> ir.Table:
    """The windows whose median private payment is at least `median_in`: only those that passed all else are opened."""
    inside = window.join(received.select("hub", "paid_on", "amount"), "hub")
    inside = inside.filter(inside.paid_on.between(inside.begins_on, inside.ends_on))
    middle = inside.group_by("hub", "ends_on").agg(median=inside.amount.cast("float64").median())
    return window.semi_join(middle.filter(middle.median >= median_in), ["hub", "ends_on"])


def _best(window: ir.Table) -> ir.Table:
    order = ibis.row_number().over(
        group_by=window.hub, order_by=[ibis.desc(window.n_payers), ibis.desc(window.n_payees), window.ends_on]
    )
    ranked = window.mutate(order=order)
    return ranked.filter(ranked.order == 0).drop("order")
