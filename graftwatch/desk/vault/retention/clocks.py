"""How long each kind of record is kept, as data; a State's own file decides where it speaks."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from graftwatch import countries
from graftwatch.errors import GraftwatchError

FILE = "retention.toml"


class MalformedClockError(GraftwatchError):
    """An entry of a retention.toml lacks what every one has."""


@dataclass(frozen=True)
class Clock:
    """One kind of record: how many days, from when, on which ground. Words are plain English and message ids."""

    name: str
    label: str
    days: int
    since: str
    legal_basis: str


def read(text: str) -> dict[str, Clock]:
    """The clocks of one file. Raises MalformedClockError."""
    found = {}
    for name, said in tomllib.loads(text).items():
        missing = {"label", "days", "since", "legal_basis"} - set(said)
        if missing or not isinstance(said["days"], int) or said["days"] < 0:
            lacks = ", ".join(sorted(missing)) or "a whole number of days"
            raise MalformedClockError(f"[{name}] in {FILE} lacks {lacks}. Each names label, days, since, legal_basis.")
        found[name] = Clock(name, said["label"], said["days"], said["since"], said["legal_basis"])
    return found


def read_ours() -> dict[str, Clock]:
    return read((resources.files(__package__) / FILE).read_text("utf-8"))


def clocks(package: str | None = None) -> Mapping[str, Clock]:
    """Ours, overridden by those of the chosen State."""
    ours = read_ours()
    chosen = package or countries.chosen()
    own = resources.files(chosen) / FILE if chosen else None
    return ours | (read(own.read_text("utf-8")) if own is not None and own.is_file() else {})
