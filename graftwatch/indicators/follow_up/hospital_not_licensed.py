"""PT-07: the hospital abroad was suspended or under inquiry on the day of the transplant, or stood on no list."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, count, days, indicator
from graftwatch.indicators.clearings.referred_before_travel import BY_THE_STATE
from graftwatch.law import cite

HELD_BACK = codes.FOREIGN_STATUS.in_group("not_licensed") + codes.FOREIGN_STATUS.in_group("inquiry")


@indicator(
    code="PT-07",
    title="Hospital abroad without a licence, or under inquiry",
    about="recipient",
    family="behaviour",
    strength="strong",
    phase="after surgery",
    holders=["transplant authority"],
    cites=[
        cite("lahore", "reports of transplants in private houses"),
        cite("kenya2025", "press reports of the inquiry"),
        cite("medicus", "reports on the licence of the clinic"),
        cite("sg-2020", "para 20"),
    ],
    benign=[
        "The list of the other country is out of date, or does not name hospitals of one region or owner",
        "The hospital has two names, or the patient gave the name of the clinic next door",
        "A suspension for reasons that have nothing to do with donors, such as hygiene or a missing form",
        "An inquiry that later found nothing against the hospital",
        "The licence was being renewed on that day",
    ],
    blind_to=[
        "The same hospital written in two alphabets or under two names: only equal names are compared",
        "Hospitals of countries whose list is not here, or began after the transplant",
        "Licensed hospitals that work for a ring, and licences that were bought",
        "A hospital on no list that one patient only has named",
    ],
    ask_first=[
        "The focal point of the country named: was this hospital allowed to transplant on that day, and for whom?",
        "The centre that cares for the patient: is the name of the hospital right? (care goes on)",
    ],
    p_ring=Range(
        0.1, 0.5, on="2026-11", basis="design",
        source="private houses and a clinic without a licence in three cases; many rings use licensed hospitals",
    ),
    p_ordinary=Range(
        0.005, 0.1, on="2026-11", basis="design", source="names that differ and lists that lag; no published rate"
    ),
    may_be_empty=[
        *("travel_registration.direction", "travel_registration.referral"),
        *("foreign_licence.valid_to", "foreign_licence.hospital"),
    ],
)  # fmt: skip
def hospital_not_licensed(
    travel_registration: ir.Table,
    foreign_licence: ir.Table,
    *,
    min_listed: int = count(3, basis="design", source="one or two rows are no list of a country", within=(2, 5)),
    min_patients: int = count(2, basis="design", source="one patient's spelling is no hospital", within=(1, 3)),
    lag_days: int = days(90, basis="design", source="lists and renewals lag by weeks", within=(30, 180)),
) -> ir.Table:
    """Was the hospital of a transplant abroad suspended, withdrawn or under inquiry on that day, or on no list of it?

    No list: its country had published at least `min_listed` licensed hospitals by that day and not this one, neither
    then nor within `lag_days`, and several patients name it. Who was sent there by an authority is asked about only
    where a suspension or inquiry ran. The size is two for a status that ran, one for a name on no list.
    """
    journey = travel_registration.filter(
        travel_registration.direction.fill_null("outgoing_recipient") == "outgoing_recipient",
        *(travel_registration[name].notnull() for name in ("person", "country", "facility_as_stated")),
        travel_registration.transplanted_on.notnull(),
    ).select(
        "person", "country", "referral", "recorded_on", hospital="facility_as_stated", on="transplanted_on",
        travel_registration="id",
    )  # fmt: skip
    status = foreign_licence.select(
        "country", "hospital", "status", "valid_from", "valid_to", licence_told="recorded_on", foreign_licence="id"
    )
    held = journey.join(status.filter(status.status.isin(HELD_BACK)), ["country", "hospital"])
    held = held.filter(held.valid_from <= held.on, held.valid_to.isnull() | (held.valid_to >= held.on))
    absent = _on_no_list(journey, status.filter(status.status == "licensed"), min_listed, min_patients, lag_days)
    absent = absent.anti_join(held.select(of_held="travel_registration"), [("travel_registration", "of_held")])
    none = ibis.null("int64")
    rows = ibis.union(
        held.select(
            "person", "travel_registration", "foreign_licence", size=ibis.literal(2.0), n_listed=none, n_patients=none,
            known_on=ibis.greatest(held.recorded_on, held.licence_told),
        ),
        absent.select(
            "person", "travel_registration", foreign_licence=ibis.null("string"), size=ibis.literal(1.0),
            n_listed="n_listed", n_patients="n_patients", known_on="recorded_on",
        ),
    )  # fmt: skip
    return rows.rename(subject="person")


def _on_no_list(journey: ir.Table, licensed: ir.Table, min_listed: int, min_patients: int, lag_days: int) -> ir.Table:
    """Journeys to a hospital that its country's list of that day does not name, with the length of that list."""
    by_country = journey.select("travel_registration", "country", "on")
    listed = by_country.join(licensed.select("country", "hospital", "valid_from", "valid_to"), "country")
    listed = listed.filter(listed.valid_from <= listed.on, listed.valid_to.isnull() | (listed.valid_to >= listed.on))
    listed = listed.group_by("travel_registration").agg(n_listed=listed.hospital.nunique())
    own = journey.select("travel_registration", "country", "hospital", "on")
    own = own.join(licensed.select("country", "hospital", "valid_from", "valid_to"), ["country", "hospital"])
    lag = ibis.interval(days=lag_days)
    named = own.filter(
        (own.valid_from - lag).cast("date") <= own.on,
        own.valid_to.isnull() | ((own.valid_to + lag).cast("date") >= own.on),
    )
    absent = journey.filter(journey.referral.isnull() | journey.referral.notin(BY_THE_STATE))
    absent = absent.join(listed.filter(listed.n_listed >= min_listed), "travel_registration")
    absent = absent.anti_join(named.select(of_named="travel_registration"), [("travel_registration", "of_named")])
    patients = absent.group_by("country", "hospital").agg(n_patients=absent.person.nunique())
    return absent.join(patients.filter(patients.n_patients >= min_patients), ["country", "hospital"])
