"""Each question alone: its findings, largest first."""

from __future__ import annotations

from graftwatch.evaluation.hits import Claim
from graftwatch.evaluation.rivals.moment import Moment
from graftwatch.evaluation.weighing import answers_by_code
from graftwatch.leads.pairs import PEOPLE, pairs_named


def each_question(moment: Moment) -> dict[str, list[Claim]]:
    """A queue for every question that answered."""
    queues = {}
    for code, findings in answers_by_code(moment.answers).items():
        ordered = sorted(findings, key=lambda each: (-_size(each), str(each["subject"])))
        queues[f"question {code}"] = [_claim(moment, code, each) for each in ordered if each["about"] != "donor"]
    return queues


def _size(finding: dict[str, object]) -> float:
    size = finding["size"]
    return float(size) if isinstance(size, int | float) else 1.0


def _claim(moment: Moment, code: str, finding: dict[str, object]) -> Claim:
    about, subject = str(finding["about"]), str(finding["subject"])
    rows = moment.answers.rows_of[str(finding["finding"])]
    return Claim(
        key=f"{about}:{subject}",
        weight=_size(finding),
        reasons=frozenset({(code, subject)}),
        rows=rows,
        named=frozenset(subject.split(":")) if about in PEOPLE else frozenset(),
        pairs=pairs_named(about, subject, rows, moment.who, moment.cited),
        rows_by_code={code: rows},
    )
