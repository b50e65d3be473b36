"""Ask every question of one sitting and write down findings, evidence, and what could not be asked."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from graftwatch.indicators.asking import Sitting, TableMissingError
from graftwatch.indicators.indicator import Asked, Clearing, Indicator
from graftwatch.tables import Schema

FINDINGS = pa.schema(
    [
        ("finding", pa.string()),
        ("code", pa.string()),
        ("about", pa.string()),
        ("subject", pa.string()),
        ("known_on", pa.date32()),
        ("size", pa.float64()),
        ("n_evidence", pa.int64()),
        ("numbers", pa.map_(pa.string(), pa.float64())),
    ]
)
EVIDENCE = pa.schema([("finding", pa.string()), ("table", pa.string()), ("row", pa.string())])

NUMBER_PREFIXES = ("n_", "share_", "days_", "amount_")


@dataclass(frozen=True)
class Answer:
    """What came of one question: how much it gave, and how long it took (seconds)."""

    code: str
    n_findings: int
    n_evidence: int
    seconds: float


@dataclass
class Outcome:
    """Findings and evidence of one sitting, and the answers by code."""

    findings: pa.Table = field(default_factory=FINDINGS.empty_table)
    evidence: pa.Table = field(default_factory=EVIDENCE.empty_table)
    answers: dict[str, Answer] = field(default_factory=dict)


def ask(asked: Asked, sitting: Sitting) -> pa.Table:
    """The evidence rows of one question as Arrow, judged. Raises TableMissingError."""
    rows = sitting.rows(asked)
    judge = getattr(asked, "judge", None)
    if judge is not None:
        # an engine gives rows in no order, and sums of fractions differ with it in the last place
        rows = rows.sort_by([(name, "ascending") for name in rows.column_names])
        rows = judge(rows, **sitting.settings_of(asked))
    return rows


def ask_all(
    questions: Iterable[Indicator],
    sitting: Sitting,
    schema: Schema,
    *,
    on_answer: Callable[[Answer], None] = lambda _answer: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Ask each question in turn. One that lacks a table it needs is left out; the caller says why."""
    outcome = Outcome()
    findings, evidence = [], []
    for question in questions:
        if should_stop():
            break
        began = time.perf_counter()
        try:
            rows = ask(question, sitting)
        except TableMissingError:
            continue
        found, proof = findings_of(question, rows, schema)
        answer = Answer(question.code, len(found), len(proof), time.perf_counter() - began)
        outcome.answers[question.code] = answer
        findings.append(found)
        evidence.append(proof)
        on_answer(answer)
    outcome.findings = pa.concat_tables([FINDINGS.empty_table(), *findings])
    outcome.evidence = pa.concat_tables([EVIDENCE.empty_table(), *evidence])
    return outcome


def findings_of(question: Indicator | Clearing, rows: pa.Table, schema: Schema) -> tuple[pa.Table, pa.Table]:
    """Evidence rows as findings (one per subject) and as (finding, table, row), both in a fixed order."""
    subjects: dict[str, list[dict[str, Any]]] = {}
    for row in rows.to_pylist():
        if row["subject"] is not None:
            subjects.setdefault(row["subject"], []).append(row)
    tables = [name for name in rows.column_names if name in schema]
    found, proof = [], set()
    for subject in sorted(subjects):
        of_subject = subjects[subject]
        known_on = max((row["known_on"] for row in of_subject if row["known_on"] is not None), default=None)
        finding = finding_id(question.code, subject, known_on)
        cited = {(finding, table, row[table]) for row in of_subject for table in tables if row[table] is not None}
        proof |= cited
        found.append(
            {
                "finding": finding,
                "code": question.code,
                "about": question.about,
                "subject": subject,
                "known_on": known_on,
                "size": _largest(row["size"] for row in of_subject),
                "n_evidence": len(cited),
                "numbers": sorted(_numbers(of_subject).items()),
            }
        )
    lines = [{"finding": f, "table": t, "row": r} for f, t, r in sorted(proof)]
    return pa.Table.from_pylist(found, FINDINGS), pa.Table.from_pylist(lines, EVIDENCE)


def _numbers(rows: list[dict[str, Any]]) -> dict[str, float]:
    """The largest of each number; one that no row knows is left out."""
    names = [name for name in rows[0] if name.startswith(NUMBER_PREFIXES)]
    largest = {name: _largest(row[name] for row in rows) for name in names}
    return {name: number for name, number in largest.items() if number is not None}


def _largest(numbers: Iterable[Any]) -> float | None:
    """The largest that is known. Statistics that could not be worked out come as NaN, which no JSON holds."""
    return max((float(each) for each in numbers if each is not None and not math.isnan(each)), default=None)


def finding_id(code: str, subject: str, known_on: dt.date | None) -> str:
    """The same question, subject and day give the same id, on any machine."""
    return hashlib.sha256(f"{code}\x1f{subject}\x1f{known_on}".encode()).hexdigest()[:32]
