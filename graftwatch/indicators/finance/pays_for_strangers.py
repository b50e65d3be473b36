"""FI-13: one private payer behind the laboratory and imaging bills of several people."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, amount, count, days, indicator
from graftwatch.indicators.windows import amounts_in_and_out, comings_and_goings, swept
from graftwatch.law import cite


@indicator(
    code="FI-13",
    title="One payer settles the test bills of strangers",
    about="account",
    family="finance",
    cause="tests of strangers paid by one",
    strength="strong",
    phase="before surgery",
    holders=["financial intelligence unit"],
    cites=[
        cite("spain2014", "case reports, candidates tested and paid for"),
        cite("osce-2020", "session 2, financial indicators"),
        cite("sg-2020", "para 19"),
    ],
    benign=[
        "An employer, a sports club or a school that pays for health checks and banks as a private person",
        "A family that has several relatives tested for one patient, none of whose kinship is on record with us",
        "A patient who lawfully repays willing friends for their tests after a public appeal",
        "A doctor or clinic clerk who pays the laboratory for patients and is paid back at the counter",
        "A charity or a village fund without a permit number in the register of accounts",
    ],
    blind_to=[
        "Bills paid in cash, or by each tested person with money handed to them",
        "Bills that do not say for whom they were paid",
        "Payers hidden behind a licensed employer, insurer or laboratory",
    ],
    ask_first=[
        "The laboratory: who ordered these tests, for which patient, and on which kind of form? (no name leaves it)",
        "The bank: what did the payer state as the purpose, and is there a business behind the account?",
    ],
    p_ring=Range(
        0.2, 0.6, on="2026-11", basis="design",
        source="candidates were tested at one payer's cost in the Valencia case (nine); many rings pay in cash",
    ),
    p_ordinary=Range(
        0.0001, 0.003, on="2026-11", basis="design", source="no published rate; clubs and families among private payers"
    ),
    without={"proven_kin": "tested people who are proven kin of the payer"},
)  # fmt: skip
def pays_for_strangers(
    bill_for_tests: ir.Table,
    proven_kin: ir.Table | None = None,
    *,
    min_people: int = count(3, basis="design", source="indicators FI-13; nine were tested in the Valencia case"),
    window_days: int = days(180, basis="design", source="indicators FI-13"),
    min_total: int = amount(150_000, basis="design", source="indicators FI-13: 1,500 USD"),
) -> ir.Table:
    """Did one private payer settle the laboratory or imaging bills of several unrelated people within one window?

    The window is exact: it ends on every day on which anything changed. The best window, by people, is shown.
    """
    keeps = ibis.interval(days=window_days)
    bill = bill_for_tests
    if proven_kin is not None:
        bill = bill.anti_join(proven_kin.select("person", tested="kin"), ["person", "tested"])
    several = bill.select("payer", "tested").distinct().group_by("payer").agg(n=ibis._.count())
    bill = bill.semi_join(several.filter(several.n >= min_people), "payer")
    window = swept(
        [
            comings_and_goings(bill, key="payer", member="tested", on="paid_on", keeps=keeps, name="n_people"),
            amounts_in_and_out(bill, key="payer", on="paid_on", keeps=keeps, amount="amount"),
        ],
        key="payer",
        on="paid_on",
    ).rename(ends_on="paid_on", amount_total="amount")
    window = window.filter(window.n_people >= min_people, window.amount_total >= min_total)
    order = ibis.row_number().over(
        group_by=window.payer, order_by=[ibis.desc(window.n_people), ibis.desc(window.amount_total), window.ends_on]
    )
    best = window.mutate(order=order)
    best = best.filter(best.order == 0).drop("order")
    rows = bill.drop("amount").join(best, "payer")
    rows = rows.filter(rows.paid_on.between((rows.ends_on - keeps).cast("date"), rows.ends_on))
    return rows.select(
        "payment",
        "n_people",
        "amount_total",
        subject="payer",
        known_on="told_on",
        size=rows.n_people.cast("float64"),
        person="tested",
    )
