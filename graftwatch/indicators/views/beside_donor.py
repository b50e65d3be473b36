"""Who stands beside donors: companions, interpreters and contacts who are known as persons."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import view

NEUTRAL = codes.PARTY.in_group("neutral")
REACHED_BY = ("phone", "email")
ROWS = ("companion", "interpreter_session", "contact_point")


@view(
    may_be_empty=[
        *(f"companion.{name}" for name in ("assessment", "journey", "person", "licensed", "noted_on")),
        *(f"interpreter_session.{name}" for name in ("interpreter", "accredited", "employed_by")),
    ]
)
def beside_donor(
    donor_file: ir.Table,
    circle: ir.Table,
    companion: ir.Table | None = None,
    journey: ir.Table | None = None,
    interpreter_session: ir.Table | None = None,
    private_contact: ir.Table | None = None,
) -> ir.Table:
    """One row is one time that one person stood beside a donor or recipient.

    Columns: helper (a person's key), circle of those helped, assessment (null on a journey), on, told_on, and the key
    of the row in companion, interpreter_session or contact_point. A contact is a person where one donor, and no other,
    gave the same telephone or e-mail as their own. Licensed, accredited and neutral helpers are left out.
    """
    file = donor_file.select("circle", "opened_on", file="assessment")
    found = [_contacts(private_contact)] if private_contact is not None else []
    if companion is not None:
        came = companion.filter(companion.licensed.isnull() | (companion.licensed != "yes"))
        came = came.select("id", "assessment", "journey", "noted_on", "recorded_on", helper="person")
        with_file = came.join(file, [("assessment", "file")])
        found.append(_row(with_file, "companion", ibis.coalesce(with_file.noted_on, with_file.opened_on)))
        if journey is not None:
            trip = journey.select("departed_on", trip="id", traveller="person")
            trip = trip.join(circle.select("circle", who="person"), [("traveller", "who")])
            with_trip = came.filter(came.assessment.isnull()).join(trip, [("journey", "trip")])
            found.append(_row(with_trip, "companion", ibis.coalesce(with_trip.noted_on, with_trip.departed_on)))
    if interpreter_session is not None:
        spoke = interpreter_session
        sure = (spoke.accredited == "yes").fill_null(False) | spoke.employed_by.isin(NEUTRAL).fill_null(False)
        spoke = spoke.filter(~sure).select("id", "assessment", "held_on", "recorded_on", helper="interpreter")
        with_file = spoke.join(file, [("assessment", "file")])
        found.append(_row(with_file, "interpreter_session", with_file.held_on))
    if not found:
        return _row(file.select("circle", "opened_on", id="file", assessment="file", helper=ibis.null("string"),
                                recorded_on="opened_on"), "", file.opened_on).limit(0)  # fmt: skip
    every = ibis.union(*found) if len(found) > 1 else found[0]
    return every.filter(every.helper.notnull())


def _contacts(contact: ir.Table) -> ir.Table:
    reached = contact.filter(contact.kind.isin(REACHED_BY))
    own = reached.filter(reached.role == "donor_self").select("thing", "donor").distinct()
    own = own.group_by("thing").agg(n=own.count(), helper=own.donor.min())
    own = own.filter(own.n == 1).drop("n")
    others = reached.filter(reached.role.isnull() | (reached.role != "donor_self"), reached.contact_point.notnull())
    others = others.select("thing", "assessment", "circle", "on", "recorded_on", id="contact_point")
    both = others.join(own, "thing")
    return _row(both, "contact_point", both.on)


def _row(found: ir.Table, table: str, on: ir.Value) -> ir.Table:
    return found.select(
        "helper", "circle", "assessment", on=on, told_on="recorded_on",
        **{name: found.id if name == table else ibis.null("string") for name in ROWS},
    )  # fmt: skip
