"""What ordinary files here answer: the files of each kind, their strata, and how many say yes with at least a size."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import ibis

from graftwatch.leads.rows import pair_key
from graftwatch.leads.weight import Seen, share_seen
from graftwatch.tables import CodeList

ALL = "all files"


@dataclass(frozen=True)
class Population:
    """All files of one kind with the stratum of each."""

    stratum_of: Mapping[str, str]
    sizes: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, stratum_of: Mapping[str, str]) -> Population:
        return cls(stratum_of, Counter(stratum_of.values()))

    def __len__(self) -> int:
        return len(self.stratum_of)


@dataclass
class Answers:
    """The files that answered one question yes, each with the largest size it gave."""

    population: Population
    largest: dict[str, float] = field(default_factory=dict)
    _sorted: dict[str, list[float]] = field(default_factory=dict)

    def add(self, file: str, size: float) -> None:
        if file in self.population.stratum_of:
            self.largest[file] = max(size, self.largest.get(file, size))

    def seen(self, own: set[str], size: float, *, reference: float) -> Seen:
        """How often other files of the same stratum answer yes with at least `size`; `own` files are left out."""
        here = Counter(self.population.stratum_of[file] for file in own if file in self.population.stratum_of)
        # by name where two are as many: a set's own order differs from one process to the next
        stratum = max(here, key=lambda name: (here[name], name)) if here else ALL
        mine = [file for file in own if file in self.largest and self.largest[file] >= size]
        mine_here = [file for file in mine if self.population.stratum_of[file] == stratum]
        return share_seen(
            max(self._n_at_least(ALL, size) - len(mine), 0),
            max(len(self.population) - sum(here.values()), 0),
            max(self._n_at_least(stratum, size) - len(mine_here), 0),
            max(self.population.sizes[stratum] - here[stratum], 0) if stratum != ALL else len(self.population),
            reference=reference,
            stratum=stratum,
        )

    def _n_at_least(self, stratum: str, size: float) -> int:
        if not self._sorted:
            for file, largest in self.largest.items():
                self._sorted.setdefault(self.population.stratum_of[file], []).append(largest)
                if self.population.stratum_of[file] != ALL:
                    self._sorted.setdefault(ALL, []).append(largest)
            for sizes in self._sorted.values():
                sizes.sort()
        sizes = self._sorted.get(stratum, [])
        return len(sizes) - bisect_left(sizes, size)


def populations(tables: Mapping[str, ibis.Table], relationship: CodeList) -> dict[str, Population]:
    """The files of each kind in a snapshot: pairs, recipients, accounts, facilities, places.

    Pairs are strata of organ, class of the relationship claimed, residence at listing and kind of centre; recipients
    the same without the relationship; accounts by kind of holder.
    """
    owners = _map(tables, "facility", "id", "ownership")
    residency = _map(tables, "person", "id", "residency") | _map(
        tables, "waiting_list_entry", "person", "residency_at_listing"
    )
    pairs, recipients = {}, {}
    for name, columns in (
        ("transplant", ("donor", "recipient", "organ_kind", "relationship", "facility")),
        ("living_donor_assessment", ("donor", "recipient", "organ", "relationship", "facility")),
    ):
        for donor, recipient, organ, claimed, facility in _rows(tables, name, *columns):
            if recipient:
                base = _stratum(organ, residency.get(recipient), owners.get(facility))
                recipients[recipient] = base
                if donor:
                    pairs[pair_key(donor, recipient)] = f"{base}, {_class_of(relationship, claimed)}"
    for person, organ, facility, resides in _rows(
        tables, "waiting_list_entry", "person", "organ", "facility", "residency_at_listing"
    ):
        if person:
            recipients[person] = (
                f"{organ}, {resides or 'residence unknown'}, {owners.get(facility) or 'centre unknown'}"
            )
    accounts = {key: kind or "holder unknown" for key, kind in _rows(tables, "account", "id", "holder_kind")}
    return {
        "pair": Population.of(pairs),
        "recipient": Population.of(recipients),
        "person": Population.of({key: ALL for (key,) in _rows(tables, "person", "id")}),
        "account": Population.of(accounts),
        "facility": Population.of({key: kind or ALL for key, kind in _rows(tables, "facility", "id", "kind")}),
        "place": Population.of({code: ALL for (code,) in _rows(tables, "municipality", "code")}),
    }


def _stratum(organ: str | None, resides: str | None, owner: str | None) -> str:
    return f"{organ or 'organ unknown'}, {resides or 'residence unknown'}, {owner or 'centre unknown'}"


def _class_of(relationship: CodeList, claimed: str | None) -> str:
    for group, words in (("close_kin", "close kin"), ("wider_kin", "wider kin"), ("programme", "programme")):
        if claimed in relationship.in_group(group):
            return words
    return "no kinship claimed"


def _rows(tables: Mapping[str, ibis.Table], name: str, *columns: str) -> list[tuple[str, ...]]:
    if name not in tables:
        return []
    arrow = tables[name].select(*columns).to_pyarrow()
    return list(zip(*(arrow[column].to_pylist() for column in columns), strict=True))


def _map(tables: Mapping[str, ibis.Table], name: str, key: str, value: str) -> dict[str, str]:
    return dict(_rows(tables, name, key, value))  # type: ignore[arg-type]
