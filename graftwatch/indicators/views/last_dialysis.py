"""When each patient was dialysed last, and how long the unit went on reporting others."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import view


@view(may_be_empty=["dialysis_session.facility"])
def last_dialysis(dialysis_session: ir.Table) -> ir.Table:
    """One row is one person who was ever dialysed.

    Columns: person, last_on (day of the last session), reports_until (the last day on which that unit reported any).
    Sessions of no named unit are held against one another.
    """
    at = dialysis_session.group_by("person", "facility").agg(last_on=dialysis_session.held_on.max())
    at = at.select("person", "last_on", unit=at.facility.fill_null(""))
    unit = at.group_by("unit").agg(reports_until=at.last_on.max())
    at = at.join(unit, "unit")
    order = ibis.row_number().over(group_by=at.person, order_by=[ibis.desc(at.last_on), ibis.desc(at.reports_until)])
    last = at.filter(at.person.notnull(), at.last_on.notnull()).mutate(order=order)
    return last.filter(last.order == 0).select("person", "last_on", "reports_until")
