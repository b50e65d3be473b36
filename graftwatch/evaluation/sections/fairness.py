"""Who bears the false leads: by group, against the group that is largest, with a limit that can be broken."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graftwatch.evaluation.intervals import upper_ratio
from graftwatch.evaluation.outcomes import Record
from graftwatch.evaluation.plan import Plan
from graftwatch.evaluation.sections.markdown import ratio, table
from graftwatch.evaluation.telling import OURS

ATTRIBUTES = (
    "donor_sex", "donor_age_band", "donor_residence", "consent_language", "civil_papers", "donor_kind", "diaspora",
    "refugee_household",
)  # fmt: skip
RING = "ring"


@dataclass(frozen=True)
class Group:
    """One group of ordinary pairs beside the reference group of the same attribute."""

    attribute: str
    value: str
    n_pairs: int
    n_false: int
    n_pairs_there: int
    n_false_there: int
    upper: float
    verdict: str

    @property
    def ratio(self) -> float:
        if not self.n_pairs or not self.n_false_there:
            return float("nan")
        return self.n_false / self.n_pairs / (self.n_false_there / self.n_pairs_there)


def fairness(records: Sequence[Record], plan: Plan, view: str, code: str | None = None) -> list[Group]:
    """Every group of every attribute; with `code`, only the false leads in which that question spoke."""
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    false: dict[str, Counter[str]] = defaultdict(Counter)
    for group, is_false in _ordinary_pairs(records, view, code):
        for attribute in ATTRIBUTES:
            value = group.get(attribute) or "not known"
            pairs[attribute][value] += 1
            false[attribute][value] += is_false
    margin, least = plan["fairness"]["margin"], plan["fairness"]["least_pairs"]
    return [
        _group(attribute, value, pairs[attribute], false[attribute], margin, least)
        for attribute in ATTRIBUTES
        for value in sorted(pairs[attribute], key=lambda each: (-pairs[attribute][each], each))
    ]


def _group(attribute: str, value: str, pairs: Counter[str], false: Counter[str], margin: float, least: int) -> Group:
    reference = max(pairs, key=lambda each: (pairs[each], each))
    upper = upper_ratio(false[value], pairs[value], false[reference], pairs[reference])
    if value == reference:
        verdict = "reference"
    elif pairs[value] < least:
        verdict = "too few to judge"
    else:
        verdict = "passes" if upper < margin else "**fails**"
    return Group(attribute, value, pairs[value], false[value], pairs[reference], false[reference], upper, verdict)


def _ordinary_pairs(records: Sequence[Record], view: str, code: str | None) -> Iterator[tuple[dict[str, str], bool]]:
    """Each pair on the books that belongs to no ring, with its hidden groups and whether it bore a false lead."""
    for record in records:
        if record["world"]["kind"] not in ("rings", "ring free"):
            continue
        false = record["contenders"][view][OURS]["false_pairs"]
        ring_pairs = {pair for ring in record["rings"] for pair in ring["pairs"]}
        for pair in record["end"][view]["pairs"]:
            group = record["groups"].get(pair)
            if group is not None and group.get("planted") != RING and pair not in ring_pairs:
                yield group, pair in false and (code is None or code in false[pair][1])


def fails(groups: Sequence[Group]) -> list[Group]:
    return [group for group in groups if group.verdict == "**fails**"]


def breaking_questions(records: Sequence[Record], plan: Plan, failed: Sequence[Group]) -> list[tuple[str, Group]]:
    """The questions in whose false leads a group that fails is itself over the margin, by its plain ratio."""
    codes = Counter(
        code
        for record in records
        if record["world"]["kind"] in ("rings", "ring free")
        for _on, spoke in record["contenders"][plan.main_view][OURS]["false_pairs"].values()
        for code in spoke
    )
    wanted = {(group.attribute, group.value) for group in failed}
    found = []
    for code, _n in codes.most_common():
        for group in fairness(records, plan, plan.main_view, code):
            if (group.attribute, group.value) in wanted and group.ratio > plan["fairness"]["margin"]:
                found.append((code, group))
    return found


def fairness_section(records: Sequence[Record], plan: Plan) -> str:
    groups = fairness(records, plan, plan.main_view)
    failed = fails(groups)
    rows = [
        (
            group.attribute.replace("_", " "),
            group.value,
            group.n_pairs,
            f"{1000 * group.n_false / group.n_pairs:.1f}",
            "" if group.verdict == "reference" else ratio(group.ratio),
            "" if group.verdict == "reference" else ratio(group.upper),
            group.verdict,
        )
        for group in groups
    ]
    breaking = [
        (code, group.attribute.replace("_", " "), group.value, group.n_false, ratio(group.ratio))
        for code, group in breaking_questions(records, plan, failed)
    ]
    said = f"{len(failed)} groups fail." if failed else "No group fails."
    return f"""## Fairness

Ordinary pairs on which a false lead fell, per 1,000, by what the State's own truth says of them (not what its offices
wrote down). A group passes when the upper 95 % limit of its ratio to the largest group is under
{plan["fairness"]["margin"]}. Pairs of one lead are counted one by one, so that these limits are somewhat too narrow.
{said}

{table(["by", "group", "pairs", "per 1,000", "ratio", "upper limit", ""], rows)}

### The questions behind groups that fail

{table(["question", "by", "group", "false leads", "ratio"], breaking)}

A question that breaks the margin is narrowed, turned into reconciliation, or retired, with a dated decision.
"""
