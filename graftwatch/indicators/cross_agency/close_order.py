"""XC-03: test, arrival, payment, surgery and departure of a pair follow each other closely, in this order."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, count, days, indicator, share
from graftwatch.law import cite

COMPATIBILITY = codes.TEST_KIND.in_group("compatibility")
WITHIN_A_YEAR = 365
"""What lies further from the operation belongs to another story."""


@indicator(
    code="XC-03",
    title="Test, arrival, payment, surgery, departure in close order",
    about="pair",
    family="behaviour",
    strength="moderate",
    phase="after surgery",
    holders=["hospital", "border police", "financial intelligence unit"],
    cites=[
        cite("netcare", "summary of facts"),
        cite("del2024a", "police statements"),
        cite("kenya2025", "press reports of the inquiry"),
        cite("us2011", "press reports of the plea"),
        cite("design", "gaps after these chronologies"),
    ],
    benign=[
        "A family that lives in two countries has the same order, and a lawful bill",
        "A donor with little leave from work comes late and goes home early",
        "The large payment was for a house, a car or the hospital itself through a relative",
    ],
    blind_to=[
        "Donors who live where the operation is, and donors who came long before",
        "Payments in cash, to several accounts, or from accounts of others than the recipient",
        "Journeys of the recipient, and pairs for whom fewer of the steps are known",
    ],
    ask_first=[
        "An analyst draws the whole time line: what stands between these days, and who was there?",
        "The donor, alone: who booked the journey, and what was agreed before the test?",
    ],
    p_ring=Range(
        0.2, 0.6, on="2026-11", basis="design", source="order of events in the South African, Delhi and US chronologies"
    ),
    p_ordinary=Range(
        0.01, 0.1, on="2026-11", basis="design", source="no published rate; lawful pairs from abroad look alike"
    ),
    never_alone=True,
    without={
        "laboratory_order": "when the donor was tested",
        "payment": "when a large payment was made",
        "account": "whose accounts they are",
        "unlicensed_account": "whether a licence explains the payee",
        "proven_kin": "that the pair is proven kin",
    },
    may_be_empty=["journey.returned_on", "living_donor_assessment.cross_border_authorisation"],
)  # fmt: skip
def close_order(
    surgery_day: ir.Table,
    living_donor_assessment: ir.Table,
    journey: ir.Table,
    laboratory_order: ir.Table | None = None,
    payment: ir.Table | None = None,
    account: ir.Table | None = None,
    unlicensed_account: ir.Table | None = None,
    proven_kin: ir.Table | None = None,
    *,
    test_days: int = days(120, basis="design", source="indicators XC-03", within=(60, 240)),
    arrival_days: int = days(30, basis="design", source="indicators XC-03", within=(14, 60)),
    payment_days: int = days(14, basis="design", source="indicators XC-03", within=(7, 30)),
    departure_days: int = days(21, basis="design", source="indicators XC-03", within=(10, 42)),
    min_known: int = count(4, basis="design", source="indicators XC-03, the operation among them", within=(4, 5)),
    min_score: float = share(0.8, basis="design", source="indicators XC-03", within=(0.75, 1.0)),
) -> ir.Table:
    """Did test, arrival, payment, operation and departure of a pair follow each other closely, in this order?

    Of the steps that are known a share of `min_score` must fit. A donor who was tested only after coming is an ordinary
    guest. Left out are proven kin and pairs with an authorisation across the border. The size is the steps that fit.
    """
    named = living_donor_assessment.filter(living_donor_assessment.cross_border_authorisation.notnull())
    done = surgery_day.filter(surgery_day.stage == "done", surgery_day.pair.notnull(), surgery_day.surgery_on.notnull())
    done = done.anti_join(named.select(assessment="id"), "assessment")
    if proven_kin is not None:
        done = done.anti_join(proven_kin, [("donor", "person"), ("recipient", "kin")])
    done = done.select("assessment", "donor", "recipient", "pair", "surgery_on", "transplant", "done_told")
    step = done.left_join(_trip(done, journey), [("assessment", "of_trip")])
    step = step.left_join(_test(done, laboratory_order), [("assessment", "of_test")])
    step = step.left_join(_payment(done, payment, account, unlicensed_account), [("assessment", "of_payment")])
    before = {name: step.surgery_on.delta(step[name], unit="day") for name in ("tested_on", "departed_on", "paid_on")}
    in_order = step.departed_on.isnull() | (step.tested_on <= step.departed_on)
    fits = (
        before["tested_on"].between(0, test_days) & in_order,
        before["departed_on"].between(0, arrival_days),
        before["paid_on"].between(-payment_days, payment_days),
        step.returned_on.delta(step.surgery_on, unit="day").between(0, departure_days),
    )
    known = (step.tested_on, step.departed_on, step.paid_on, step.returned_on)
    n_known = sum((each.notnull().cast("int64") for each in known), ibis.literal(1, "int64"))
    n_fit = sum((each.fill_null(False).cast("int64") for each in fits), ibis.literal(1, "int64"))
    asked = step.mutate(n_known=n_known, n_steps=n_fit)
    score = asked.n_steps.cast("float64") / asked.n_known.cast("float64").nullif(0)
    asked = asked.mutate(share_fit=score).filter(asked.n_known >= min_known, score >= min_score)
    return asked.select(
        "journey", "laboratory_order", "payment", "transplant", "n_known", "n_steps", "share_fit",
        living_donor_assessment="assessment",
        subject="pair",
        known_on=ibis.greatest(asked.done_told, asked.trip_told, asked.test_told, asked.payment_told),
        size=asked.n_steps.cast("float64"),
    )  # fmt: skip


def _first(rows: ir.Table, *order: ir.Value) -> ir.Table:
    """The first row of each file."""
    numbered = rows.mutate(order=ibis.row_number().over(group_by=rows.assessment, order_by=list(order)))
    return numbered.filter(numbered.order == 0)


def _trip(done: ir.Table, journey: ir.Table) -> ir.Table:
    """The donor's last journey that began before the operation."""
    trip = journey.select("departed_on", "returned_on", donor="person", journey="id", trip_told="recorded_on")
    trip = trip.join(done, "donor")
    trip = trip.filter(trip.surgery_on.delta(trip.departed_on, unit="day").between(0, WITHIN_A_YEAR))
    trip = _first(trip, ibis.desc(trip.departed_on), trip.journey)
    return trip.select("departed_on", "returned_on", "journey", "trip_told", of_trip="assessment")


def _test(done: ir.Table, order: ir.Table | None) -> ir.Table:
    """The donor's first test of compatibility within the year."""
    if order is None:
        return _nothing(done, "test", "laboratory_order", "tested_on")
    test = order.filter(order.test.isin(COMPATIBILITY))
    test = test.select(donor="person", tested_on="ordered_on", laboratory_order="id", test_told="recorded_on")
    test = test.join(done, "donor")
    test = test.filter(test.surgery_on.delta(test.tested_on, unit="day").between(0, WITHIN_A_YEAR))
    test = _first(test, test.tested_on, test.laboratory_order)
    return test.select("tested_on", "laboratory_order", "test_told", of_test="assessment")


def _payment(
    done: ir.Table, payment: ir.Table | None, account: ir.Table | None, unlicensed_account: ir.Table | None
) -> ir.Table:
    """The recipient's largest payment within the year into an account that no licence explains."""
    if payment is None or account is None or unlicensed_account is None:
        return _nothing(done, "payment", "payment", "paid_on")
    own = account.select(payer_account="id", recipient="person")
    paid = payment.select(
        "payer_account", "payee_account", "paid_on", "amount", payment="id", payment_told="recorded_on"
    )
    paid = paid.join(own, "payer_account").join(unlicensed_account.select(payee_account="account"), "payee_account")
    paid = paid.join(done, "recipient")
    paid = paid.filter(paid.surgery_on.delta(paid.paid_on, unit="day").between(-WITHIN_A_YEAR, WITHIN_A_YEAR))
    paid = _first(paid, ibis.desc(paid.amount), paid.payment)
    return paid.select("paid_on", "payment", "payment_told", of_payment="assessment")


def _nothing(done: ir.Table, what: str, table: str, on: str) -> ir.Table:
    day, text = ibis.null("date"), ibis.null("string")
    return done.select(**{on: day, table: text, f"{what}_told": day, f"of_{what}": done.assessment})
