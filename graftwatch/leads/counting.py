"""What findings weigh together on one anchor: evidence the other way, dependence, families, caps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graftwatch.leads.lead import Cleared, Counted, Finding
from graftwatch.leads.question import Question
from graftwatch.leads.rows import HEADERS, Key
from graftwatch.leads.weight import CAP_PER_FAMILY, Bits


def count_together(
    findings: Iterable[Finding], cleared: Iterable[Cleared], questions: Mapping[str, Question]
) -> tuple[Counted, ...]:
    """Each finding as it counts here, heaviest first.

    A finding that shares a row or its cause with a heavier one counts for nothing; a further one of the same family
    for half; `profile` for nothing; a family for its cap. Evidence the other way comes off the heaviest finding that
    it answers.
    """
    weighed = _take_off(sorted(findings, key=_heaviest), list(cleared))
    weighed.sort(key=lambda each: (-each.bits.value, -each.bits.uncapped, each.finding.code, each.finding.subject))
    counted: list[Counted] = []
    rows: dict[Key, str] = {}
    causes: dict[str, str] = {}
    spent: dict[str, float] = {}
    for each in weighed:
        question = questions[each.finding.code]
        own = {row for row in each.finding.rows if row[0] not in HEADERS}
        sharing = {rows[row] for row in own if row in rows}
        if question.code in sharing:
            continue  # the same question about the same rows: a telephone and the name beside it are one finding
        shared = next((one.finding.code for one in counted if one.finding.code in sharing), None)
        same_event = causes.get(question.cause) if question.cause else None
        factor, why = _factor(question, shared, same_event, spent)
        room = max(CAP_PER_FAMILY - spent.get(question.family, 0.0), 0.0)
        bears_out = same_event is not None and shared is None
        counted.append(Counted(each.finding, _scaled(each.bits, factor, room), each.why or why, bears_out))
        spent[question.family] = spent.get(question.family, 0.0) + counted[-1].bits.value
        causes.setdefault(question.cause, question.code)
        rows |= dict.fromkeys(own, question.code)
    return tuple(counted)


def _factor(
    question: Question, shared: str | None, same_event: str | None, spent: Mapping[str, float]
) -> tuple[float, str]:
    if question.family == "profile":
        return 0.0, "who somebody is weighs nothing"
    if shared is not None:
        return 0.0, f"rests on the same rows as {shared}"
    if same_event is not None:
        return 0.0, f"speaks of the same event as {same_event}, and bears it out"
    if question.family in spent:
        return 0.5, "counts half: another finding of its kind counts in full"
    return 1.0, "counts in full"


def _take_off(findings: list[Finding], cleared: list[Cleared]) -> list[Counted]:
    bits = {each.finding: each.bits for each in findings}
    why: dict[str, str] = {}
    for paper in cleared:
        answered = [each for each in findings if each.code in paper.answers]
        if answered:
            heaviest = max(answered, key=lambda each: bits[each.finding].value)
            bits[heaviest.finding] = _less(bits[heaviest.finding], paper.bits)
            why[heaviest.finding] = f"less, because of {paper.code}"
    return [Counted(each, bits[each.finding], why.get(each.finding, "")) for each in findings]


def _less(bits: Bits, off: tuple[float, float]) -> Bits:
    middle = (off[0] + off[1]) / 2
    return Bits(
        max(bits.value - middle, 0.0),
        max(bits.low - off[1], 0.0),
        max(bits.high - off[0], 0.0),
        max(bits.uncapped - middle, 0.0),
    )


def _scaled(bits: Bits, factor: float, room: float) -> Bits:
    value, low, high = (min(part * factor, room) for part in (bits.value, bits.low, bits.high))
    return Bits(value, low, high, bits.uncapped * factor)


def _heaviest(finding: Finding) -> tuple[float, str, str]:
    return (-finding.bits.value, finding.code, finding.subject)


def sum_of(counted: Iterable[Counted]) -> Bits:
    """The weight of all of them."""
    parts = [each.bits for each in counted]
    return Bits(
        sum(p.value for p in parts),
        sum(p.low for p in parts),
        sum(p.high for p in parts),
        sum(p.uncapped for p in parts),
    )
