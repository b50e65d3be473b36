"""Question 54: residents known to have been transplanted abroad, and by which country.

What: residents whose transplant abroad fell in the year, by organ, country and how it is known: `registered` with a
name, `registered_anonymously`, or `said_by_list` only, when the waiting list coded it and no registration names them
(country "not known"). The three are kept apart because an anonymous registration may speak of one of the last.
Unit: persons for each organ and year; an anonymous registration counts as one. The year is that of the transplant; of
the return, or else of the registration, where its day is not told. Source: WHO-ONT questionnaire, 2015, question 54.
"""

from __future__ import annotations

import ibis

from graftwatch import codes
from graftwatch.measures.observatory.bands import NOT_KNOWN, who

ABROAD = codes.REMOVAL_REASON.in_group("abroad")
NON_RESIDENT = codes.RESIDENCY.in_group("non_resident")


def transplanted_abroad(
    travel_registration: ibis.Table,
    waiting_list_entry: ibis.Table | None = None,
    waiting_list_event: ibis.Table | None = None,
    person: ibis.Table | None = None,
    *,
    year: int,
) -> ibis.Table:
    """Columns: known_as, organ, country, age_band, sex, n."""
    told = travel_registration.filter(travel_registration.direction == "outgoing_recipient")
    when = ibis.coalesce(told.transplanted_on, told.returned_on, told.registered_on)
    told = told.select("person", "organ", on=when, country=told.country.coalesce(NOT_KNOWN))
    named = told.filter(told.person.notnull(), told.on.year() == year).distinct(on=["person", "organ"], keep="first")
    nobody = told.filter(told.person.isnull(), told.on.year() == year)
    parts = [_counted("registered", named, person), _counted("registered_anonymously", nobody, person)]
    if waiting_list_entry is not None and waiting_list_event is not None:
        said = _said_by_list(waiting_list_entry, waiting_list_event, year)
        known = told.select(who="person", what="organ")
        unnamed = said.anti_join(known, [said.person == known.who, known.what.isnull() | (known.what == said.organ)])
        parts.append(_counted("said_by_list", unnamed, person))
    return ibis.union(*parts).order_by("known_as", "organ", "country", "age_band", "sex")


def _said_by_list(entry: ibis.Table, event: ibis.Table, year: int) -> ibis.Table:
    left = event.filter(event.kind == "removed", event.reason.isin(ABROAD), event.effective_on.year() == year)
    left = left.select(of="entry", on="effective_on")
    own = entry.select("person", "organ", key="id")
    both = left.join(own, left.of == own.key)
    once = both.group_by("person", "organ").aggregate(on=both.on.min())
    return once.mutate(country=ibis.literal(NOT_KNOWN)).select("person", "organ", "on", "country")


def _counted(known_as: str, people: ibis.Table, person: ibis.Table | None) -> ibis.Table:
    if person is not None:
        away = person.filter(person.residency.isin(NON_RESIDENT)).select(stranger="id")
        people = people.anti_join(away, people.person == away.stranger)
    known = who(people, person, "on")
    counted = known.group_by("organ", "country", "age_band", "sex").aggregate(n=known.count())
    return counted.select(ibis.literal(known_as).name("known_as"), "organ", "country", "age_band", "sex", "n")
