"""Who bears the false leads: by group, against the group that is largest, with a limit that can be broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graftwatch.evaluation.intervals import upper_ratio_by_cluster
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
    played = [record for record in records if record["world"]["kind"] in ("rings", "ring free")]
    counted = [_counted(record, view, code) for record in played]
    return [
        group for attribute in ATTRIBUTES for group in _groups(attribute, [each[attribute] for each in counted], plan)
    ]


def _counted(record: Record, view: str, code: str | None) -> dict[str, dict[str, tuple[int, int]]]:
    """By attribute and value, of one world: ordinary pairs on which a false lead fell, and all of them."""
    found: dict[str, dict[str, tuple[int, int]]] = {attribute: {} for attribute in ATTRIBUTES}
    for group, is_false in _ordinary_pairs(record, view, code):
        for attribute in ATTRIBUTES:
            value = group.get(attribute) or "not known"
            n_false, n_pairs = found[attribute].get(value, (0, 0))
            found[attribute][value] = (n_false + is_false, n_pairs + 1)
    return found


def _groups(attribute: str, worlds: Sequence[Mapping[str, tuple[int, int]]], plan: Plan) -> list[Group]:
    by_value = {value: [world.get(value, (0, 0)) for world in worlds] for value in set().union(*worlds)}
    n_pairs = {value: sum(of for _, of in counts) for value, counts in by_value.items()}
    ordered = sorted(by_value, key=lambda each: (-n_pairs[each], each))
    reference = max(by_value, key=lambda each: (n_pairs[each], each), default="")
    return [
        _group(attribute, value, by_value[value], by_value[reference], value == reference, plan) for value in ordered
    ]


def _group(
    attribute: str,
    value: str,
    here: Sequence[tuple[int, int]],
    there: Sequence[tuple[int, int]],
    is_reference: bool,
    plan: Plan,
) -> Group:
    statistics, (n_false, n_pairs) = plan["statistics"], (sum(each) for each in zip(*here, strict=True))
    n_false_there, n_pairs_there = (sum(each) for each in zip(*there, strict=True))
    upper = upper_ratio_by_cluster(here, there, resamples=statistics["resamples"], seed=statistics["seed"])
    if is_reference:
        verdict = "reference"
    elif n_pairs < plan["fairness"]["least_pairs"]:
        verdict = "too few to judge"
    else:
        verdict = "passes" if upper < plan["fairness"]["margin"] else "**fails**"
    return Group(attribute, value, n_pairs, n_false, n_pairs_there, n_false_there, upper, verdict)


def _ordinary_pairs(record: Record, view: str, code: str | None) -> Iterator[tuple[dict[str, str], bool]]:
    """Each pair on the books that belongs to no ring, with its hidden groups and whether it bore a false lead."""
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
{plan["fairness"]["margin"]}. Pairs of one lead come together:
limits are those of States drawn again whole, or the exact one where that is wider. {said}

{table(["by", "group", "pairs", "per 1,000", "ratio", "upper limit", ""], rows)}

### The questions behind groups that fail

{table(["question", "by", "group", "false leads", "ratio"], breaking)}

A question that breaks the margin is narrowed, turned into reconciliation, or retired, with a dated decision.
"""
