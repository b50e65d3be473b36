"""LD-09: nobody independent spoke with the donor, or whoever did belongs to the recipient's team, side or agency."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, count, days, indicator, share
from graftwatch.indicators.usual import where_usual
from graftwatch.law import cite

SPEAKS_FOR_DONOR = ("independent", "advocate")
TIED = ("recipient_side", "agency")
NEUTRAL = codes.PARTY.in_group("neutral")
OUTSIDE_TEAM = ("assessor", "donor_advocate")
"""Roles under which an assessor is written into a file as an assessor."""

TEAM, MISSING, SIDE = 1.0, 2.0, 3.0


@indicator(
    code="LD-09",
    title="Nobody independent for the donor",
    about="pair",
    family="process",
    strength="moderate",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("hta-ia", "independence of the assessor"),
        cite("hta-aa", "matters every report must cover"),
        cite("optn14", "independent living donor advocate"),
        cite("kdigo2017", "abstract"),
    ],
    benign=[
        "A small centre has one psychologist or one nurse for donors and recipients alike",
        "The assessor works elsewhere and reports in another system",
        "The report was written in time and typed in weeks later",
        "A private patient was sent the bill of an assessor whom the hospital employs",
    ],
    blind_to=[
        "An assessor who is independent on paper and looks away",
        "Payments that no record of the assessment shows",
        "Centres that write down no assessors: they are unseen, not free of doubt",
        "Gifts to nobody in particular, which have no pair",
    ],
    ask_first=[
        "The centre: who spoke with the donor alone, for whom does that person work, and where is the report?",
        "The donor, with an assessor of another centre: has anybody spoken with you who is there for you only?",
    ],
    p_ring=Range(
        0.1, 0.4, on="2026-11", basis="design",
        source="needs somebody inside, or a centre without such assessors; many rings deceive an honest assessor",
    ),
    p_ordinary=Range(
        0.01, 0.1, on="2026-11", basis="design", source="no published rate; small centres share their staff"
    ),
    without={"team_member": "that the assessor belongs to the recipient's team", "transplant": "the team of surgery"},
    may_be_empty=[
        *(f"donor_evaluation.{name}" for name in ("assessor", "employed_by", "paid_by")),
        *(f"team_member.{name}" for name in ("assessment", "transplant", "role")),
    ],
)  # fmt: skip
def assessor_not_independent(
    surgery_day: ir.Table,
    donor_evaluation: ir.Table,
    team_member: ir.Table | None = None,
    *,
    notice_days: int = days(
        14, basis="design", within=(7, 28), source="so late before surgery a report must be there; earlier it may come"
    ),
    min_files: int = count(
        5, basis="design", within=(3, 10), source="fewer files cannot show that a centre writes such reports at all"
    ),
    usual_share: float = share(
        0.5, basis="design", within=(0.3, 0.8), source="a centre that writes them for fewer has a habit, not a finding"
    ),
    today: dt.date,
) -> ir.Table:
    """Did nobody who is free of the recipient's team, side and agency assess the donor before surgery?

    One report by somebody free answers it, except where another assessor belongs to, or is paid by, the recipient's
    side or an agency; a neutral office may send a bill. Size 1: only members of the recipient's team, or the file says
    so. 2: no report, where the centre usually writes one. 3: an assessor of the recipient's side or of an agency.
    """
    file = surgery_day.filter(surgery_day.pair.notnull(), surgery_day.stage != "ended")
    file = file.mutate(due=(file.surgery_on <= ibis.literal(today) + ibis.interval(days=notice_days)).fill_null(False))
    report = _reports(file, donor_evaluation, team_member)
    n = report.group_by("of_file").agg(
        n_reports=report.count(),
        n_free=(report.tie == 0).ifelse(1, 0).sum(),
        worst=report.tie.max(),
    )
    file = file.left_join(n, [("assessment", "of_file")]).drop("of_file")
    file = file.mutate(n_reports=file.n_reports.fill_null(0), n_free=file.n_free.fill_null(0))
    of_side = file.filter(file.worst == SIDE).mutate(size=ibis.literal(SIDE))
    rest = file.filter(file.due, file.n_free == 0, file.worst.isnull() | (file.worst != SIDE))
    of_team = rest.filter((rest.n_reports > 0) | (rest.assessor_independent == "no").fill_null(False))
    usual = where_usual(file.filter(file.due), written="n_reports", at_least=min_files, usual_share=usual_share)
    said = usual.assessor_independent.isin(("yes", "no")).fill_null(False)
    none = usual.filter(usual.n_reports == 0, ~said)
    grades = [of_side, of_team.mutate(size=ibis.literal(TEAM)), none.mutate(size=ibis.literal(MISSING))]
    columns = ("assessment", "pair", "opened_told", "done_told", "transplant", "n_reports", "size")
    asked = ibis.union(*(each.select(*columns) for each in grades))
    return _cited(asked, report)


def _reports(file: ir.Table, donor_evaluation: ir.Table, team_member: ir.Table | None) -> ir.Table:
    """Reports before surgery: of_file, evaluation, told_on, team_member, team_told, and tie (0, 1 or 3)."""
    made = donor_evaluation.filter(donor_evaluation.kind.isin(SPEAKS_FOR_DONOR)).select(
        "assessor", "employed_by", "paid_by", "made_on", of_file="assessment", evaluation="id", told_on="recorded_on"
    )
    made = made.join(file.select("surgery_on", which="assessment"), [("of_file", "which")])
    made = made.filter(made.surgery_on.isnull() | (made.made_on < made.surgery_on))
    if team_member is None:
        made = made.mutate(team_member=ibis.null("string"), team_told=ibis.null("date"))
    else:
        made = made.left_join(_team(file, team_member), [("of_file", "team_file"), ("assessor", "practitioner")])
    billed = (made.paid_by == "recipient_side") & ~made.employed_by.isin(NEUTRAL).fill_null(False)
    of_side = made.employed_by.isin(TIED) | (made.paid_by == "agency") | billed
    tie = of_side.fill_null(False).ifelse(SIDE, made.team_member.notnull().ifelse(TEAM, 0.0))
    return made.select("of_file", "evaluation", "told_on", "team_member", "team_told", tie=tie)


def _team(file: ir.Table, team_member: ir.Table) -> ir.Table:
    """Who treats the recipient: team_file, practitioner, team_member and team_told."""
    treats = team_member.filter(team_member.role.notin(OUTSIDE_TEAM))
    columns = {"practitioner": "practitioner", "row": "id", "told": "recorded_on"}
    by_file = treats.filter(treats.assessment.notnull()).select(team_file="assessment", **columns)
    operated = file.filter(file.transplant.notnull()).select("transplant", team_file="assessment")
    by_surgery = treats.select(operation="transplant", **columns).join(operated, [("operation", "transplant")])
    every = ibis.union(by_file, by_surgery.select(*by_file.columns))
    return every.group_by("team_file", "practitioner").agg(team_member=every.row.min(), team_told=every.told.max())


def _cited(asked: ir.Table, report: ir.Table) -> ir.Table:
    """One row per report that speaks for the finding, or one without a report."""
    tied = report.filter(report.tie > 0)
    rows = asked.left_join(tied, [("assessment", "of_file")])
    rows = rows.filter(rows.tie.isnull() | (rows.tie == rows.size))
    return rows.select(
        "transplant", "team_member", "n_reports", "size",
        subject="pair",
        known_on=ibis.greatest(rows.opened_told, rows.done_told, rows.told_on, rows.team_told),
        living_donor_assessment="assessment",
        donor_evaluation="evaluation",
    )  # fmt: skip
