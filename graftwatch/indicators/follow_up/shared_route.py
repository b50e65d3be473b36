"""PT-08: patients who came home transplanted share two things of the journey: hospital, surgeon, agency, bed, week."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator, months
from graftwatch.indicators.windows import comings_and_goings, next_end, swept
from graftwatch.law import cite

ATTRIBUTES = ("facility_as_stated", "surgeon_as_stated", "agency", "lodging", "travel_week")
"""What journeys may share, in the order in which a shared thing gives the finding its name."""

OFFICIAL_PROGRAMMES = ("authority", "bilateral_agreement")
"""Referrals that the State itself wrote; a ring could as easily obtain a clinician's letter or an insurer's promise."""


@indicator(
    code="PT-08",
    title="Returning patients share their route",
    about="thing",
    family="network",
    strength="strong",
    phase="after surgery",
    holders=["transplant authority"],
    cites=[
        cite("osce-2020", "session 2, registration on return"),
        cite("nl-survey", "abstract and results"),
        cite("kenya2025", "press reports of the inquiry"),
        cite("dicg2018", "opening"),
    ],
    benign=[
        "An official programme between two States whose referral was not written into the registration",
        "A hospital of the diaspora, to which families of one origin lawfully go with their own related donors",
        "A leading centre abroad with a famous surgeon, and the one guest house beside it",
        "A clinician at home who sends all patients to a former colleague",
        "A holiday week in which many travel",
    ],
    blind_to=[
        "Patients who never registered, or who named no hospital, surgeon or agency",
        "The same hospital written in two alphabets or under two names: only like tokens are compared",
        "A ring that sends each patient by another road to another hospital",
    ],
    ask_first=[
        "The returning centres: how did each patient first hear of this hospital? (the network, not the patient)",
        "The focal point of the country named: is the hospital licensed for living donors from abroad?",
    ],
    p_ring=Range(
        0.3, 0.7, on="2026-11", basis="design",
        source="of 31 Dutch professionals certain of a purchase several named the same countries and brokers",
    ),
    p_ordinary=Range(
        0.02, 0.2, on="2026-11", basis="design", source="lawful travellers cluster at few centres; no published rate"
    ),
    may_be_empty=[
        *(f"travel_registration.{name}" for name in (*ATTRIBUTES[:4], "departed_on", "transplanted_on", "referral")),
        "travel_registration.person",
        "lodging.kind",
    ],
    without={"lodging": "a hospital's own hostel as the shared bed"},
)  # fmt: skip
def shared_route(
    travel_registration: ir.Table,
    lodging: ir.Table | None = None,
    *,
    min_patients: int = count(3, basis="design", source="indicators PT-08"),
    window_months: int = months(12, basis="design", source="indicators PT-08"),
) -> ir.Table:
    """Do several patients who were transplanted abroad share any two of hospital, surgeon, agency, lodging and week of
    travel, within the window and outside an official programme?

    Subject: the shared thing that comes first in that order. A pair of things whose patients all stand under an
    earlier thing gives no second finding. The window is exact; all of a route's patients who fall in one are shown.
    """
    keeps = ibis.interval(months=window_months)
    shared = _shared(_journeys(travel_registration), lodging)
    events = shared.select("route", "patient", "on")
    several = events.select("route", "patient").distinct().group_by("route").agg(n=ibis._.count())
    events = events.semi_join(several.filter(several.n >= min_patients), "route")
    steps = comings_and_goings(events, key="route", member="patient", on="on", keeps=keeps, name="n_patients")
    window = swept([steps], key="route", on="on").rename(ends_on="on")
    window = window.filter(window.n_patients >= min_patients)
    inside = next_end(shared.semi_join(window, "route"), window, key="route", on="on", ends_on="ends_on")
    inside = inside.filter(inside.ends_on <= (inside.on + keeps).cast("date"))
    largest = window.group_by("route").agg(n_patients=window.n_patients.max())
    rows = _named_once(inside.join(largest, "route"))
    return rows.select(
        "n_patients",
        subject="thing",
        known_on="told_on",
        size=rows.n_patients.cast("float64"),
        travel_registration="row",
    )


def _journeys(travel_registration: ir.Table) -> ir.Table:
    """Residents transplanted abroad outside an official programme. An anonymous one is a patient of its own."""
    out = travel_registration.filter(travel_registration.direction == "outgoing_recipient")
    out = out.filter(out.referral.isnull() | out.referral.notin(OFFICIAL_PROGRAMMES))
    return out.select(
        *ATTRIBUTES[:4],
        row="id",
        told_on="recorded_on",
        patient=ibis.coalesce(out.person, out.id),
        on=ibis.coalesce(out.transplanted_on, out.departed_on, out.registered_on),
        travel_week=out.departed_on.truncate("W").strftime("%Y-%m-%d"),
    )


def _shared(journey: ir.Table, lodging: ir.Table | None) -> ir.Table:
    """One row per journey and pair of its attributes: `route` names the pair, `thing` the earlier one of it."""
    if lodging is not None:
        hostel = lodging.filter(lodging.kind.isin(codes.LODGING_KIND.in_group("official"))).select(hostel="id")
        journey = journey.left_join(hostel, journey.lodging == hostel.hostel)
        journey = journey.mutate(lodging=journey.hostel.isnull().ifelse(journey.lodging, ibis.null("string")))
    long = ibis.union(
        *(
            journey.filter(journey[name].notnull()).select(
                "row", "told_on", "patient", "on", rank=ibis.literal(rank, "int64"),
                thing=ibis.literal(f"{name}:") + journey[name],
            )
            for rank, name in enumerate(ATTRIBUTES)
        )
    )  # fmt: skip
    other = long.select("row", later="rank", second="thing")
    both = long.join(other, "row")
    both = both.filter(both.rank < both.later)
    return both.drop("later").mutate(route=both.thing + "|" + both.second)


def _named_once(rows: ir.Table) -> ir.Table:
    """Without the routes that say nothing new: all of their journeys stand in a route under an earlier thing."""
    earlier = rows.select("row", earlier_rank="rank", earlier_thing="thing").distinct()
    covered = rows.join(earlier, "row")
    covered = covered.filter(covered.earlier_rank < covered.rank)
    covered = covered.group_by("thing", "second", "earlier_thing").agg(n_covered=covered.row.nunique())
    route = rows.group_by("thing", "second").agg(n_rows=rows.row.nunique())
    told = covered.join(route, ["thing", "second"])
    told = told.filter(told.n_covered == told.n_rows).select("thing", "second").distinct()
    return rows.anti_join(told, ["thing", "second"])
