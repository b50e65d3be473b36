"""BT-02: one companion, several travellers who do not belong together, one city."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, count, indicator, months
from graftwatch.indicators.windows import comings_and_goings, swept
from graftwatch.law import cite


@indicator(
    code="BT-02",
    title="Same companion with different people to the same city",
    about="person",
    family="network",
    strength="strong",
    phase="before surgery",
    holders=["border police"],
    cites=[
        cite("hott-ind", "outline of the barrier model, travel"),
        cite("indo2023", "case reports, who took people to the hospital"),
        cite("sg-2020", "para 20"),
    ],
    benign=[
        "An escort nurse, interpreter or guide whose licence is not written down at the border",
        "A relative who goes with several patients of one family, whose kinship no donor file shows",
        "A volunteer of a charity, embassy or congregation who goes with the sick",
        "A commuter, driver or trader who is written down beside whoever sits next to them",
        "A parent or teacher who takes other people's children to a school or a camp",
    ],
    blind_to=[
        "Companions whom the record names but does not number as a person",
        "Escorts who change from trip to trip, or travel one row apart",
        "Journeys whose city or day is not recorded, and crossings on foot",
    ],
    ask_first=[
        "Border records: who booked and who paid, and with whom did each traveller come back?",
        "The travellers, apart from each other and from the companion, in their own language: who is this to you?",
    ],
    p_ring=Range(
        0.3, 0.7, on="2026-11", basis="design",
        source="an escort is described in most cross-border schemes; not always on record",
    ),
    p_ordinary=Range(
        0.0005, 0.01, on="2026-11", basis="design", source="no published rate; guides and helpers among companions"
    ),
    without={
        "circle": "travellers who belong to one circle of donor files",
        "proven_kin": "proven kin of the companion",
    },
    may_be_empty=["companion.licensed", "journey.country"],
)  # fmt: skip
def same_companion(
    companion: ir.Table,
    journey: ir.Table,
    circle: ir.Table | None = None,
    proven_kin: ir.Table | None = None,
    *,
    min_trips: int = count(3, basis="design", source="indicators BT-02"),
    window_months: int = months(12, basis="design", source="indicators BT-02"),
) -> ir.Table:
    """Did the same companion travel with several people who do not belong together to one city within the window, and
    come back earlier than a traveller at least once?

    Travellers of one circle of donor files count once; a licensed companion's trips, and trips with the companion's own
    circle or proven kin, do not count. The window is exact. A person who was herself taken along may stand here: the
    companion may be a former donor.
    """
    keeps = ibis.interval(months=window_months)
    trip = _strangers(_trips(companion, journey), circle, proven_kin)
    window = swept(
        [
            comings_and_goings(trip, key="route", member="party", on="departed_on", keeps=keeps, name="n_parties"),
            comings_and_goings(trip.filter(trip.left_behind), key="route", member="journey", on="departed_on",
                               keeps=keeps, name="n_left_behind"),
        ],
        key="route", on="departed_on",
    ).rename(ends_on="departed_on")  # fmt: skip
    window = window.filter(window.n_parties >= min_trips, window.n_left_behind >= 1)
    order = ibis.row_number().over(group_by=window.route, order_by=[ibis.desc(window.n_parties), window.ends_on])
    best = window.mutate(order=order)
    best = best.filter(best.order == 0).drop("order")
    rows = trip.join(best, "route")
    rows = rows.filter(rows.departed_on <= rows.ends_on, rows.ends_on <= (rows.departed_on + keeps).cast("date"))
    return rows.select(
        "companion",
        "journey",
        "n_parties",
        "n_left_behind",
        subject="escort",
        known_on="told_on",
        size=rows.n_parties.cast("float64"),
        person="traveller",
    )


def _trips(companion: ir.Table, journey: ir.Table) -> ir.Table:
    """Journeys somebody came along on who is known as a person and not known to be licensed."""
    came = companion.filter(companion.person.notnull(), companion.journey.notnull())
    came = came.filter(came.licensed.fill_null("unknown") != "yes").select(
        "journey", "returned_on", companion="id", escort="person", noted="recorded_on"
    )
    went = journey.filter(journey.city.notnull(), journey.departed_on.notnull()).select(
        "departed_on", "country", "city", journey="id", traveller="person", back_on="returned_on", told="recorded_on"
    )
    both = came.join(went, "journey")
    both = both.filter(both.traveller.notnull(), both.escort != both.traveller)
    return both.select(
        "companion", "journey", "escort", "traveller", "departed_on",
        told_on=ibis.greatest(ibis.coalesce(both.noted, both.told), ibis.coalesce(both.told, both.noted)),
        left_behind=(both.returned_on < both.back_on).fill_null(False),
        route=both.escort + "|" + both.country.fill_null("") + "|" + both.city.upper(),
    )  # fmt: skip


def _strangers(trip: ir.Table, circle: ir.Table | None, proven_kin: ir.Table | None) -> ir.Table:
    """The trips with people who do not belong to the companion, each with its party: a circle, or one person."""
    if proven_kin is not None:
        trip = trip.anti_join(proven_kin.select(escort="person", traveller="kin"), ["escort", "traveller"])
    if circle is None:
        return trip.mutate(party=trip.traveller)
    trip = trip.left_join(circle.select(traveller="person", theirs="circle"), "traveller").drop("traveller_right")
    trip = trip.left_join(circle.select(escort="person", own="circle"), "escort").drop("escort_right")
    trip = trip.filter(trip.own.isnull() | trip.theirs.isnull() | (trip.own != trip.theirs))
    return trip.mutate(party=ibis.coalesce(trip.theirs, trip.traveller)).drop("own", "theirs")
