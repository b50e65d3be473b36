"""Code bindings: which code of which system means which code of ours. One file each in `bindings/`.

`fhir.resources` checks structure and calendar, not code sets; they are bound here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Literal

Strength = Literal["required", "extensible"]


@dataclass(frozen=True)
class Bound:
    """One line of a binding: their system, code and words, and our value, or why there is none."""

    system: str
    code: str
    says: str
    ours: str
    why_not: str = ""


@dataclass(frozen=True)
class Binding:
    """One binding. `code_list` names our list; empty where the value is no code of a list of ours.

    Where `strength` is required, a code that is not named here is an error of the sender; where it is extensible it
    is a code that we do not know, and the column stays empty.
    """

    name: str
    meaning: str
    code_list: str
    strength: Strength
    source: str
    lines: tuple[Bound, ...]
    exact: dict[tuple[str, str], Bound] = field(repr=False, default_factory=dict)
    begins: tuple[Bound, ...] = ()

    def find(self, values: Iterable[Any]) -> Bound | None:
        """The first line that a coding or the words of these values meet."""
        for value in values:
            for coded in codings(value):
                line = self.exact.get(coded) or self._by_beginning(*coded)
                if line is not None:
                    return line
        return None

    def _by_beginning(self, system: str, code: str) -> Bound | None:
        for line in self.begins:
            if line.system == system and code.startswith(line.code[:-1]):
                return line
        return None


def codings(value: Any) -> list[tuple[str, str]]:
    """(system, code) of whatever FHIR writes codes in; words come last, as system `text`, in lower case."""
    if isinstance(value, bool):
        return [("", str(value).lower())]
    if isinstance(value, str):
        return [("", value), ("text", _plain(value))]
    if not isinstance(value, dict):
        return []
    inner = [one for one in value.get("coding") or [value] if isinstance(one, dict)]
    coded = [(system_name(one.get("system") or ""), str(one["code"])) for one in inner if "code" in one]
    words = [value.get("text"), *(one.get("display") for one in inner)]
    return coded + [("text", _plain(word)) for word in words if isinstance(word, str)]


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def system_name(address: str) -> str:
    """Our short name of a code system; the address itself where we have none."""
    return _short_names().get(address, address)


@cache
def systems() -> dict[str, tuple[str, ...]]:
    """Short name to the addresses under which senders name the system."""
    said = tomllib.loads((_folder() / "systems.toml").read_text("utf-8"))
    return {name: tuple(addresses) for name, addresses in said.items()}


@cache
def _short_names() -> dict[str, str]:
    return {address: name for name, addresses in systems().items() for address in addresses}


@cache
def binding(name: str) -> Binding:
    """Read one binding. Raises FileNotFoundError where there is none of that name."""
    said = tomllib.loads((_folder() / "bindings" / f"{name}.toml").read_text("utf-8"))
    lines = [Bound(*line) for line in said.get("codes", [])]
    lines += [Bound(system, code, says, "", why) for system, code, says, why in said.get("refused", [])]
    return Binding(
        name,
        said["meaning"],
        said.get("list", ""),
        said["strength"],
        said["source"],
        tuple(lines),
        {(line.system, line.code): line for line in lines if not line.code.endswith("*")},
        tuple(line for line in lines if line.code.endswith("*")),
    )


def _folder() -> Any:
    return resources.files("graftwatch.wire.fhir")
