"""How many telephones, addresses, accounts or paper numbers of a pair's file stand in a stranger's file as well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graftwatch.evaluation.hits import Claim, Row
from graftwatch.evaluation.rivals.moment import Moment
from graftwatch.tables import Table

AN_OFFICES_OWN = 40
"""What stands in more files than this is the number of a ward or a notary, not of somebody behind strangers."""

MOST_ROWS = 400
"""The same of rows of one table, before files are looked up; a number that stands once in it is shared with nobody."""


def shared_identifiers(moment: Moment) -> list[Claim]:
    """Pairs by how many of their identifiers are shared with an unrelated pair: one that has nobody in common."""
    ordered = sorted(_shared(moment).items(), key=lambda each: (-len(each[1]), each[0]))
    return [
        Claim(
            key=f"pair:{pair}",
            weight=float(len(by_identifier)),
            reasons=frozenset((identifier, pair) for identifier in by_identifier),
            rows=frozenset().union(*by_identifier.values()),
            named=frozenset(pair.split(":")),
            pairs=frozenset({pair}),
        )
        for pair, by_identifier in ordered
    ]


def numbers_shared(moment: Moment) -> dict[str, int]:
    """By pair, how many of its identifiers are shared: for rivals that count."""
    return {pair: len(by_identifier) for pair, by_identifier in _shared(moment).items()}


def _shared(moment: Moment) -> dict[str, dict[str, set[Row]]]:
    """By pair and identifier, the rows in which it stands, in this file and in those of strangers."""
    found: dict[str, dict[str, set[Row]]] | None = moment.worked_out.get("shared")
    if found is None:
        shared: dict[str, dict[str, set[Row]]] = defaultdict(dict)
        for identifier, rows_of in _holders(moment).items():
            for pair, own in rows_of.items():
                mine = set(moment.pairs[pair])
                others = [rows for other, rows in rows_of.items() if not mine & set(moment.pairs[other])]
                if others:
                    shared[pair][identifier] = own.union(*others)
        found = moment.worked_out["shared"] = shared
    return found


def _holders(moment: Moment) -> dict[str, dict[str, set[Row]]]:
    """By identifier, the pairs in whose files it stands, with the rows. What stands in many is an office's own."""
    pairs_of: dict[str, set[str]] = defaultdict(set)
    for pair, people in moment.pairs.items():
        for one in people:
            pairs_of[one].add(pair)
    found: dict[str, dict[str, set[Row]]] = defaultdict(lambda: defaultdict(set))
    for name in sorted(moment.tables):
        table = moment.schema[name]
        for column in _identifiers(table):
            for row, identifier, person, assessment in _values(moment, table, column):
                file = moment.who.pair_of_assessment.get(assessment or "")
                own = {file} if file else pairs_of.get(person or "", set())
                for each in own & moment.pairs.keys():
                    found[f"{column}:{identifier}"][each].add((name, row))
    return {identifier: rows for identifier, rows in found.items() if 1 < len(rows) <= AN_OFFICES_OWN}


def _identifiers(table: Table) -> Iterator[str]:
    """Columns that point at somebody, but for names, which many share."""
    if table.bulk:
        return
    for column in table.columns:
        if column.way_out == "token" and column.canonical != "name":
            yield column.name


def _values(moment: Moment, table: Table, column: str) -> list[tuple[str, str, str | None, str | None]]:
    people = [name for name, to in table.references.items() if to == "person"]
    person = "id" if table.name == "person" else (people[0] if people else "NULL")
    assessment = "assessment" if "assessment" in table.references else "NULL"
    if person == assessment == "NULL":
        return []
    return moment.connection.execute(
        f'SELECT id, "{column}", {person}, {assessment} FROM {table.name} WHERE "{column}" IN (SELECT "{column}"'
        f' FROM {table.name} WHERE "{column}" IS NOT NULL GROUP BY 1 HAVING count(*) BETWEEN 2 AND {MOST_ROWS})'
    ).fetchall()
