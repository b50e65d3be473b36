"""Every name, telephone, e-mail and address written into a donor file, one per row."""

from __future__ import annotations

import ibis

from graftwatch import codes
from graftwatch.indicators import view

OFFICIAL = codes.CONTACT_CAPACITY.in_group("official")
NEUTRAL = codes.PARTY.in_group("neutral")
ROWS = ("contact_point", "companion", "interpreter_session")


@view(
    may_be_empty=[
        *(f"contact_point.{name}" for name in ("assessment", "person", "role", "capacity", "registered_liaison")),
        *(f"contact_point.{name}" for name in ("phone", "email", "name", "address", "noted_on")),
        *(f"companion.{name}" for name in ("assessment", "name", "phone", "licensed", "noted_on")),
        *(
            f"interpreter_session.{name}"
            for name in ("interpreter_name", "accredited", "employed_by", "also_companion")
        ),
    ]
)
def contact(
    contact_point: ibis.Table,
    living_donor_assessment: ibis.Table,
    companion: ibis.Table | None = None,
    interpreter_session: ibis.Table | None = None,
) -> ibis.Table:
    """One row is one contact token in one living-donor file.

    Columns: assessment, kind (phone, email, name or address), token, role, capacity, liaison (`yes`, `no` or not
    known), official (true where an office, a registered liaison or a licensed or neutral helper stands behind it), on,
    recorded_on, and the key of the row it stands in: contact_point, companion or interpreter_session. A contact noted
    for a person and for no file counts in that person's latest file.
    """
    parts = [_contact_points(contact_point, living_donor_assessment)]
    if companion is not None:
        parts.append(_companions(companion))
    if interpreter_session is not None:
        parts.append(_interpreters(interpreter_session))
    noted = ibis.union(*parts) if len(parts) > 1 else parts[0]
    return noted.filter(noted.assessment.notnull(), noted.token.notnull())


def _contact_points(contact_point: ibis.Table, assessment: ibis.Table) -> ibis.Table:
    point = contact_point.mutate(
        official=contact_point.capacity.isin(OFFICIAL).fill_null(False)
        | (contact_point.registered_liaison == "yes").fill_null(False)
    )
    with_file = point.filter(point.assessment.notnull())
    without = point.filter(point.assessment.isnull()).drop("assessment")
    latest = _latest_file(assessment)
    placed = without.join(latest, without.person == latest.whose)
    return ibis.union(
        *(_of_point(table, kind) for table in (with_file, placed) for kind in ("phone", "email", "name", "address"))
    )


def _of_point(point: ibis.Table, kind: str) -> ibis.Table:
    return _row(
        point,
        kind,
        point[kind],
        role=point.role,
        capacity=point.capacity,
        liaison=point.registered_liaison,
        official=point.official,
        on=point.noted_on,
        table="contact_point",
    )


def _latest_file(assessment: ibis.Table) -> ibis.Table:
    """The file each donor or recipient was last in."""
    file = assessment.select("id", "donor", "recipient", "opened_on")
    whose = ibis.union(
        file.select("id", "opened_on", whose="donor"), file.select("id", "opened_on", whose="recipient")
    ).filter(lambda each: each.whose.notnull())
    order = ibis.row_number().over(group_by=whose.whose, order_by=[ibis.desc(whose.opened_on), whose.id])
    first = whose.mutate(order=order)
    return first.filter(first.order == 0).select("whose", assessment="id")


def _companions(companion: ibis.Table) -> ibis.Table:
    came = companion.filter(companion.assessment.notnull())
    return ibis.union(
        *(
            _row(
                came,
                kind,
                came[kind],
                role=ibis.literal("companion"),
                official=(came.licensed == "yes").fill_null(False),
                on=came.noted_on,
                table="companion",
            )
            for kind in ("phone", "name")
        )
    )


def _interpreters(session: ibis.Table) -> ibis.Table:
    helped = (session.accredited == "yes").fill_null(False) | session.employed_by.isin(NEUTRAL).fill_null(False)
    return _row(
        session,
        "name",
        session.interpreter_name,
        role=ibis.literal("interpreter"),
        official=helped & ~(session.also_companion == "yes").fill_null(False),
        on=session.held_on,
        table="interpreter_session",
    )


def _row(
    source: ibis.Table,
    kind: str,
    token: ibis.Value,
    *,
    role: ibis.Value,
    official: ibis.Value,
    on: ibis.Value,
    table: str,
    capacity: ibis.Value | None = None,
    liaison: ibis.Value | None = None,
) -> ibis.Table:
    nothing = ibis.null("string")
    return source.select(
        "assessment",
        "recorded_on",
        kind=ibis.literal(kind),
        token=token,
        role=role,
        capacity=nothing if capacity is None else capacity,
        liaison=nothing if liaison is None else liaison,
        official=official,
        on=on,
        **{name: source.id if name == table else nothing for name in ROWS},
    )
