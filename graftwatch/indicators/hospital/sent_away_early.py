"""HO-11: a living donor is discharged, or leaves the country, within days, and nobody planned to see them again."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, days, indicator
from graftwatch.law import cite


@indicator(
    code="HO-11",
    title="Donor sent away very early",
    about="donor",
    family="process",
    strength="moderate",
    phase="after surgery",
    holders=["hospital"],
    cites=[
        cite("kenya2025", "press reports of the inquiry"),
        cite("medicus", "BBC, EULEX notice and other reports"),
        cite("who-gp", "principle 10"),
        cite("who-gp", "principle 3"),
    ],
    benign=[
        "A programme of early recovery, whose first visit is planned by telephone and written down nowhere",
        "A donor who asked to go home to small children and has a doctor there",
        "A donor moved to another hospital nearer home, whose stay there nobody linked",
        "The day of discharge written down wrongly",
    ],
    blind_to=[
        "Stays without a day of discharge, and borders that nobody counts",
        "A visit that is planned on paper and never meant",
        "Donors kept long, in hospital or out of it, so that they do not talk",
    ],
    ask_first=[
        "The donor, to offer care first: how are you, who looks after you, and where can you be seen?",
        "The ward: who decided on the discharge, and who took the donor away?",
        "The focal point of the country where the donor lives now: can care be arranged there?",
    ],
    p_ring=Range(
        0.2, 0.6, on="2026-11", basis="design",
        source="a seller was found ill at an airport within days; a package gave the donor four days, the buyer ten",
    ),
    depends_on="donor",
    p_ordinary=Range(
        0.005, 0.05, on="2026-11", basis="design", source="no published rate; plans are not always written down"
    ),
    never_alone=True,
    may_be_victim=True,
    without={
        "journey": "donors who left the country early after a longer stay",
        "follow_up": "donors who were seen soon after all",
    },
    may_be_empty=[
        "hospital_stay.follow_up_planned_on", "hospital_stay.assessment", "hospital_stay.discharged_on",
        "transplant.donor", "transplant.assessment", "journey.returned_on",
    ],
)  # fmt: skip
def sent_away_early(
    transplant: ir.Table,
    hospital_stay: ir.Table,
    journey: ir.Table | None = None,
    follow_up: ir.Table | None = None,
    *,
    min_los_days: int = days(
        3, basis="design", source="indicators HO-11, nights in hospital after the operation", within=(2, 4)
    ),
    min_stay_days: int = days(
        14, basis="design", source="indicators HO-11; a seller was found ill at an airport", within=(7, 28)
    ),
    seen_within_days: int = days(
        90, basis="design", source="whoever was seen by then was cared for, planned or not", within=(30, 180)
    ),
) -> ir.Table:
    """Did a living donor leave the hospital within days of the operation, or the country within two weeks, without a
    visit planned or kept?

    A visit that was planned at discharge, or that took place soon, answers the question. Leaving is the day of a trip
    out after the operation, or of the return of a trip that had begun before it. The size is one where the donor left
    early, two where the country was left too.
    """
    gave = transplant.filter(transplant.donor_type == "living", transplant.donor.notnull())
    gave = gave.select("donor", "performed_on", transplant="id", gave_told="recorded_on")
    stay = hospital_stay.filter(hospital_stay.role == "living_donor").select(
        "person", "admitted_on", "discharged_on", "follow_up_planned_on", hospital_stay="id", stay_told="recorded_on"
    )
    both = gave.join(stay, [("donor", "person")])
    both = both.filter(
        both.admitted_on <= both.performed_on, both.discharged_on.isnull() | (both.discharged_on >= both.performed_on)
    )
    planned = both.filter(both.follow_up_planned_on.notnull()).select(cared="transplant")
    if follow_up is not None:
        planned = ibis.union(planned, _seen(gave, follow_up, seen_within_days))
    both = both.anti_join(planned.distinct(), [("transplant", "cared")])
    stayed = both.discharged_on.delta(both.performed_on, unit="day").cast("int64")
    both = both.mutate(days_in_hospital=stayed, short=(stayed < min_los_days).fill_null(False))
    both = _left(both, journey, min_stay_days)
    asked = both.filter(both.short | both.journey.notnull())
    return asked.select(
        "transplant", "hospital_stay", "journey", "days_in_hospital", "days_in_country",
        subject="donor",
        known_on=ibis.greatest(asked.gave_told, asked.stay_told, asked.trip_told),
        size=(asked.short.ifelse(1, 0) + asked.journey.notnull().ifelse(1, 0)).cast("float64"),
    )  # fmt: skip


def _seen(gave: ir.Table, follow_up: ir.Table, within: int) -> ir.Table:
    visit = follow_up.filter(
        follow_up.role == "living_donor", follow_up.vital_status.isnull() | (follow_up.vital_status != "lost")
    )
    came = gave.join(visit.select("person", "visited_on"), [("donor", "person")])
    until = (came.performed_on + ibis.interval(days=within)).cast("date")
    return came.filter(came.visited_on > came.performed_on, came.visited_on <= until).select(cared="transplant")


def _left(gave: ir.Table, journey: ir.Table | None, min_stay: int) -> ir.Table:
    """With the first trip, if any, by which the donor was out of the country before so many days had passed."""
    if journey is None:
        return gave.mutate(journey=ibis.null("string"), trip_told=ibis.null("date"), days_in_country=ibis.null("int64"))
    trips = journey.select("departed_on", "returned_on", traveller="person", journey="id", trip_told="recorded_on")
    both = gave.select("transplant", "donor", "performed_on").join(trips, [("donor", "traveller")])
    day = ibis.ifelse(both.departed_on >= both.performed_on, both.departed_on, both.returned_on)
    both = both.mutate(days_in_country=day.delta(both.performed_on, unit="day").cast("int64"))
    both = both.filter(both.days_in_country >= 0, both.days_in_country < min_stay)
    order = ibis.row_number().over(group_by=both.transplant, order_by=[both.days_in_country, both.journey])
    first = both.mutate(order=order)
    first = first.filter(first.order == 0).select("journey", "trip_told", "days_in_country", of="transplant")
    return gave.left_join(first, [("transplant", "of")])
