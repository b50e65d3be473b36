"""Why patients left the waiting list in a year.

What: removals in the year by organ and by the reason that the centre coded, with age band and sex.
Unit: removals of an entry; whoever left two centres' lists counts twice, as the two centres each report.
Source: WHO-ONT questionnaire, 2015 edition, question 53, and the removal reasons of the OPTN, grouped.
"""

from __future__ import annotations

import ibis

from graftwatch.measures.observatory.bands import who


def departures(
    waiting_list_entry: ibis.Table, waiting_list_event: ibis.Table, person: ibis.Table | None = None, *, year: int
) -> ibis.Table:
    """Columns: organ, reason ("not given" where there is none), age_band, sex, n."""
    left = waiting_list_event.filter(
        waiting_list_event.kind == "removed", waiting_list_event.effective_on.year() == year
    ).select(of="entry", on="effective_on", reason=waiting_list_event.reason.coalesce("not given"))
    own = waiting_list_entry.select("person", "organ", key="id")
    both = left.join(own, left.of == own.key).select("person", "organ", "reason", "on")
    known = who(both, person, "on")
    counted = known.group_by("organ", "reason", "age_band", "sex").aggregate(n=known.count())
    return counted.order_by("organ", "reason", "age_band", "sex")
