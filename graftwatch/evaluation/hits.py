"""What was planted and what is claimed, and whether the one shows the other: by the rule of `leads.hits`.

A lead names whom its anchor, its subjects and its cited rows point at. The right hospital for a wrong reason is a miss.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graftwatch.leads.hits import shows

Row = tuple[str, str]
"""A table and the key of one of its rows."""


@dataclass(frozen=True)
class Operation:
    """One file of a planted thing, and the day of its operation where one is set."""

    donor: str | None
    recipient: str | None
    on: dt.date | None


@dataclass(frozen=True)
class Planted:
    """A ring or a look-alike: its people, its rows, among them those of its decisive link, and its operations."""

    id: str
    recipe: str
    people: frozenset[str]
    rows: frozenset[Row]
    decisive: frozenset[Row]
    operations: tuple[Operation, ...] = ()
    form: str = ""
    loosened: tuple[str, ...] = ()
    """In what it is not as drawn, the State having had no files that fit: its tempo, its centre."""
    structure: Mapping[str, Any] = field(default_factory=dict)
    clearing_paper: bool | None = None
    paper_exists: bool | None = None


@dataclass(frozen=True)
class Claim:
    """What a contender puts before a reviewer: its reasons, the rows it rests on, and whom it names by itself.

    `reasons` are what has been looked at once it is reviewed. A rival that scores whole files cites no rows: `rows`
    is None. It is held to the people only; a link shows when as many files of the ring were looked at as the plan says.
    """

    key: str
    weight: float
    reasons: frozenset[tuple[str, str]]
    rows: frozenset[Row] | None
    named: frozenset[str]
    pairs: frozenset[str] = frozenset()
    rows_by_code: Mapping[str, frozenset[Row]] = field(default_factory=dict)


def is_hit(
    claim: Claim, planted: Planted, people_of: Mapping[Row, frozenset[str]], *, least_share: float = 0.5
) -> bool:
    """Whether reviewing this claim shows a reviewer the planted thing for the right reason."""
    if claim.rows is None:
        own = claim.named & planted.people
        return bool(claim.named) and len(own) >= least_share * len(claim.named)
    return shows(
        claim.rows,
        claim.named.union(*(people_of.get(row, frozenset()) for row in claim.rows)),
        decisive=planted.decisive,
        people=planted.people,
        members=planted.rows,
        least_share=least_share,
    )


def through(claim: Claim, planted: Planted) -> tuple[str, ...]:
    """The questions whose rows touch the decisive link."""
    return tuple(sorted(code for code, rows in claim.rows_by_code.items() if rows & planted.decisive))


def planted_of(
    told: Iterable[Mapping[str, Any]],
    key_of: Callable[[str, str], str],
    people_of: Callable[[Iterable[Row]], Mapping[Row, frozenset[str]]],
) -> list[Planted]:
    """The rings or look-alikes of a truth file. Its people are those it names, and those whom its rows point at."""

    def keyed(rows: Mapping[str, Iterable[str]]) -> frozenset[Row]:
        return frozenset((table, key_of(table, number)) for table, numbers in rows.items() for number in numbers)

    found = []
    for one in told:
        decisive = keyed(one["decisive"])
        operations = tuple(_operation(each, key_of) for each in one.get("files", ()))
        named = {person for each in operations for person in (each.donor, each.recipient) if person}
        named |= {key_of("person", number) for pair in one.get("pairs", ()) for number in pair}
        rows = keyed(one["members"]) | decisive | {("person", person) for person in named}
        pointed_at = people_of(rows)
        found.append(
            Planted(
                id=str(one["id"]),
                recipe=str(one["recipe"]),
                people=frozenset(named).union(*(pointed_at.get(row, frozenset()) for row in rows)),
                rows=rows,
                decisive=decisive,
                operations=operations,
                form=one.get("form", ""),
                loosened=tuple(one.get("loosened", ())),
                structure=one.get("structure", {}),
                clearing_paper=one.get("clearing_paper"),
                paper_exists=one.get("paper_exists"),
            )
        )
    return found


def _operation(file: Mapping[str, Any], key_of: Callable[[str, str], str]) -> Operation:
    donor, recipient, on = file.get("donor"), file.get("recipient"), file.get("operation_on")
    return Operation(
        key_of("person", donor) if donor else None,
        key_of("person", recipient) if recipient else None,
        dt.date.fromisoformat(on) if on else None,
    )
