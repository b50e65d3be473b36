"""WL-02: dialysis ended, the patient is seen in care afterwards, and nothing on record explains it."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, count, days, indicator
from graftwatch.law import cite

RECOVERED = codes.REMOVAL_REASON.in_group("recovered")
SEEN_IN = ("dispensing", "follow_up", "laboratory_order", "waiting_list_event")


@indicator(
    code="WL-02",
    title="Dialysis stopped, life went on",
    about="recipient",
    family="behaviour",
    cause="a transplant elsewhere",
    never_alone=True,  # shows a journey, not a crime; alone it is a record to mend: see unexplained_graft
    strength="strong",
    phase="after surgery",
    holders=["health insurer", "transplant authority"],
    cites=[
        cite("srtr", "overview"),
        cite("taiwan2017", "abstract"),
        cite("osce-2020", "session 2, registration on return"),
        cite("sg-2020", "para 55(j)"),
    ],
    benign=[
        "The kidneys recovered, which happens even after a year of dialysis",
        "Dialysis went on at home, or was paid by another insurer or under another code",
        "The patient spent months with family abroad and was dialysed there",
        "The patient chose to stop, and lived on for some weeks or months with a little kidney function left",
        "A transplant here was reported late or under another number",
        "Somebody else collected the medicines, or a relative's visit was entered for the patient",
    ],
    blind_to=[
        "Patients transplanted before they ever needed dialysis, or after a few weeks of it",
        "Patients who went back to dialysis later: only their last session counts",
        "Units that stop reporting: their patients are not asked about",
        "Patients who are seen by nobody after their return",
    ],
    ask_first=[
        "The treating kidney doctor: how is this patient, and who looks after them now? (care first, and no blame)",
        "The insurer: was dialysis paid under another code, at home or abroad?",
    ],
    p_ring=Range(
        0.3, 0.7, on="2026-11", basis="design",
        source="373 transplants abroad among patients who left the US list; not all were dialysed at home before",
    ),
    p_ordinary=Range(
        0.005, 0.03, on="2026-11", basis="design", source="no published rate; recovery, home dialysis and late records"
    ),
    without={
        "transplant": "a transplant here",
        "death": "a death soon after the last session",
        "travel_registration": "a transplant abroad that was registered",
        "departure": "that the kidneys recovered and the listing ended for that",
    },
    may_be_empty=["travel_registration.person", "travel_registration.transplanted_on"],
)  # fmt: skip
def dialysis_stopped(
    dialysis_session: ir.Table,
    last_dialysis: ir.Table,
    health_contact: ir.Table,
    transplant: ir.Table | None = None,
    death: ir.Table | None = None,
    travel_registration: ir.Table | None = None,
    departure: ir.Table | None = None,
    *,
    min_sessions: int = count(20, basis="design", source="indicators WL-02; three a week give 39 in 90 days"),
    period_days: int = days(90, basis="design", source="indicators WL-02: the prior 90 days"),
    gap_days: int = days(21, basis="design", source="indicators WL-02"),
    last_days: int = days(90, basis="design", source="some live for weeks or months after choosing to stop dialysis"),
    today: dt.date,
) -> ir.Table:
    """Did chronic dialysis end while the patient went on being seen in care, with no transplant, recovery or death?

    Chronic is at least `min_sessions` in the `period_days` before the last. The unit must have gone on reporting for
    more than `gap_days`. A transplant from `period_days` before the last session on explains it, and so does a death
    within `last_days` after. The size is the number of days from the last session to the last contact.
    """
    stop = last_dialysis.mutate(silent_until=last_dialysis.last_on + ibis.interval(days=gap_days))
    stop = stop.filter(stop.reports_until > stop.silent_until, stop.silent_until < ibis.literal(today))
    seen = health_contact.select("person", "seen_on", *SEEN_IN, seen_told="recorded_on")
    stop = stop.semi_join(seen, [stop.person == seen.person, seen.seen_on > stop.silent_until])
    stop = stop.mutate(since=stop.last_on - ibis.interval(days=period_days))
    well = None if departure is None else departure.filter(departure.reason.isin(RECOVERED))
    explained = [(transplant, "recipient", "performed_on"), (travel_registration, "person", "transplanted_on")]
    for table, who, on in [*explained, (well, "recipient", "left_on")]:
        if table is not None:
            done = table.select(who=who, done_on=on)
            stop = stop.anti_join(done, [stop.person == done.who, done.done_on >= stop.since])
    if death is not None:
        died = death.select(who="person", died_on="died_on")
        late = stop.last_on + ibis.interval(days=last_days)
        stop = stop.anti_join(died, [stop.person == died.who, died.died_on <= late])
    session = _chronic(dialysis_session, stop, min_sessions)
    both = session.join(seen, "person")
    both = both.filter(both.seen_on > both.silent_until)
    without = both.seen_on.delta(both.last_on, unit="day")
    return both.select(
        "dialysis_session", *SEEN_IN, "n_sessions", subject="person", size=without.cast("float64"),
        known_on=ibis.greatest(both.told_on, both.seen_told), days_without_dialysis=without,
    )  # fmt: skip


def _chronic(session: ir.Table, stop: ir.Table, min_sessions: int) -> ir.Table:
    """Stops after at least `min_sessions`, with the row of the last."""
    held = session.select("person", "held_on", "recorded_on", row="id").join(stop, "person")
    held = held.filter(held.held_on >= held.since)
    chronic = held.group_by("person", "last_on", "silent_until").agg(
        n_sessions=held.count(),
        dialysis_session=held.row.min(where=held.held_on == held.last_on),
        told_on=held.recorded_on.max(where=held.held_on == held.last_on),
    )
    return chronic.filter(chronic.n_sessions >= min_sessions)
