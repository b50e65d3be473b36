"""WL-05: too ill for a transplant here, and transplanted abroad within months."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, indicator, months
from graftwatch.indicators.clearings.referred_before_travel import BY_THE_STATE
from graftwatch.law import cite

TOO_ILL = tuple(
    reason for reason in codes.REMOVAL_REASON.in_group("medical")
    if reason not in codes.REMOVAL_REASON.in_group("recovered")
)  # fmt: skip
LEAVES = codes.EVENT_KIND.in_group("leaves")
WELL_AGAIN = (*codes.EVENT_KIND.in_group("returns"), "activated", "listed")


@indicator(
    code="WL-05",
    title="Declined here for health, transplanted abroad",
    about="recipient",
    family="behaviour",
    cause="a transplant elsewhere",
    strength="moderate",
    phase="after surgery",
    holders=["transplant authority"],
    never_alone=True,
    cites=[
        cite("pak2011", "abstract"),
        cite("taiwan2017", "abstract"),
        cite("osce-2020", "session 2, referral arrangements"),
    ],
    benign=[
        "The patient got better and was examined again, and the list here was not told",
        "The hospital abroad lawfully takes patients whom this country's criteria leave out",
        "A second opinion: centres differ on age, weight and heart disease",
        "A transplant here under another number, or before the registry began",
    ],
    blind_to=[
        "Patients who were never listed, or whose reason was not written down",
        "Patients who went before the centre had decided",
        "Patients of whom nobody hears after their return",
    ],
    ask_first=[
        "The centre that cares for the patient: is the patient safe, and what was found abroad? (care first)",
        "The centre that declined: was the decision looked at again, or asked about by another hospital?",
    ],
    p_ring=Range(
        0.05, 0.3, on="2026-11", basis="design",
        source="the Balkan cohort had not been cleared at home before they travelled; most rings take fit patients too",
    ),
    depends_on="recipient",
    p_ordinary=Range(
        0.002, 0.03, on="2026-11", basis="design", source="second opinions abroad; no published rate"
    ),
    may_be_empty=[
        *("travel_registration.referral", "travel_registration.organ", "travel_registration.direction"),
        *("waiting_list_event.reason", "waiting_list_event.facility"),
    ],
    without={
        "follow_up": "whether a working graft is followed up that nobody registered",
        "transplant": "a transplant here behind a working graft; such grafts are not asked about",
    },
)  # fmt: skip
def declined_then_transplanted(
    waiting_list_event: ir.Table,
    waiting_list_entry: ir.Table,
    travel_registration: ir.Table,
    follow_up: ir.Table | None = None,
    transplant: ir.Table | None = None,
    *,
    window_months: int = months(24, basis="design", source="indicators WL-05", within=(12, 36)),
) -> ir.Table:
    """Was a patient taken off the list as too ill for a transplant, and transplanted abroad within the window?

    A working graft at follow-up counts where there is no transplant here and the graft was not there before. Back on
    the list in between is an answer, and so is a journey on which an authority or an agreement sent the patient. The
    size is one.
    """
    entry = waiting_list_entry.select("person", "organ", key="id")
    event = waiting_list_event.select(
        "entry", "kind", "reason", "effective_on", told_on="recorded_on", waiting_list_event="id"
    ).join(entry, [("entry", "key")])
    declined = event.filter(event.kind.isin(LEAVES), event.reason.isin(TOO_ILL), event.person.notnull())
    found = _registered(declined, travel_registration)
    if follow_up is not None and transplant is not None:
        found = ibis.union(found, _followed_up(declined, follow_up, transplant, travel_registration))
    keeps = ibis.interval(months=window_months)
    found = found.filter(
        found.done_on >= found.effective_on, found.done_on <= (found.effective_on + keeps).cast("date")
    )
    back = event.filter(event.kind.isin(WELL_AGAIN)).select(b_person="person", b_on="effective_on")
    found = found.anti_join(
        back,
        [found.person == back.b_person, back.b_on > found.effective_on, back.b_on <= found.done_on],
    )
    return found.select(
        "waiting_list_event", "travel_registration", "follow_up", subject="person", size=ibis.literal(1.0),
        known_on=ibis.greatest(found.told_on, found.done_told),
        days_between=found.done_on.delta(found.effective_on, unit="day"),
    )  # fmt: skip


def _registered(declined: ir.Table, travel_registration: ir.Table) -> ir.Table:
    out = travel_registration.filter(
        travel_registration.direction.fill_null("outgoing_recipient") == "outgoing_recipient",
        travel_registration.referral.isnull() | travel_registration.referral.notin(BY_THE_STATE),
    ).select("person", done_on="transplanted_on", done_told="recorded_on", of="organ", travel_registration="id")
    both = declined.join(out, "person")
    both = both.filter(both.of.isnull() | both.organ.isnull() | (both.of == both.organ))
    return _found(both, travel_registration=both.travel_registration, follow_up=ibis.null("string"))


def _followed_up(
    declined: ir.Table, follow_up: ir.Table, transplant: ir.Table, travel_registration: ir.Table
) -> ir.Table:
    """The first visit with a working graft, of patients of whom no transplant is registered here or abroad."""
    works = follow_up.filter(
        follow_up.graft_status == "functioning", follow_up.role.fill_null("recipient") == "recipient"
    )
    works = works.select("person", done_on="visited_on", done_told="recorded_on", follow_up="id")
    order = ibis.row_number().over(group_by=works.person, order_by=[works.done_on, works.follow_up])
    first = works.mutate(order=order)
    first = first.filter(first.order == 0).drop("order")
    first = first.anti_join(transplant.select(known="recipient"), [("person", "known")])
    first = first.anti_join(travel_registration.select(known="person"), [("person", "known")])
    both = declined.join(first, "person")
    return _found(both, travel_registration=ibis.null("string"), follow_up=both.follow_up)


def _found(both: ir.Table, **rows: ir.StringValue) -> ir.Table:
    return both.select("person", "waiting_list_event", "effective_on", "told_on", "done_on", "done_told", **rows)
