"""LD-23: a donor whom the centre never saw without somebody at their side."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, count, days, indicator
from graftwatch.law import cite

ALONE = codes.PRESENCE.in_group("alone")
ACCOMPANIED = codes.PRESENCE.in_group("accompanied")


@indicator(
    code="LD-23",
    title="Donor never seen alone",
    about="donor",
    family="process",
    strength="moderate",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("hta-ia", "donor and recipient are interviewed apart"),
        cite("hta-aa", "matters every report must cover"),
        cite("mem", "whoever controls a person does not leave them alone"),
    ],
    benign=[
        "The donor needs help to hear, to see or to move, and asked for a relative to stay",
        "Custom asks for a chaperone, and no member of staff was free to be one",
        "The donor was seen alone, and nobody wrote it down",
        "A young couple came to every visit together because they wanted to",
    ],
    blind_to=[
        "A donor who is seen alone and listens on a telephone that is switched on",
        "A controller who was written down as a person the donor chose",
        "A controller who waits outside the door",
        "Meetings for which nobody wrote down who was there",
    ],
    ask_first=[
        "The team: can the donor be seen alone this week, with a chaperone from the staff if one is wanted?",
        "The donor, alone: do you know that you may stop, and that we would give a medical reason?",
    ],
    p_ring=Range(
        0.2, 0.6, on="2026-11", basis="design",
        source="control by a companion is a common sign of trafficking; many donors of rings were seen alone and lied",
    ),
    depends_on="donor",
    p_ordinary=Range(
        0.02, 0.2, on="2026-11", basis="design", source="no published rate; families come along to many visits"
    ),
    never_alone=True,
    may_be_victim=True,
    without={
        "donor_session": "that the donor was alone at one of the meetings",
        "board_decision": "that a board has decided",
        "transplant": "that the operation was done on another day",
    },
    may_be_empty=["donor_session.kind", "living_donor_assessment.surgery_planned_on"],
)  # fmt: skip
def never_seen_alone(
    surgery_day: ir.Table,
    living_donor_assessment: ir.Table,
    donor_session: ir.Table | None = None,
    board_decision: ir.Table | None = None,
    *,
    min_private_sessions: int = count(
        1, basis="found", within=(1, 2), source="donor and recipient are seen apart in the United Kingdom"
    ),
    min_sessions: int = count(
        2, basis="design", within=(2, 4), source="with fewer meetings on file, what the file says of it counts"
    ),
    notice_days: int = days(14, basis="design", within=(7, 28), source="without a decision: this long before surgery"),
    today: dt.date,
) -> ir.Table:
    """Was a donor never seen alone before the decision, or was a companion there when consent was given?

    With fewer than `min_sessions` meetings on file whose company is known, the file's own yes or no decides. A person
    whom the donor chose, when asked alone, is no company. The size is the number of meetings in company, at least one.
    """
    file = _decided(surgery_day, board_decision)
    told = living_donor_assessment.select("seen_alone", which="id")
    file = file.join(told, [("assessment", "which")]).drop("which")
    due = ibis.coalesce(file.decided_on, (file.surgery_on - ibis.interval(days=notice_days)).cast("date"))
    file = file.mutate(due=(due <= ibis.literal(today)).fill_null(False))
    meeting = _meetings(file, donor_session)
    n = meeting.group_by("of_file").agg(
        n_alone=meeting.alone.sum(), n_accompanied=(1 - meeting.alone).sum(), n_at_consent=meeting.at_consent.sum()
    )
    file = file.left_join(n, [("assessment", "of_file")]).drop("of_file")
    number = {name: file[name].fill_null(0) for name in ("n_alone", "n_accompanied", "n_at_consent")}
    file = file.mutate(**number)
    few = file.n_alone + file.n_accompanied < min_sessions
    said_no = few & (file.n_alone == 0) & (file.seen_alone == "no").fill_null(False)
    never = (~few & (file.n_alone < min_private_sessions)) | said_no
    asked = file.filter((file.due & never) | (file.n_at_consent > 0))
    rows = asked.left_join(meeting.filter(meeting.alone == 0), [("assessment", "of_file")])
    return rows.select(
        "donor_session", "n_alone", "n_accompanied",
        subject="donor",
        known_on=ibis.greatest(rows.opened_told, rows.told_on),
        size=ibis.greatest(rows.n_accompanied, 1).cast("float64"),
        living_donor_assessment="assessment",
    )  # fmt: skip


def _decided(surgery_day: ir.Table, board_decision: ir.Table | None) -> ir.Table:
    """Files that go on, with the day of the last approval."""
    file = surgery_day.filter(surgery_day.donor.notnull(), surgery_day.stage != "ended")
    file = file.select("assessment", "donor", "opened_told", "surgery_on")
    if board_decision is None:
        return file.mutate(decided_on=ibis.null("date"))
    said = board_decision.filter(board_decision.decision == "approve")
    said = said.group_by(of_file="assessment").agg(decided_on=said.met_on.max())
    return file.left_join(said, [("assessment", "of_file")]).drop("of_file")


def _meetings(file: ir.Table, donor_session: ir.Table | None) -> ir.Table:
    """Meetings before the decision whose company is known: of_file, donor_session, told_on, alone, at_consent."""
    if donor_session is None:
        nobody = file.filter(ibis.literal(False)).select(of_file="assessment", told_on="opened_told")
        return nobody.mutate(
            donor_session=ibis.null("string"), alone=ibis.literal(0, "int64"), at_consent=ibis.literal(0, "int64")
        )
    held = donor_session.filter(donor_session.others_present.isin(ALONE + ACCOMPANIED)).select(
        "kind", "others_present", "held_on", of_file="assessment", donor_session="id", told_on="recorded_on"
    )
    held = held.join(
        file.select(which="assessment", by=ibis.coalesce(file.decided_on, file.surgery_on)), [("of_file", "which")]
    )
    held = held.filter(held.by.isnull() | (held.held_on <= held.by))
    companion = ((held.kind == "consent") & (held.others_present == "companion")).fill_null(False)
    return held.select(
        "of_file", "donor_session", "told_on",
        alone=held.others_present.isin(ALONE).ifelse(1, 0).cast("int64"),
        at_consent=companion.ifelse(1, 0).cast("int64"),
    )  # fmt: skip
