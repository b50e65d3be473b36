"""Findings with their weight by themselves: how rare each is among ordinary files of this State."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graftwatch.leads.lead import Finding
from graftwatch.leads.ordinary import Answers, Population
from graftwatch.leads.question import Question
from graftwatch.leads.rows import CitedRow, Files, Key
from graftwatch.leads.weight import bits_of, bits_of_p_value

P_VALUE = "share_p"
"""The number under which a question about a centre's statistics gives its p-value."""

_BY_EVIDENCE = ("pair", "recipient")


def weigh_all(
    findings: Iterable[Mapping[str, Any]],
    rows_of: Mapping[str, frozenset[Key]],
    cited: Mapping[Key, CitedRow],
    files: Files,
    populations: Mapping[str, Population],
    questions: Mapping[str, Question],
) -> list[Finding]:
    """Each finding (a row of the findings table) with its bits. One question's files are compared with each other."""
    by_code: dict[str, list[Mapping[str, Any]]] = {}
    for finding in findings:
        by_code.setdefault(finding["code"], []).append(finding)
    weighed: list[Finding] = []
    for code, of_code in sorted(by_code.items()):
        files_of = {each["finding"]: _files_of(each, rows_of[each["finding"]], cited, files) for each in of_code}
        weighed += _weigh(questions[code], of_code, rows_of, files_of, populations)
    return weighed


def _files_of(
    finding: Mapping[str, Any], rows: frozenset[Key], cited: Mapping[Key, CitedRow], files: Files
) -> dict[str, set[str]]:
    """By kind of file, the files that a finding speaks of: its subject, or the pairs and recipients in its evidence."""
    about = finding["about"]
    own = {finding["subject"]}
    if about not in ("thing", "journey", "report", "donor", "practitioner"):
        return {about: own}
    reached = [anchor for row in rows if row in cited for anchor in files.anchors_of(cited[row])]
    for kind in _BY_EVIDENCE:
        found = {anchor for reached_kind, anchor in reached if reached_kind == kind}
        if found:
            return {kind: found}
    return {"person": set().union(*(cited[row].people for row in rows if row in cited))}


def _weigh(
    question: Question,
    findings: list[Mapping[str, Any]],
    rows_of: Mapping[str, frozenset[Key]],
    files_of: Mapping[str, dict[str, set[str]]],
    populations: Mapping[str, Population],
) -> list[Finding]:
    answers: dict[str, Answers] = {}
    for each in findings:
        for kind, own in files_of[each["finding"]].items():
            of_kind = answers.setdefault(kind, Answers(populations[kind]))
            for file in own:
                of_kind.add(file, _size(each))
    ring = (question.p_ring.low, question.p_ring.high)
    reference = (question.p_ordinary.low * question.p_ordinary.high) ** 0.5
    weighed = []
    for each in findings:
        kind, own = next(iter(files_of[each["finding"]].items()))
        seen = answers[kind].seen(own, _size(each), reference=reference)
        numbers = dict(each["numbers"] or [])
        by_p = question.by_p_value and P_VALUE in numbers
        bits = bits_of_p_value(numbers[P_VALUE]) if by_p else bits_of(ring, seen)
        weighed.append(
            Finding(
                finding=each["finding"],
                code=question.code,
                about=each["about"],
                subject=each["subject"],
                known_on=each["known_on"],
                size=_size(each),
                numbers=numbers,
                rows=rows_of[each["finding"]],
                seen=seen,
                bits=bits,
            )
        )
    return weighed


def _size(finding: Mapping[str, Any]) -> float:
    return float(finding["size"] if finding["size"] is not None else 1.0)
