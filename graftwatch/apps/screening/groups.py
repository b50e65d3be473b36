"""Which groups of donors the leads of a run fall on more often than on others, counted for the manifest.

Over the leads that everybody who reads the run may see, within the hours that reviewers have. Groups are those that the
records hold anyway; to belong to one is a sign in no question, and a group that is not written down is not guessed.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import ibis

from graftwatch import codes
from graftwatch.apps.screening.harm import rounded
from graftwatch.leads import Lead
from graftwatch.leads.pairs import pairs_named
from graftwatch.leads.rows import CitedRow, Files, Key
from graftwatch.measures.disclosure import UNDER, whole_percent
from graftwatch.measures.groups_asked_more import MARGIN, Compared, Group, groups_asked_more, times_as_often

OF_THE_DONOR = ("sex", "residency", "language")
NOT_SAID = ("", "unknown", "not_asked", "refused", "not_applicable")
TIES = ("blood", "legal", "stranger", "programme")
"""Groups of the list of relationships, wide enough to be compared; each relationship is in one of them at most."""
AGES = ((30, "18-29"), (45, "30-44"), (60, "45-59"), (200, "60+"))

Groups = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Asked:
    """The pairs that stand on a lead, and by question those in whose leads it speaks."""

    pairs: frozenset[str]
    by_code: Mapping[str, frozenset[str]]


def groups_asked(
    leads: Iterable[Lead],
    pairs: Iterable[str],
    tables: Mapping[str, ibis.Table],
    who: Files,
    cited: Mapping[Key, CitedRow],
) -> list[dict[str, Any]]:
    """For the manifest: every group beside the largest of its kind; of small numbers neither share nor ratio."""
    asked = _asked(leads, who, cited)
    groups = groups_of(pairs, tables)
    every = [
        Group(by, value, len(own), len(asked.pairs.intersection(own)))
        for by, of in groups.items()
        for value, own in sorted(_by_value(of).items())
    ]
    return [_told(each, groups[each.group.by], asked) for each in groups_asked_more(every)]


def _asked(leads: Iterable[Lead], who: Files, cited: Mapping[Key, CitedRow]) -> Asked:
    pairs: set[str] = set()
    by_code: dict[str, set[str]] = {}
    for lead in leads:
        rows = {row for each in lead.counted for row in each.finding.rows}
        named = pairs_named(lead.kind, lead.anchor, rows, who, cited)
        pairs |= named
        for code in {each.finding.code for each in lead.counted}:
            by_code.setdefault(code, set()).update(named)
    return Asked(frozenset(pairs), {code: frozenset(own) for code, own in by_code.items()})


def groups_of(pairs: Iterable[str], tables: Mapping[str, ibis.Table]) -> Groups:
    """By what pairs are grouped: the group of each pair whose file or donor says it."""
    people = {row["id"]: row for row in _rows(tables, "person", ("id", *OF_THE_DONOR, "birth_date"))}
    files = {
        f"{row['donor']}:{row['recipient']}": row
        for row in _rows(tables, "living_donor_assessment", ("donor", "recipient", "relationship", "opened_on"))
    }
    tie_of = {relationship: tie for tie in TIES for relationship in codes.RELATIONSHIP.in_group(tie)}
    found: dict[str, dict[str, str]] = {by: {} for by in (*OF_THE_DONOR, "age", "tie")}
    for pair in sorted(pairs):
        donor, file = people.get(pair.split(":")[0], {}), files.get(pair, {})
        said = {by: donor.get(by) for by in OF_THE_DONOR}
        said |= {"age": _age(donor.get("birth_date"), file.get("opened_on"))}
        said |= {"tie": tie_of.get(file.get("relationship") or "")}
        for by, value in said.items():
            if value and value not in NOT_SAID:
                found[by][pair] = value
    return found


def _rows(tables: Mapping[str, ibis.Table], name: str, columns: Iterable[str]) -> list[dict[str, Any]]:
    """Of these columns those that the snapshot has."""
    if name not in tables:
        return []
    there = [column for column in columns if column in tables[name].columns]
    rows: list[dict[str, Any]] = tables[name].select(*there).to_pyarrow().to_pylist()
    return rows


def _age(born: dt.date | None, opened: dt.date | None) -> str:
    """The band of the donor's age in the year in which the file was opened."""
    if born is None or opened is None:
        return ""
    return next(band for under, band in AGES if opened.year - born.year < under)


def _by_value(group_of: Mapping[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for pair, value in group_of.items():
        found.setdefault(value, set()).add(pair)
    return found


def _told(found: Compared, group_of: Mapping[str, str], asked: Asked) -> dict[str, Any]:
    both = (found.group, found.largest)
    can_be_told = all(each.n_asked >= UNDER for each in both)
    return {
        "by": found.group.by,
        "value": found.group.value,
        "largest": found.largest.value,
        "share": whole_percent(found.group.n_asked, found.group.n_files),
        "share_of_largest": whole_percent(found.largest.n_asked, found.largest.n_files),
        "ratio": round(found.ratio, 1) if can_be_told else None,
        "p": rounded(found.p) if can_be_told else None,
        "asks": found.asks,
        "spoken_by": _spoken_by(found, group_of, asked) if found.asks else [],
    }


def _spoken_by(found: Compared, group_of: Mapping[str, str], asked: Asked) -> list[str]:
    """The questions that speak in this group's leads more often than in the others', where that is no small number."""
    told = []
    for code, pairs in sorted(asked.by_code.items()):
        n = Counter(group_of[pair] for pair in pairs if pair in group_of)
        if n[found.group.value] >= UNDER and times_as_often(n, found.group, found.largest) >= MARGIN:
            told.append(code)
    return told
