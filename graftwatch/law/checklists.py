"""Signs that people observe: checklists for clinicians, police and border officers, as data. Nothing is computed.

Each sign carries its innocent readings and where the idea comes from; a file that cites nothing known does not load.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graftwatch.law.citation import Citation, cite

HERE = Path(__file__).parent / "observed"


@dataclass(frozen=True)
class Sign:
    """One sign: the question, how to ask, what to beware of, what else it may be, what to do then."""

    code: str
    question: str
    how: str
    caution: str
    benign: tuple[str, ...]
    then: str
    cites: tuple[Citation, ...]


@dataclass(frozen=True)
class Checklist:
    """The signs of one vantage point, and what to keep in mind with all of them."""

    name: str
    title: str
    alone: str
    signs: tuple[Sign, ...]


@cache
def checklists() -> tuple[Checklist, ...]:
    """All checklists in order."""
    read = [(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in HERE.glob("*.toml")]
    ordered = sorted(read, key=lambda each: each[1]["order"])
    return tuple(
        Checklist(name, said["title"], said["alone"], tuple(_sign(one) for one in said["sign"]))
        for name, said in ordered
    )


def all_observed() -> dict[str, Sign]:
    """Every sign by its code."""
    return {sign.code: sign for listed in checklists() for sign in listed.signs}


def words() -> Iterator[str]:
    """Every word that a page may show, for the catalogues."""
    for listed in checklists():
        yield from (listed.title, listed.alone)
        for sign in listed.signs:
            yield from (sign.question, sign.how, sign.caution, *sign.benign, sign.then)


def _sign(said: dict[str, object]) -> Sign:
    cites = tuple(cite(source, place) for source, place in said["cites"])  # type: ignore[attr-defined]
    benign = tuple(str(one) for one in said["benign"])  # type: ignore[attr-defined]
    plain = {name: str(said[name]) for name in ("code", "question", "how", "caution", "then")}
    return Sign(**plain, benign=benign, cites=cites)
