"""Codes that are no question: what each became, and why. One file a code in `decided/`; none is ever used again."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from graftwatch.law import Citation, cite

Fate = Literal["merged", "narrowed", "reconciliation", "measure", "not asked"]


@dataclass(frozen=True)
class Decided:
    """A code of the literature that is not asked as it stands there.

    `into` names what answers it instead: codes of questions, names of reconciliation lists, or nothing.
    """

    code: str
    title: str
    fate: Fate
    into: tuple[str, ...]
    on: str
    why: str
    cites: tuple[Citation, ...]


@cache
def all_decided() -> dict[str, Decided]:
    """Every such code, in order."""
    folder = files("graftwatch.indicators") / "decided"
    texts = [each.read_text("utf-8") for each in folder.iterdir() if each.name.endswith(".toml")]
    found = [_decided(tomllib.loads(text)) for text in texts]
    return {each.code: each for each in sorted(found, key=lambda each: each.code)}


def _decided(said: dict[str, Any]) -> Decided:
    cites = tuple(cite(*each) for each in said.pop("cites"))
    return Decided(**(said | {"into": tuple(said["into"])}), cites=cites)
