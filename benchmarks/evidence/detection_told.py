"""The detection section of the evidence page, from the records of finished screenings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from benchmarks.evidence.intervals import of_mean, of_share
from benchmarks.evidence.matching import FIRST
from benchmarks.evidence.writing import percent, table

Record = dict[str, Any]
FLOOR_RINGS, FLOOR_SEEDS = 4, 8


def told(records: Sequence[Record], *, seeds: Sequence[int], scale: float) -> str:
    """Markdown. A record holds seed, share, tables, n_leads, codes, rings and lookalikes with their outcomes."""
    tables = list(dict.fromkeys(record["tables"] for record in records))
    shares = sorted({record["share"] for record in records})
    slowest = max(sum(record["seconds"].values()) for record in records)

    def of(share: float, kind: str) -> list[Record]:
        return [record for record in records if record["share"] == share and record["tables"] == kind]

    head = f"""## 4. What is found and what is not

Seeds {seeds[0]} to {seeds[-1]}, none of them used in development; scale {scale:g}; one after another, each built and
screened in at most {slowest:.0f} s. A ring is **raised** when one of the first {FIRST} leads rests on a row of the
ring's decisive link and at least half of the people that the lead names, by its anchor, its subjects and its rows,
belong to the ring; a lead that names nobody, on a centre's counts, must have half of its rows from the ring. A
look-alike is held to the same rule. Intervals are 95 per cent: for shares Clopper and Pearson's
exact one, which takes every ring for a trial of its own (rings of one recipe are not: read the table by recipe); for
numbers of leads Student's over the {len(seeds)} seeds.

**What this shows and what it does not.** Unseen seeds test noise: whether the same recipes are found again in other
people's records. They do not test blindness: the recipes were written by the same project that wrote the questions,
from the same published cases. A ring of a kind that nobody has described is not among them, and a figure here says
nothing about it. Where a ring is always or never found, the reason is printed below before anybody believes it.
"""
    parts = [head, "### Leads in a country without rings\n", _leads([(kind, of(shares[0], kind)) for kind in tables])]
    for kind in tables:
        for share in [each for each in shares if each > 0]:
            floor = kind == tables[0]
            parts += [f"### Rings, {percent(share, 0)} of pairs: {kind}\n", _rings(of(share, kind), floor=floor)]
    everything = [
        (f"{kind}, {percent(share, 0)} of pairs in rings", of(share, kind)) for kind in tables for share in shares
    ]
    parts += ["### Look-alikes\n", _lookalikes(everything)]
    return "\n".join(parts)


def _leads(by_tables: Iterable[tuple[str, list[Record]]]) -> str:
    rows = []
    for kind, records in by_tables:
        counts = [record["n_leads"] for record in records]
        mean, low, high = of_mean(counts)
        n_full = sum(count >= FIRST for count in counts)
        rows.append((kind, f"{mean:.1f}", f"{low:.1f} to {high:.1f}", f"{min(counts)} to {max(counts)}", n_full))
    heading = ["read", "leads, mean", "95 %", "least to most", f"seeds with {FIRST} or more"]
    return f"""{table(heading, rows)}

All of them are ordinary files. A queue shows {FIRST} (reviewers' hours decide); what is counted here is every lead of
at least the least weight, so that a queue that is always full does not hide how much stands behind it. Questions that
speak in most of them, leads per State: {_speaking([record for _kind, records in by_tables for record in records])}.
"""


def _speaking(records: Sequence[Record]) -> str:
    """The questions in most leads, over the runs with all tables."""
    counted: Counter[str] = Counter()
    whole = [record for record in records if record["tables"] == records[0]["tables"]]
    for record in whole:
        counted.update(record["codes"])
    return ", ".join(f"{code} {n / len(whole):.1f}" for code, n in counted.most_common(6)) or "none"


def _rings(records: list[Record], *, floor: bool) -> str:
    outcomes = [ring for record in records for ring in record["rings"]]
    if not outcomes:
        return "No ring was planted.\n"
    raised = [one for one in outcomes if one["fate"] == "raised"]
    low, high = of_share(len(raised), len(outcomes))
    n_recipes = len({one["recipe"] for one in outcomes})
    good = [record for record in records if _recipes_raised(record) >= FLOOR_RINGS]
    met = "met" if len(good) >= FLOOR_SEEDS else "**not met**"
    seed_low, seed_high = of_share(len(good), len(records))
    share = percent(len(raised) / len(outcomes))
    held = f" The floor, {FLOOR_RINGS} kinds of ring on {FLOOR_SEEDS} of ten seeds, is {met}." if floor else ""
    return f"""Raised: {len(raised)} of {len(outcomes)} rings, {share} ({percent(low)} to {percent(high)}).
Seeds on which at least {FLOOR_RINGS} of {n_recipes} recipes were raised: {len(good)} of {len(records)}
({percent(seed_low)} to {percent(seed_high)}).{held}

{_by_recipe(outcomes)}

{_explained(outcomes)}
"""


def _recipes_raised(record: Record) -> int:
    return len({ring["recipe"] for ring in record["rings"] if ring["fate"] == "raised"})


def _grouped(outcomes: Iterable[Record]) -> dict[str, list[Record]]:
    groups: dict[str, list[Record]] = defaultdict(list)
    for one in outcomes:
        groups[one["recipe"]].append(one)
    return dict(sorted(groups.items()))


def _by_recipe(outcomes: list[Record]) -> str:
    rows = []
    for recipe, ones in _grouped(outcomes).items():
        raised = [one for one in ones if one["fate"] == "raised"]
        low, high = of_share(len(raised), len(ones))
        ranks = sorted(one["rank"] for one in raised)
        middle = str(ranks[len(ranks) // 2]) if ranks else "–"
        fates = Counter(one["fate"] for one in ones if one["fate"] != "raised")
        others = ", ".join(f"{fate} {n}" for fate, n in fates.most_common()) or "–"
        rows.append(
            (recipe, f"{len(raised)} of {len(ones)}", f"{percent(low, 0)} to {percent(high, 0)}", middle, others)
        )
    return table(["recipe", "raised", "95 %", "middle place", "the others"], rows)


def _explained(outcomes: list[Record]) -> str:
    """For a recipe that is always or never raised: through which questions, or what stood in the way."""
    lines = []
    for recipe, ones in _grouped(outcomes).items():
        n_raised = sum(one["fate"] == "raised" for one in ones)
        if n_raised == len(ones):
            lines.append(f"- *{recipe}* is always raised: its decisive link was seen by {_questions(ones)}.")
        elif n_raised == 0:
            fates = ", ".join(f"{fate} ({n})" for fate, n in Counter(one["fate"] for one in ones).most_common())
            lines.append(f"- *{recipe}* is never raised: {fates}. Its decisive link is cited by: {_questions(ones)}.")
    return "\n".join(lines) or "No recipe is always or never raised."


def _questions(ones: Iterable[Record]) -> str:
    counted = Counter(code for one in ones for code in one["through"])
    return ", ".join(f"{code} ({n})" for code, n in counted.most_common()) or "none"


def _lookalikes(by_run: Iterable[tuple[str, list[Record]]]) -> str:
    rows = []
    asked: list[tuple[str, Callable[[Record], bool]]] = [
        ("with their papers", lambda one: bool(one["clearing_paper"])),
        ("without", lambda one: not one["clearing_paper"]),
    ]
    outcomes_of_all: list[Record] = []
    for name, records in by_run:
        outcomes = [one for record in records for one in record["lookalikes"]]
        outcomes_of_all += outcomes
        for words, has in asked:
            some = [one for one in outcomes if has(one)]
            raised = sum(one["fate"] == "raised" for one in some)
            later = sum(one["fate"] == "raised later" for one in some)
            low, high = of_share(raised, len(some)) if some else (0.0, 1.0)
            share = percent(raised / len(some)) if some else "–"
            rows.append((name, words, f"{raised} of {len(some)}", share, f"{percent(low)} to {percent(high)}", later))
    heading = ["run", "papers", f"raised within {FIRST}", "share", "95 %", "raised later"]
    worst = Counter(one["recipe"] for one in outcomes_of_all if one["fate"] == "raised").most_common(5)
    most = ", ".join(f"{recipe} ({n})" for recipe, n in worst) or "none"
    return f"{table(heading, rows)}\n\nRaised most often, over all runs: {most}.\n"
