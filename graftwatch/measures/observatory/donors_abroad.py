"""Question 54: resident living donors known to have travelled abroad to give.

What: residents registered as having gone abroad in the year to give an organ, by organ and country.
Unit: persons for each organ and year; an anonymous registration counts as one. The year is that of the departure; of
the registration, where its day is not told. Source: WHO-ONT questionnaire, 2015 edition, question 54.
"""

from __future__ import annotations

import ibis

from graftwatch import codes
from graftwatch.measures.observatory.bands import NOT_KNOWN, who

NON_RESIDENT = codes.RESIDENCY.in_group("non_resident")


def donors_abroad(travel_registration: ibis.Table, person: ibis.Table | None = None, *, year: int) -> ibis.Table:
    """Columns: organ, country, age_band, sex, n."""
    told = travel_registration.filter(travel_registration.direction == "outgoing_donor")
    when = ibis.coalesce(told.departed_on, told.transplanted_on, told.registered_on)
    told = told.select("person", "organ", on=when, country=told.country.coalesce(NOT_KNOWN))
    told = told.filter(told.on.year() == year)
    named = told.filter(told.person.notnull()).distinct(on=["person", "organ"], keep="first")
    went = ibis.union(named, told.filter(told.person.isnull()))
    if person is not None:
        away = person.filter(person.residency.isin(NON_RESIDENT)).select(stranger="id")
        went = went.anti_join(away, went.person == away.stranger)
    known = who(went, person, "on")
    counted = known.group_by("organ", "country", "age_band", "sex").aggregate(n=known.count())
    return counted.order_by("organ", "country", "age_band", "sex")
