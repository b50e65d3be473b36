"""The recipe that plants a structure: plain, disguised as its look-alikes, or just inside what questions ask from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graftwatch.errors import GraftwatchError
from graftwatch_atlantis.plant.grammar.structure import Link, Structure, traces
from graftwatch_atlantis.plant.recipe import Draw, Recipe, Step
from graftwatch_atlantis.state import BEGINS, ENDS

FORMS = ("plain", "disguised", "informed")
Defaults = Mapping[str, Mapping[str, Any]]
"""The published value of each parameter, by code and name; handed in, for Atlantis knows no question."""

UNRELATED = (
    "spouse",
    "partner",
    "in_law",
    "friend",
    "colleague",
    "other_directed",
    "cousin",
    "other_blood_relative",
)
"""Ordinary pairs whose blood does not contradict what a ring says of them, nor bears it out."""
ALL_YEARS = (str(BEGINS), str(ENDS))
Shared = defaultdict[frozenset[int], set[str]]
"""By two pairs of a ring, the kinds of hands (`hand` of a link) that stand behind both."""
WITHOUT_DEFAULT = 3
"""From how many on a question asks whose own number was not handed in."""


class UnknownForm(GraftwatchError):  # noqa: N818 the name says what is wrong
    """A structure was asked for in a form that there is not."""


def recipe_of(
    structure: Structure, form: str = "plain", defaults: Defaults | None = None, between: tuple[str, str] = ALL_YEARS
) -> Recipe:
    """The recipe of a structure in one form, with all its operations between two days. Raises UnknownForm."""
    if form not in FORMS:
        raise UnknownForm(f"The form {form!r} was asked for. There are {', '.join(FORMS)}.")
    draws = [_pairs(structure, between)]
    steps: list[Step] = []
    words: dict[str, str] = {}
    everyone = Link(structure.paper_route, tuple(range(1, structure.size + 1)))
    played = [(traces("papers")[structure.paper_route], everyone, False)]
    if structure.money_route in traces("money"):
        played.append((traces("money")[structure.money_route], everyone, False))
    played += [(traces("manners")[each.kind], each, False) for each in structure.manners]
    played += [(traces("links")[each.kind], each, True) for each in structure.links]
    shared: Shared = defaultdict(set)
    for said, trace, decisive in played:
        for number, carriers in enumerate(_groups(said, trace, form, defaults or {}, shared), 1):
            names = _names(said, f"{trace.kind}_{number}", carriers)
            own = list(_steps(said, carriers, names, form, defaults or {}, structure.never_recorded, decisive))
            if own:
                steps += own
                words |= {names[key]: _kind(kind, names) for key, kind in said.get("words", {}).items()}
                draws += _draws(said, names, form, defaults or {})
    return Recipe(
        name=f"structure-{structure.seed}-{form}",
        kind="ring",
        title=f"A structure drawn by the grammar, seed {structure.seed}",
        about="Nobody described it.",
        draws=tuple(draws),
        steps=tuple(steps),
        case="None: drawn by the grammar",
        status="Invented",
        sources=("design",),
        pairs=("pairs",),
        words=words,
    )


def _pairs(structure: Structure, between: tuple[str, str]) -> Draw:
    """Ordinary directed pairs with an operation in the span, one after the other at about the structure's tempo."""
    return Draw(
        name="pairs",
        table="living_donor_assessment",
        count=(structure.size, structure.size),
        where={
            "programme": "directed",
            "recipient": {"known": True},
            "outcome": ["donated", "open"],
            "relationship": list(UNRELATED),
            "surgery_planned_on": {"known": True, "min": between[0], "max": between[1]},
        },
        differ="recipient",
        same="facility" if structure.one_centre else None,
        along="surgery_planned_on",
        apart=(max(1, round(structure.tempo_days * 0.5)), round(structure.tempo_days * 1.5) + 3),
    )


def _groups(
    said: Mapping[str, Any], trace: Link, form: str, defaults: Defaults, shared: Shared
) -> Iterable[tuple[int, ...]]:
    """Who shares one thing: all carriers. In an informed ring fewer than the first question asks from, and no two pairs
    things of as many kinds as HO-17 asks from."""
    if form != "informed" or not ("asked_from" in said or said.get("fresh")):
        return [trace.carriers]
    least = [
        int(_default([code, name, WITHOUT_DEFAULT], defaults)) for code, name in said.get("asked_from", {}).items()
    ]
    together = 1 if said.get("fresh") else max(1, min(least) - 1)
    if "hand" not in said:
        return [trace.carriers[first : first + together] for first in range(0, len(trace.carriers), together)]
    kinds = int(_default(["HO-17", "min_kinds", 2], defaults)) - 1
    groups: list[list[int]] = []
    for carrier in trace.carriers:
        free = (
            group
            for group in groups
            if len(group) < together
            and all(len(shared[frozenset({carrier, other})] | {said["hand"]}) <= kinds for other in group)
        )
        group = next(free, [])
        if not group:
            groups.append(group)
        for other in group:
            shared[frozenset({carrier, other})].add(said["hand"])
        group.append(carrier)
    return [tuple(group) for group in groups]


def _names(said: Mapping[str, Any], prefix: str, carriers: tuple[int, ...]) -> dict[str, Any]:
    """What a name after % stands for in this group: words and actors of its own, and the numbers of its pairs."""
    own = {name: f"{prefix}_{name}" for name in (*said.get("words", {}), *said.get("draw", {}))}
    return own | {f"carrier_{k}": carriers[(k - 1) % len(carriers)] for k in (1, 2)}


def _kind(kind: str, names: Mapping[str, Any]) -> str:
    of = kind.removeprefix("stamp of ")
    return f"stamp of {names[of]}" if of != kind else kind


def _draws(said: Mapping[str, Any], names: Mapping[str, Any], form: str, defaults: Defaults) -> Iterable[Draw]:
    for name, each in said.get("draw", {}).items():
        spoken = _spoken(each, names, form, defaults)
        spans = {key: tuple(value) for key, value in spoken.items() if key == "near_days"}
        yield Draw(**{**spoken, **spans, "name": names[name]})


def _steps(
    said: Mapping[str, Any],
    carriers: tuple[int, ...],
    names: Mapping[str, Any],
    form: str,
    defaults: Defaults,
    hidden: tuple[str, ...],
    decisive: bool,
) -> Iterator[Step]:
    for each in said["step"]:
        if each.get("table") in hidden:
            continue
        step: dict[str, Any] = {"each": "pairs", "decisive": decisive} | {
            key: value for key, value in each.items() if key not in FORMS
        }
        step["set"] = {**each.get("set", {}), **each.get(form, {})}
        spoken = _spoken(step, names, form, defaults)
        if spoken["each"] == "pairs":
            spoken["rows"] = carriers
        if "times" in spoken:
            spoken["times"] = tuple(spoken["times"])
        yield Step(**spoken)


def _spoken(said: Any, names: Mapping[str, Any], form: str, defaults: Defaults) -> Any:
    """An expression of the grammar in the words of recipes: own names, the form's choice, published numbers."""
    if isinstance(said, str) and said.startswith("%"):
        head, dot, rest = said[1:].partition(".")
        found = names[head]
        return f"${found}{dot}{rest}" if isinstance(found, str) else found
    if isinstance(said, list):
        return [_spoken(each, names, form, defaults) for each in said]
    if not isinstance(said, dict):
        return said
    if "one_of_forms" in said:
        return said["one_of_forms"][form]
    if "default" in said:
        return _default(said["default"], defaults) * said.get("times", 1) + said.get("plus", 0)
    spoken = {key: _spoken(value, names, form, defaults) for key, value in said.items()}
    if isinstance(said.get("each"), str) and said["each"].startswith("%"):
        spoken["each"] = names[said["each"][1:]]
    return spoken


def _default(said: list[Any], defaults: Defaults) -> float:
    code, name, otherwise = said
    return float(defaults.get(code, {}).get(name, otherwise))
