"""Who and what stands beside a donor or a recipient in the records of each kind of office."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import view

INSTITUTION = codes.PAYER_KIND.in_group("institution")
ROWS = (
    *("contact_point", "companion", "interpreter_session", "journey", "visa_application"),
    *("laboratory_order", "payment", "living_donor_assessment"),
)


@view(
    may_be_empty=[
        *("living_donor_assessment.agency", "person.phone", "agency.phone", "agency.licensed", "companion.licensed"),
        *("companion.phone", "companion.person", "companion.journey", "journey.agency"),
        *("visa_application.sponsor_person", "laboratory_order.payer", "laboratory_order.payer_account"),
        "laboratory_order.payer_kind",
    ]
)
def touching(
    living_donor_assessment: ir.Table,
    circle: ir.Table,
    private_contact: ir.Table,
    person: ir.Table | None = None,
    agency: ir.Table | None = None,
    companion: ir.Table | None = None,
    journey: ir.Table | None = None,
    visa_application: ir.Table | None = None,
    laboratory_order: ir.Table | None = None,
    payment: ir.Table | None = None,
    unlicensed_account: ir.Table | None = None,
    account: ir.Table | None = None,
) -> ir.Table:
    """One row is one telephone, e-mail, person, firm or account beside somebody of a circle, in one kind of records.

    Columns: thing (kind:key), source (hospital, border, consular, laboratory or bank), circle, on, told, and the key of
    the row in its table. Left out are official contacts, licensed agencies and companions, institutions that pay, and
    people of the circle itself. A person or firm whose telephone is known stands under the telephone as well. Payments
    count only with accounts that, or whose holder or telephone, another office's records hold, too.
    """
    firm = None if agency is None else agency.filter(agency.licensed.fill_null("unknown") != "yes")
    contact = private_contact.filter(private_contact.kind.isin(("phone", "email")))
    keys = {name: contact[name] for name in ("contact_point", "companion", "interpreter_session")}
    parts = [_row(contact, "hospital", contact.thing, contact.circle, contact.on, contact.recorded_on, **keys)]
    people, firms = [], []
    file = living_donor_assessment.select("agency", "opened_on", "recorded_on", whose="donor", row="id")
    firms.append(("hospital", "living_donor_assessment", _of(file, circle), "opened_on"))
    if journey is not None:
        trip = journey.select("agency", "departed_on", "recorded_on", whose="person", row="id")
        firms.append(("border", "journey", _of(trip, circle), "departed_on"))
        if companion is not None:
            came = companion.filter(companion.licensed.fill_null("unknown") != "yes")
            came = came.select("noted_on", "recorded_on", "phone", by="person", row="id", of="journey")
            came = _of(came.join(journey.select(of="id", whose="person"), "of"), circle)
            people.append(("border", "companion", came, "noted_on"))
            parts.append(_phones(came, "border", "companion", "noted_on"))
    if visa_application is not None:
        asked = visa_application.select("applied_on", "recorded_on", by="sponsor_person", whose="person", row="id")
        people.append(("consular", "visa_application", _of(asked, circle), "applied_on"))
    if laboratory_order is not None:
        order = laboratory_order.filter(laboratory_order.payer_kind.fill_null("unknown").notin(INSTITUTION))
        order = order.select("ordered_on", "recorded_on", "payer_account", by="payer", whose="person", row="id")
        order = _of(order, circle)
        people.append(("laboratory", "laboratory_order", order, "ordered_on"))
        by = order.mutate(account=order.payer_account)
        parts.append(_accounts(by, "laboratory", "laboratory_order", "ordered_on"))
    for told in people:
        parts += _people(*told, circle, person)
    if firm is not None:
        for source, table, rows, on in firms:
            named = rows.join(firm.select("phone", agency="id"), "agency")
            key = {table: named.row}
            parts.append(
                _row(named, source, "agency:" + named.agency, named.circle, named[on], named.recorded_on, **key)
            )
            parts.append(_phones(named, source, table, on))
    every = ibis.union(*parts)
    every = every.filter(every.thing.notnull(), every.on.notnull())
    if payment is not None and account is not None and unlicensed_account is not None:
        paid = _paid(payment, account, _known_elsewhere(unlicensed_account, person, every), circle)
        bank = [
            _accounts(paid, "bank", "payment", "paid_on"),
            *_people("bank", "payment", paid, "paid_on", circle, person),
        ]
        paid = ibis.union(*bank)
        every = ibis.union(every, paid.filter(paid.thing.notnull(), paid.on.notnull()))
    return every


def _known_elsewhere(unlicensed_account: ir.Table, person: ir.Table | None, every: ir.Table) -> ir.Table:
    """Accounts (account, by) that another office's records hold, or their holder, or the holder's telephone.

    Most people pay somebody: what banks alone know would be a thousand times as much, and is no bridge to anything.
    """
    seen, other = every.select("thing").distinct(), unlicensed_account.select("account", by="person")
    ways = [
        other.select("account", thing="account:" + other.account),
        other.select("account", thing="person:" + other.by),
    ]
    if person is not None:
        known = other.join(person.select("phone", by="id"), "by")
        ways.append(known.select("account", thing="phone:" + known.phone))
    return other.semi_join(ibis.union(*ways).semi_join(seen, "thing"), "account")


def _people(
    source: str, table: str, rows: ir.Table, on: str, circle: ir.Table, person: ir.Table | None
) -> list[ir.Table]:
    """Persons `by` whom it was, who are not of the circle, and their telephones."""
    own = circle.select(by="person", by_circle="circle")
    rows = rows.left_join(own, "by").drop("by_right")
    rows = rows.filter(rows.by.notnull(), rows.by_circle.isnull() | (rows.by_circle != rows.circle))
    parts = [_row(rows, source, "person:" + rows.by, rows.circle, rows[on], rows.recorded_on, **{table: rows.row})]
    if person is not None:
        known = rows.drop(*({"phone"} & set(rows.columns))).join(person.select("phone", by="id"), "by")
        parts.append(_phones(known, source, table, on))
    return parts


def _of(rows: ir.Table, circle: ir.Table) -> ir.Table:
    """With the circle of the donor or recipient whose row it is."""
    return rows.join(circle.select("circle", whose="person"), "whose")


def _paid(payment: ir.Table, account: ir.Table, other: ir.Table, circle: ir.Table) -> ir.Table:
    """Payments between somebody of a circle and one of these other accounts."""
    own = _of(account.select(mine="id", whose="person"), circle)
    sides = (("payer_account", "payee_account"), ("payee_account", "payer_account"))
    ways = [payment.select("paid_on", "recorded_on", row="id", mine=mine, account=theirs) for mine, theirs in sides]
    return ibis.union(*(way.join(other, "account").join(own, "mine") for way in ways))


def _phones(rows: ir.Table, source: str, table: str, on: str) -> ir.Table:
    return _row(rows, source, "phone:" + rows.phone, rows.circle, rows[on], rows.recorded_on, **{table: rows.row})


def _accounts(rows: ir.Table, source: str, table: str, on: str) -> ir.Table:
    return _row(rows, source, "account:" + rows.account, rows.circle, rows[on], rows.recorded_on, **{table: rows.row})


def _row(
    rows: ir.Table, source: str, thing: ir.Value, circle: ir.Value, on: ir.Value, told: ir.Value, **keys: ir.Value
) -> ir.Table:
    nothing = dict.fromkeys(ROWS, ibis.null("string"))
    said = {"thing": thing, "source": ibis.literal(source), "circle": circle, "on": on, "told": told}
    return rows.select(**said, **(nothing | keys))
