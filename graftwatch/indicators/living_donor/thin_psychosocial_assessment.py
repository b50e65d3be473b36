"""LD-10: a donor approved, or about to be operated on, without a psychosocial assessment worth the name."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, count, days, indicator, months, share
from graftwatch.indicators.usual import where_usual
from graftwatch.law import cite


@indicator(
    code="LD-10",
    title="Psychosocial assessment missing, late or a formality",
    about="pair",
    family="process",
    strength="moderate",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("dialogue-2024", "para 17, psychosocial assessment"),
        cite("dialogue-2024", "para 39"),
        cite("hta-ia", "length of independent interviews"),
        cite("optn14", "psychosocial evaluation"),
        cite("kdigo2017", "abstract"),
        cite("unodc2015", "tool 6, from memory"),
    ],
    benign=[
        "An assessment made for the same donor earlier, at another centre, was still valid",
        "The assessment was made in time, and its report was typed in or dated weeks later",
        "A sister or parent whom the team had known for years was seen more briefly",
        "The form has no boxes for some of the topics, and they were spoken about all the same",
        "The only psychologist was ill and a social worker wrote a note instead",
    ],
    blind_to=[
        "An assessment of full length in which the donor said what they had been told to say",
        "Centres that write down no such assessments: they are unseen, not free of doubt",
        "Gifts to nobody in particular, which have no pair",
    ],
    ask_first=[
        "The assessing team: was the donor seen, when, how long, and what was spoken about?",
        "The board: what did it have before it on the day of its decision?",
    ],
    p_ring=Range(
        0.15, 0.5, on="2026-11", basis="design",
        source="speakers call this assessment what prevents most; how often rings passed without one is not published",
    ),
    p_ordinary=Range(
        0.02, 0.2, on="2026-11", basis="design", source="no published rate; files with gaps are common at poor centres"
    ),
    without={"board_decision": "that the assessment came after the approval", "transplant": "the day of the operation"},
    may_be_empty=["donor_evaluation.minutes", "donor_evaluation.n_topics"],
)  # fmt: skip
def thin_psychosocial_assessment(
    surgery_day: ir.Table,
    donor_evaluation: ir.Table,
    board_decision: ir.Table | None = None,
    *,
    min_minutes: int = count(
        30, basis="found", within=(20, 45), source="independent interviews in the United Kingdom last 30 to 60 minutes"
    ),
    required_topics: int = count(
        5, basis="design", within=(4, 5), source="motive, pressure, money, relationship, support; from HTA and OPTN"
    ),
    valid_months: int = months(
        12, basis="design", within=(6, 24), source="indicators LD-10: an earlier valid assessment is used again"
    ),
    recording_days: int = days(7, basis="design", within=(3, 21), source="indicators LD-10: reports are typed in late"),
    notice_days: int = days(14, basis="design", within=(7, 28), source="without a decision: this long before surgery"),
    min_files: int = count(
        5, basis="design", within=(3, 10), source="fewer files cannot show that a centre writes such reports at all"
    ),
    usual_share: float = share(
        0.5, basis="design", within=(0.3, 0.8), source="a centre that writes them for fewer has a habit, not a finding"
    ),
    today: dt.date,
) -> ir.Table:
    """Was a donor approved or operated on with a psychosocial assessment that is missing, late, short or partial?

    Sittings before the decision add up, and those of the same donor's other files within `valid_months` count. A
    missing one counts only where the centre usually writes one. The size is how much of it is missing: a share of the
    minutes or of the topics, whichever is larger; one where nothing was made in time.
    """
    file = _decided(surgery_day, board_decision)
    notice = (file.surgery_on - ibis.interval(days=notice_days)).cast("date")
    due = ibis.coalesce((file.approved_on + ibis.interval(days=recording_days)).cast("date"), notice)
    file = file.filter(due <= ibis.literal(today))
    sitting = _sittings(surgery_day, file, donor_evaluation, valid_months)
    n = sitting.group_by("of_file").agg(
        n_sittings=sitting.count(),
        n_in_time=sitting.in_time.sum(),
        n_minutes=(sitting.minutes * sitting.in_time).sum(),
        n_topics=(sitting.n_topics * sitting.in_time).sum(),
        untimed=(sitting.minutes.isnull() & (sitting.in_time == 1)).ifelse(1, 0).sum(),
        unlisted=(sitting.n_topics.isnull() & (sitting.in_time == 1)).ifelse(1, 0).sum(),
    )
    file = file.left_join(n, [("assessment", "of_file")]).drop("of_file")
    file = file.mutate(n_sittings=file.n_sittings.fill_null(0), n_in_time=file.n_in_time.fill_null(0))
    brief = (file.untimed == 0).ifelse(1 - file.n_minutes.cast("float64") / float(min_minutes), 0.0)
    partial = (file.unlisted == 0).ifelse(1 - file.n_topics.cast("float64") / float(required_topics), 0.0)
    size = (file.n_in_time == 0).ifelse(1.0, ibis.greatest(brief.fill_null(0.0), partial.fill_null(0.0)))
    file = file.mutate(size=size)
    usual = where_usual(file, written="n_sittings", at_least=min_files, usual_share=usual_share)
    asked = ibis.union(file.filter(file.n_sittings > 0, file.size > 0), usual.filter(usual.n_sittings == 0))
    rows = asked.left_join(sitting.select("of_file", "evaluation", "told_on"), [("assessment", "of_file")])
    return rows.select(
        "transplant", "board_decision", "size", "n_minutes", "n_topics", "n_in_time",
        subject="pair",
        known_on=ibis.greatest(rows.opened_told, rows.done_told, rows.approval_told, rows.told_on),
        living_donor_assessment="assessment",
        donor_evaluation="evaluation",
    )  # fmt: skip


def _decided(surgery_day: ir.Table, board_decision: ir.Table | None) -> ir.Table:
    """Files that go on, with the last approval (board_decision, approved_on, approval_told) and `by`, its day."""
    file = surgery_day.filter(surgery_day.pair.notnull(), surgery_day.stage != "ended").select(
        "assessment", "donor", "pair", "facility", "opened_on", "opened_told", "surgery_on", "transplant", "done_told"
    )
    if board_decision is None:
        nothing = {"board_decision": ibis.null("string"), "approval_told": ibis.null("date")}
        return file.mutate(approved_on=ibis.null("date"), by=file.surgery_on, **nothing)
    said = board_decision.filter(board_decision.decision == "approve").select(
        of_file="assessment", approved_on="met_on", board_decision="id", approval_told="recorded_on"
    )
    order = ibis.row_number().over(
        group_by=said.of_file, order_by=[ibis.desc(said.approved_on), ibis.desc(said.board_decision)]
    )
    last = said.mutate(order=order)
    file = file.left_join(last.filter(last.order == 0).drop("order"), [("assessment", "of_file")]).drop("of_file")
    return file.mutate(by=ibis.coalesce(file.approved_on, file.surgery_on))


def _sittings(whole: ir.Table, file: ir.Table, donor_evaluation: ir.Table, valid_months: int) -> ir.Table:
    """The donor's psychosocial sittings that speak for a file: its own, and valid ones of the donor's other files."""
    made = donor_evaluation.filter(donor_evaluation.kind == "psychosocial").select(
        "minutes", "n_topics", "made_on", made_for="assessment", evaluation="id", told_on="recorded_on"
    )
    made = made.join(whole.select(giver="donor", which="assessment"), [("made_for", "which")])
    both = made.join(file.select("donor", "by", of_file="assessment"), [("giver", "donor")])
    in_time = both.made_on <= both.by
    still_valid = both.made_on >= (both.by - ibis.interval(months=valid_months)).cast("date")
    both = both.filter((both.made_for == both.of_file) | (in_time & still_valid).fill_null(False))
    return both.select(
        "of_file", "evaluation", "told_on", "minutes", "n_topics",
        in_time=(both.made_on <= both.by).fill_null(False).ifelse(1, 0),
    )  # fmt: skip
