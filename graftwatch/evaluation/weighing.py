"""Findings of one view on one day, weighed and opened as the desk would, and put as claims before a reviewer."""

from __future__ import annotations

from collections.abc import Mapping

from graftwatch import codes
from graftwatch.evaluation.asking import Answers, Step
from graftwatch.evaluation.hits import Claim, Row
from graftwatch.evaluation.replay import Replay
from graftwatch.indicators import all_indicators
from graftwatch.leads import Lead, Opening, files, open_leads, populations, weigh_all
from graftwatch.leads.pairs import PEOPLE, pairs_named
from graftwatch.leads.rows import CitedRow, Files

WIDE = Opening(reviewer_hours=10_000)
"""A queue of 5,000: the evaluation's own budget decides how much of it is looked at."""


def leads_of(replay: Replay, step: Step, view: str, tables: frozenset[str]) -> tuple[list[Lead], Files]:
    """The whole queue of one view, heaviest first."""
    shown = replay.columns(tables)
    questions = dict(all_indicators())
    who, answers = files(shown), step.by_view[view]
    weighed = weigh_all(
        answers.findings, answers.rows_of, step.cited, who, populations(shown, codes.RELATIONSHIP), questions
    )
    opened = open_leads(weighed, answers.cleared, step.cited, who, questions, replay.schema, WIDE)
    return list(opened.leads), who


def claim_of(lead: Lead, who: Files, cited: Mapping[Row, CitedRow]) -> Claim:
    """A lead as a reviewer meets it."""
    about = {code: question.about for code, question in all_indicators().items()}
    named = set(lead.anchor.split(":")) if lead.kind in PEOPLE else set()
    rows: set[Row] = set()
    by_code: dict[str, set[Row]] = {}
    for each in lead.counted:
        finding = each.finding
        if about[finding.code] in PEOPLE:
            named |= set(finding.subject.split(":"))
        rows |= finding.rows
        by_code.setdefault(finding.code, set()).update(finding.rows)
    counting = [each for each in lead.counted if each.bits.value > 0] or list(lead.counted)
    return Claim(
        key=lead.key,
        weight=lead.bits.value,
        reasons=frozenset((each.finding.code, each.finding.subject) for each in counting),
        rows=frozenset(rows),
        named=frozenset(named),
        pairs=pairs_named(lead.kind, lead.anchor, rows, who, cited),
        rows_by_code={code: frozenset(own) for code, own in by_code.items()},
    )


def answers_by_code(answers: Answers) -> dict[str, list[dict[str, object]]]:
    """The findings of each question."""
    by_code: dict[str, list[dict[str, object]]] = {}
    for finding in answers.findings:
        by_code.setdefault(str(finding["code"]), []).append(finding)
    return by_code
