"""What ordinary files here answer: the files of each kind, their strata, and how many say yes with at least a size."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import inf

import ibis

from graftwatch import engines
from graftwatch.leads.rows import pair_key
from graftwatch.leads.weight import Seen, share_seen
from graftwatch.tables import CodeList

ALL = "all files"
FEW_SPEAK = 0.1
"""A language that fewer of the donors here speak best is one that few speak: its speakers need an interpreter."""
WITH_INTERPRETER = frozenset({"donors whose language few here speak"})


@dataclass(frozen=True)
class Population:
    """All files of one kind: the stratum of each, and the wider groups across strata that some belong to."""

    stratum_of: Mapping[str, str]
    wider: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sizes: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, stratum_of: Mapping[str, str], wider: Mapping[str, frozenset[str]] | None = None) -> Population:
        wider = {file: groups for file, groups in (wider or {}).items() if file in stratum_of}
        sizes = Counter(stratum_of.values())
        for groups in wider.values():
            sizes.update(groups)
        return cls(stratum_of, wider, sizes)

    def __len__(self) -> int:
        return len(self.stratum_of)

    def groups_of(self, file: str) -> set[str]:
        return {self.stratum_of[file], *self.wider.get(file, ())} if file in self.stratum_of else set()


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
        """How often other files like these answer yes with at least `size`; `own` files are left out.

        Like these are those of their stratum, and those of each wider group that half of them belong to. Where they
        answer yes at different rates the highest is given: what is usual among some of them weighs little.
        """
        like = [self._stratum(own), *self._wider(own)]
        return max((self._seen(group, own, size, reference) for group in like), key=lambda seen: seen.share)

    def _stratum(self, own: set[str]) -> str:
        here = Counter(self.population.stratum_of[file] for file in own if file in self.population.stratum_of)
        # by name where two are as many: a set's own order differs from one process to the next
        return max(here, key=lambda name: (here[name], name)) if here else ALL

    def _wider(self, own: set[str]) -> list[str]:
        here = Counter(group for file in own for group in self.population.wider.get(file, ()))
        return sorted(group for group, n in here.items() if 2 * n >= len(own))

    def _seen(self, group: str, own: set[str], size: float, reference: float) -> Seen:
        known = [file for file in own if file in self.population.stratum_of]
        mine = [file for file in known if self.largest.get(file, -inf) >= size]
        here = {file for file in known if group == ALL or group in self.population.groups_of(file)}
        return share_seen(
            max(self._n_at_least(ALL, size) - len(mine), 0),
            len(self.population) - len(known),
            max(self._n_at_least(group, size) - len(here.intersection(mine)), 0),
            (len(self.population) if group == ALL else self.population.sizes[group]) - len(here),
            reference=reference,
            stratum=group,
        )

    def _n_at_least(self, group: str, size: float) -> int:
        if not self._sorted:
            for file, largest in self.largest.items():
                for name in {ALL, *self.population.groups_of(file)}:
                    self._sorted.setdefault(name, []).append(largest)
            for sizes in self._sorted.values():
                sizes.sort()
        sizes = self._sorted.get(group, [])
        return len(sizes) - bisect_left(sizes, size)


def populations(tables: Mapping[str, ibis.Table], relationship: CodeList) -> dict[str, Population]:
    """The files of each kind in a snapshot: pairs, recipients, accounts, facilities, places.

    Pairs are strata of organ, class of the relationship claimed, residence at listing and kind of centre; recipients
    the same without the relationship; accounts by kind of holder. Across the strata, files of donors whose language few
    here speak are a group of their own: shelters, interpreters and short interviews are common among them.
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
    foreign = _of_few_speakers(pairs, _map(tables, "person", "id", "language"))
    return {
        "pair": Population.of(pairs, dict.fromkeys(foreign, WITH_INTERPRETER)),
        "recipient": Population.of(recipients, {pair.split(":")[1]: WITH_INTERPRETER for pair in foreign}),
        "person": Population.of({key: ALL for (key,) in _rows(tables, "person", "id")}),
        "account": Population.of(accounts),
        "facility": Population.of({key: kind or ALL for key, kind in _rows(tables, "facility", "id", "kind")}),
        "place": Population.of({code: ALL for (code,) in _rows(tables, "municipality", "code")}),
    }


def _of_few_speakers(pairs: Iterable[str], spoken: Mapping[str, str]) -> list[str]:
    """The pairs whose donor speaks best what fewer than `FEW_SPEAK` of the donors here do."""
    language = {pair: spoken[donor] for pair in pairs if spoken.get(donor := pair.split(":")[0])}
    n = Counter(language.values())
    return [pair for pair, name in language.items() if n[name] < FEW_SPEAK * len(language)]


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
    arrow = engines.rows_of(tables[name], columns)
    return list(zip(*(arrow[column].to_pylist() for column in columns), strict=True))


def _map(tables: Mapping[str, ibis.Table], name: str, key: str, value: str) -> dict[str, str]:
    return dict(_rows(tables, name, key, value))  # type: ignore[arg-type]
