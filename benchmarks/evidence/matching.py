"""Which planted thing a lead has found: the rule by which detection is counted, on leads and truth as plain data.

A lead counts for a ring when it rests on a row of the ring's decisive link and at least half of the people it names
belong to the ring. It names whom its anchor, its subjects and its cited rows point at, the latter directly or through
the file they lie in. A lead that names nobody (a centre's counts) is held to its rows instead: half must be the ring's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Row = tuple[str, str]
"""A table and the key of one of its rows."""

PEOPLE = ("pair", "donor", "recipient", "person")
FIRST = 50

Fate = Literal[
    "raised", "raised later", "among others", "only for protection", "findings, no lead", "no finding on the link"
]


@dataclass(frozen=True)
class Planted:
    """A ring or a look-alike as row keys: its people, its rows, and among them the rows of its decisive link."""

    id: str
    recipe: str
    people: frozenset[str]
    rows: frozenset[Row]
    decisive: frozenset[Row]
    clearing_paper: bool | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one planted thing.

    `rank` is the place of the first lead that counts. `through` are the questions whose rows touch the decisive link,
    in that lead or, where none counts, anywhere in the run. `share` is that of its people among those the nearest
    lead names.
    """

    planted: Planted
    fate: Fate
    rank: int | None = None
    through: tuple[str, ...] = ()
    share: float | None = None

    @property
    def raised(self) -> bool:
        return self.fate == "raised"


def planted_of(
    truth: Mapping[str, Any],
    kind: str,
    key_of: Callable[[str, str], str],
    people_of: Callable[[Iterable[Row]], Mapping[Row, frozenset[str]]],
) -> list[Planted]:
    """The rings or look-alikes of a truth file. `key_of(table, source_id)` gives a row's key.

    Its people are those it names and those whom its rows point at, as `people_of` tells for any rows.
    """

    def keyed(rows: Mapping[str, Iterable[str]]) -> frozenset[Row]:
        return frozenset((table, key_of(table, number)) for table, numbers in rows.items() for number in numbers)

    def members_of(one: Mapping[str, Any]) -> frozenset[Row]:
        pairs = [number for pair in one.get("pairs", ()) for number in pair]
        return keyed(one["members"]) | keyed(one["decisive"]) | keyed({"person": pairs})

    members = [members_of(one) for one in truth[kind]]
    pointed_at = people_of(frozenset().union(*members))
    return [
        Planted(
            id=str(one["id"]),
            recipe=str(one["recipe"]),
            people=frozenset(key for table, key in rows if table == "person").union(
                *(pointed_at.get(row, frozenset()) for row in rows)
            ),
            rows=rows,
            decisive=keyed(one["decisive"]),
            clearing_paper=one.get("clearing_paper"),
        )
        for one, rows in zip(truth[kind], members, strict=True)
    ]


def rows_of(lead: Mapping[str, Any]) -> set[Row]:
    """Every row that a lead cites."""
    return {(row["table"], row["row"]) for finding in lead["findings"] for row in finding["rows"]}


def named_by(
    lead: Mapping[str, Any], about: Mapping[str, str], people_of: Mapping[Row, frozenset[str]]
) -> frozenset[str]:
    """The people a lead names. `about` says by question code what its subjects are."""
    named: set[str] = set()
    if lead["kind"] in PEOPLE:
        named |= set(lead["key"].split(":")[1:])
    for finding in lead["findings"]:
        if about[finding["code"]] in PEOPLE:
            named |= set(finding["subject"].split(":"))
    for row in rows_of(lead):
        named |= people_of.get(row, frozenset())
    return frozenset(named)


def outcome_of(
    planted: Planted,
    leads: Sequence[Mapping[str, Any]],
    protection: Sequence[Mapping[str, Any]],
    found_rows: Mapping[str, Iterable[Row]],
    about: Mapping[str, str],
    people_of: Mapping[Row, frozenset[str]],
    *,
    first: int = FIRST,
) -> Outcome:
    """What became of `planted`. `found_rows` gives by question code every row cited anywhere in the run."""
    touching = [(place, lead) for place, lead in enumerate(leads, start=1) if rows_of(lead) & planted.decisive]
    shares = {place: _share(planted, lead, named_by(lead, about, people_of)) for place, lead in touching}
    counting = [(place, lead) for place, lead in touching if shares[place] >= 0.5]
    if counting:
        place, lead = counting[0]
        through = tuple(sorted({f["code"] for f in lead["findings"] if _touches(f, planted)}))
        return Outcome(planted, "raised" if place <= first else "raised later", place, through, shares[place])
    anywhere = tuple(sorted(code for code, rows in found_rows.items() if planted.decisive.intersection(rows)))
    if touching:
        place = touching[0][0]
        return Outcome(planted, "among others", place, anywhere, shares[place])
    if any(rows_of(lead) & planted.decisive for lead in protection):
        return Outcome(planted, "only for protection", None, anywhere)
    return Outcome(planted, "findings, no lead" if anywhere else "no finding on the link", None, anywhere)


def _touches(finding: Mapping[str, Any], planted: Planted) -> bool:
    return any((row["table"], row["row"]) in planted.decisive for row in finding["rows"])


def _share(planted: Planted, lead: Mapping[str, Any], named: frozenset[str]) -> float:
    if named:
        return len(named & planted.people) / len(named)
    rows = rows_of(lead)
    return len(rows & planted.rows) / len(rows) if rows else 0.0
