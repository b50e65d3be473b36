"""The values that a State drew or set for itself: one line each, never taken back, in a file for its owner only.

They lie in `values/STATE.jsonl` of the installation's home folder. Whoever knew them could stay just inside of them, so
they are in no manifest, no report and no trail; only the State's auditors are shown them.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from graftwatch.errors import GraftwatchError

FOLDER = "values"


class MalformedValueError(GraftwatchError):
    """A line of a State's own values cannot be read."""


@dataclass(frozen=True)
class OwnValue:
    """A value in force from `since` on. `original` is the published default that it stands for, with its origin."""

    code: str
    name: str
    value: float
    since: dt.date
    author: str
    why: str
    drawn: bool
    written_on: dt.date
    original: float
    original_source: str


def own_values(home: Path, state: str) -> list[OwnValue]:
    """Every line that was ever written, the first one first; none where the State has drawn nothing."""
    path = _path(home, state)
    if not path.exists():
        return []
    return [_read(line, number) for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)]


def add_own_values(home: Path, state: str, values: Iterable[OwnValue]) -> None:
    """Write lines after those that are there: what was in force before stays, with whoever wrote it."""
    path = _path(home, state)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lines = "".join(json.dumps(asdict(each), default=str, ensure_ascii=False) + "\n" for each in values)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w", encoding="utf-8") as file:
        file.write(lines)


def in_force(values: Iterable[OwnValue], day: dt.date) -> dict[tuple[str, str], OwnValue]:
    """By code and name, the value that holds on `day`: the latest begun by then, of one day the last written."""
    begun = sorted((each for each in values if each.since <= day), key=lambda each: each.since)
    return {(each.code, each.name): each for each in begun}


def _path(home: Path, state: str) -> Path:
    return home / FOLDER / f"{state}.jsonl"


def _read(line: str, number: int) -> OwnValue:
    try:
        said = json.loads(line)
        days = {name: dt.date.fromisoformat(said[name]) for name in ("since", "written_on")}
        return OwnValue(**{**said, **days})
    except (ValueError, TypeError, KeyError):
        # The line itself is not repeated: it holds what nobody else may read.
        raise MalformedValueError(
            f"Line {number} of this State's own values cannot be read. Bring the file back from a backup."
        ) from None
