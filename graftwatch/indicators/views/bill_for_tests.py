"""Bills for one named person's tests, paid by an account that no licence explains."""

from __future__ import annotations

import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import view

TESTS = codes.PURPOSE.in_group("tests")


@view(may_be_empty=["payment.purpose"])
def bill_for_tests(payment: ir.Table, account: ir.Table, unlicensed_account: ir.Table) -> ir.Table:
    """One row is one payment for a named person's tests: said to be so, or made to a laboratory.

    Columns: payer (the account), person (its holder), tested (the person it was paid for), paid_on, amount, payment,
    told_on. Bills that somebody paid for themselves are left out.
    """
    laboratory = account.filter(account.holder_kind == "laboratory").select("id")
    paid = payment.filter(
        payment.beneficiary.notnull(),
        payment.purpose.isin(TESTS).fill_null(False) | payment.payee_account.isin(laboratory.id),
    ).select(
        "paid_on", "amount", payer="payer_account", tested="beneficiary", payment="id", told_on="recorded_on"
    )  # fmt: skip
    paid = paid.join(unlicensed_account.select("person", payer="account"), "payer")
    return paid.filter(paid.person.isnull() | (paid.person != paid.tested))
