"""Money around patients, donors and centres: accounts and payments."""

from __future__ import annotations

from graftwatch import codes
from graftwatch.records.fields import AccountNumber, Coded, Currency, Day, Money, Reference
from graftwatch.records.models.record import Record


class Account(Record):
    """One row is one account, wallet or merchant number and who holds it."""

    family = "money"
    origin = "bank"
    when = "opened_on"
    holder = "financial intelligence unit"
    file_numbers = True

    number = AccountNumber("Account number")
    holder_kind = Coded(codes.HOLDER_KIND, "What kind of holder")
    person = Reference("person", "The holder, where a person")
    facility = Reference("facility", "The holder, where a facility")
    licensed = Coded(codes.YES_NO, "Whether licensed or registered for its business")
    opened_on = Day("Day it was opened")


class Payment(Record):
    """One row is one payment from one account to another."""

    family = "money"
    origin = "bank"
    when = "paid_on"
    holder = "financial intelligence unit"
    bulk = True
    file_numbers = True

    payer_account = Reference("account", "From", required=True)
    payee_account = Reference("account", "To", required=True)
    paid_on = Day("Day", required=True)
    amount = Money("Amount in the national currency", unit="minor unit", required=True)
    currency = Currency()
    channel = Coded(codes.CHANNEL, "How")
    purpose = Coded(codes.PURPOSE, "What for, as stated")
    beneficiary = Reference("person", "The patient or tested person it was paid for, where stated")

    class Meta:
        managed = False
