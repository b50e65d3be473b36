"""What became of everything that was read: accepted, not ours, without a place, rejected, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Example:
    """Where one of them stands. The id is the sender's own number of the resource; no value is told."""

    file: str
    line: int
    type: str = ""
    id: str = ""


@dataclass(frozen=True)
class Group:
    """All resources of one type with the same fate for the same reason, and the first of them."""

    type: str
    reason: str
    n: int
    example: Example


@dataclass(frozen=True)
class Account:
    """The account of one conversion. Every resource read is counted once among the first seven.

    `without_place` are valid resources of a type that is ours whose content is not; `left_empty` are values that
    their column could not hold, in resources that were accepted; `servers` are named by absolute references: where
    there is more than one, two patients may bear the same number.
    """

    n_read: int
    accepted: Mapping[str, int]
    not_ours: Mapping[str, int]
    without_place: tuple[Group, ...]
    rejected: tuple[Group, ...]
    in_conflict: tuple[Group, ...]
    n_repeated: int
    n_superseded: int
    files: Mapping[str, int]
    rows: Mapping[str, int]
    left_empty: tuple[Group, ...]
    n_open_references: int
    servers: Mapping[str, int]

    def sentences(self) -> list[str]:
        """The account as a person reads it, one sentence a line; no value is told."""
        lines = [f"{self.n_read:,} resources read from {len(self.files):,} FHIR files; {self.n_accepted:,} accepted."]
        lines += [f"  {n:>9,}  rows of {table}" for table, n in self.rows.items()]
        for head, groups in (
            ("Rejected; the sender can mend these:", self.rejected),
            ("In conflict; neither version was taken:", self.in_conflict),
            ("Sound, and without a place here:", self.without_place),
            ("Taken, with a column left empty:", self.left_empty),
        ):
            lines += [head] if groups else []
            for one in groups:
                where = f"{one.example.file}, line {one.example.line}"
                lines.append(f"  {one.n:>9,}  {one.type or 'Unreadable'}: {one.reason} ({where})")
        if self.not_ours:
            lines.append("Not ours:")
            lines += [f"  {n:>9,}  {name}" for name, n in self.not_ours.items()]
        lines.append(f"Repeated {self.n_repeated:,}; replaced by a later version {self.n_superseded:,}.")
        lines.append(f"References that lead outside these files: {self.n_open_references:,}.")
        if len(self.servers) > 1:
            lines.append(f"Absolute references name {len(self.servers)} servers; if these number their patients apart,")
            lines.append("convert them apart.")
        return lines

    @property
    def n_accepted(self) -> int:
        return sum(self.accepted.values())

    @property
    def n_rejected(self) -> int:
        return sum(group.n for group in self.rejected)

    @property
    def n_told(self) -> int:
        """How many resources the account speaks of; the same as `n_read`, or something was lost."""
        grouped = sum(group.n for group in (*self.without_place, *self.rejected, *self.in_conflict))
        return self.n_accepted + sum(self.not_ours.values()) + grouped + self.n_repeated + self.n_superseded

    def as_json(self) -> dict[str, Any]:
        """The account as plain values, for a file."""
        return {"n_accepted": self.n_accepted, "n_rejected": self.n_rejected} | asdict(self)


class Tally:
    """Counts groups while resources pass by."""

    def __init__(self) -> None:
        self._n: dict[tuple[str, str], int] = {}
        self._first: dict[tuple[str, str], Example] = {}

    def add(self, type_name: str, reason: str, example: Example, n: int = 1) -> None:
        key = (type_name, reason)
        self._n[key] = self._n.get(key, 0) + n
        self._first.setdefault(key, example)

    def groups(self) -> tuple[Group, ...]:
        """The groups, most frequent first."""
        ordered = sorted(self._n.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Group(*key, n, self._first[key]) for key, n in ordered)
