"""A structure: how large a ring is, how fast, who is inside, what its pairs share, and what nobody writes down."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from graftwatch_atlantis.streams import Streams

DEVELOPMENT, EVALUATION = range(1, 101), range(101, 401)
"""Seeds that those who write questions may look at, and seeds that only an evaluation plants."""


@dataclass(frozen=True)
class Link:
    """One thing that pairs of a structure have in common; `carriers` are numbers of pairs, from 1."""

    kind: str
    carriers: tuple[int, ...]


@dataclass(frozen=True)
class Structure:
    """Plain data; `link_reuse` is the largest share of pairs that carry one recorded link."""

    seed: int
    size: int
    tempo_days: int
    one_centre: bool
    inside: tuple[str, ...]
    links: tuple[Link, ...]
    manners: tuple[Link, ...]
    paper_route: str
    money_route: str
    never_recorded: tuple[str, ...]
    link_reuse: float

    def told(self) -> dict[str, Any]:
        """The structure as the truth file has it."""
        return asdict(self)


@cache
def grammar() -> Mapping[str, Any]:
    """The rules of `grammar.toml`."""
    text = (files("graftwatch_atlantis") / "plant" / "grammar" / "grammar.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def traces(section: str) -> Mapping[str, Any]:
    """One part of the grammar, each trace in a file of its own: links, manners, papers, money."""
    folder = files("graftwatch_atlantis") / "plant" / "grammar" / section
    found = sorted((each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name)
    return {each.name.removesuffix(".toml"): tomllib.loads(each.read_text(encoding="utf-8")) for each in found}


def draw_structure(seed: int) -> Structure:
    """The structure of this seed, always the same one."""
    rng = Streams(seed, ("structure",)).rng("drawn")
    said = grammar()
    size = int(_one(rng, said["size"]))
    low, high = said["tempo_days"]
    inside = tuple(sorted(_several(rng, int(_one(rng, said["n_inside"])), said["inside"])))
    money = _one(rng, said["money_route"])
    links = _links(rng, size, inside, money)
    hidden = _never_recorded(rng, links)
    reuse = max(len(link.carriers) / size for link in links if not set(areas_of(link)) & set(hidden))
    return Structure(
        seed=seed,
        size=size,
        tempo_days=round(float(np.exp(rng.uniform(np.log(low), np.log(high))))),
        one_centre=bool(rng.random() < said["one_centre"]) or bool(set(inside) & set(said["bound_to_one_centre"])),
        inside=inside,
        links=links,
        manners=_manners(rng, size),
        paper_route=_one(rng, said["paper_route"]),
        money_route=money,
        never_recorded=hidden,
        link_reuse=round(reuse, 3),
    )


def areas_of(link: Link) -> tuple[str, ...]:
    """The tables in which a link would show."""
    said = traces("links" if link.kind in traces("links") else "manners")[link.kind]
    return tuple(sorted({step["table"] for step in said["step"] if step.get("decisive", True) and "table" in step}))


def _links(rng: np.random.Generator, size: int, inside: tuple[str, ...], money: str) -> tuple[Link, ...]:
    """Links drawn by weight, those that who is inside brings along, and the account that money runs through."""
    said = grammar()
    weights = {kind: float(each["weight"]) for kind, each in traces("links").items() if each["weight"]}
    kinds = _several(rng, int(_one(rng, said["n_links"])), weights)
    kinds += [kind for each in inside for kind in said["brings"].get(each, ())]
    kinds += said["runs_through"].get(money, [])
    reuse = rng.uniform(*said["reuse"])
    found = []
    for kind in sorted(set(kinds)):
        share = min(1.0, reuse * rng.uniform(0.7, 1.3))
        found.append(Link(kind, _carriers(rng, size, max(2, round(share * size)))))
    return tuple(found)


def _manners(rng: np.random.Generator, size: int) -> tuple[Link, ...]:
    """What a ring does to each pair by itself, with the pairs to whom it does it."""
    found = []
    for kind, said in traces("manners").items():
        if rng.random() < said["chance"]:
            found.append(Link(kind, _carriers(rng, size, max(1, round(rng.uniform(0.4, 1.0) * size)))))
    return tuple(found)


def _never_recorded(rng: np.random.Generator, links: tuple[Link, ...]) -> tuple[str, ...]:
    """Tables into which nothing of this structure is ever written; one link at least remains to be seen."""
    hidden: set[str] = set()
    for area in rng.permutation(grammar()["may_be_unrecorded"]):
        unseen = hidden | {str(area)}
        remains = any(not set(areas_of(link)) & unseen for link in links)
        if rng.random() < grammar()["unrecorded"] and remains:
            hidden = unseen
    return tuple(sorted(hidden))


def _carriers(rng: np.random.Generator, size: int, n: int) -> tuple[int, ...]:
    return tuple(sorted(int(each) + 1 for each in rng.permutation(size)[:n]))


def _one(rng: np.random.Generator, weights: Mapping[str, float]) -> str:
    return _several(rng, 1, weights)[0]


def _several(rng: np.random.Generator, n: int, weights: Mapping[str, float]) -> list[str]:
    """n different names by weight."""
    names = list(weights)
    shares = np.array([float(weights[each]) for each in names])
    return [names[int(k)] for k in rng.choice(len(names), size=n, replace=False, p=shares / shares.sum())]
