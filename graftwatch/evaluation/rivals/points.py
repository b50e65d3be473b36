"""The points that were proposed first: strong 3, moderate 2, weak 1, with families, a cap and a two-family rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graftwatch.evaluation.hits import Claim
from graftwatch.evaluation.rivals.moment import Moment
from graftwatch.indicators import all_indicators
from graftwatch.leads.pairs import PEOPLE, pairs_named

POINTS = {"strong": 3.0, "moderate": 2.0, "weak": 1.0, "context": 0.0}
SPEAKING = frozenset({"falsity", "network", "finance", "behaviour", "testimony", "online"})
LEAST = 3.0
"""Below three points nothing but the count is stored."""
STRAIGHT_TO_A_PERSON = frozenset({"PU-03", "LD-24", "FA-08", "NG-06"})
MOST_FOR_PROFILE = 1.0


def points(moment: Moment) -> list[Claim]:
    """Anchors by their points, those that skip the score first."""
    by_anchor: dict[tuple[str, str], dict[str, dict[str, object]]] = defaultdict(dict)
    for finding in moment.answers.findings:
        rows = moment.answers.rows_of[str(finding["finding"])]
        anchors = {(str(finding["about"]), str(finding["subject"]))}
        for row in rows & moment.cited.keys():
            anchors |= moment.who.anchors_of(moment.cited[row])
        for anchor in anchors:
            if anchor[0] != "donor":
                by_anchor[anchor][str(finding["finding"])] = finding
    ranked = []
    for anchor, findings in by_anchor.items():
        codes = {str(each["code"]) for each in findings.values()}
        scored = score(codes)
        straight = bool(codes & STRAIGHT_TO_A_PERSON)
        if straight or scored >= LEAST:
            ranked.append((not straight, -scored, -len(findings), anchor, list(findings.values())))
    ranked.sort(key=lambda each: each[:4])
    return [_claim(moment, anchor, -negative, own) for _, negative, _, anchor, own in ranked]


def score(codes: Iterable[str]) -> float:
    """The points of these questions on one anchor; none where only one family speaks, or only of itself."""
    questions = [all_indicators()[code] for code in codes]
    families = {each.family for each in questions if each.family != "profile" and POINTS[each.strength] > 0}
    if len(families) < 2 or not families & SPEAKING:
        return 0.0
    by_family: dict[str, list[float]] = defaultdict(list)
    for each in questions:
        by_family[each.family].append(POINTS[each.strength])
    total = 0.0
    for family, own in by_family.items():
        first, *later = sorted(own, reverse=True)
        of_family = first + sum(later) / 2
        total += min(of_family, MOST_FOR_PROFILE) if family == "profile" else of_family
    return total


def _claim(moment: Moment, anchor: tuple[str, str], weight: float, findings: list[dict[str, object]]) -> Claim:
    kind, key = anchor
    rows = frozenset(row for each in findings for row in moment.answers.rows_of[str(each["finding"])])
    named = set(key.split(":")) if kind in PEOPLE else set()
    for each in findings:
        if each["about"] in PEOPLE:
            named |= set(str(each["subject"]).split(":"))
    return Claim(
        key=f"{kind}:{key}",
        weight=weight,
        reasons=frozenset((str(each["code"]), str(each["subject"])) for each in findings),
        rows=rows,
        named=frozenset(named),
        pairs=pairs_named(kind, key, rows, moment.who, moment.cited),
    )
