# ruff: noqa: S608 - queries are built from the schema's own names; values are bound or staged
"""Pass two: which version of a resource holds, what its references mean, and the tables as our template has them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from graftwatch.tables import Schema, Table
from graftwatch.wire.fhir.account import Example, Tally
from graftwatch.wire.fhir.mapping import mappings
from graftwatch.wire.fhir.quarantine import Quarantine

_PREPARE = """
CREATE TABLE resources AS
  SELECT *, coalesce(updated, TIMESTAMP '0001-01-01') AS moment
  FROM read_parquet('{stage}/_resources.parquet');
CREATE TABLE latest AS SELECT key, max(moment) AS moment FROM resources GROUP BY key;
CREATE TABLE top AS
  SELECT key, count(DISTINCT digest) AS n_contents, min(ordinal) AS ordinal,
    count(DISTINCT digest) > 1 AND bool_or(no_place IS NULL) AS in_conflict
  FROM resources JOIN latest USING (key, moment) GROUP BY key;
CREATE TABLE winner AS
  SELECT r.ordinal, key, type, updated, no_place, file, line
  FROM resources AS r JOIN latest USING (key, moment) JOIN top USING (key)
  WHERE NOT in_conflict AND (r.ordinal = top.ordinal OR n_contents > 1);
CREATE TABLE names AS
  SELECT alias, min(key) AS key FROM read_parquet('{stage}/_names.parquet') SEMI JOIN winner USING (ordinal)
  GROUP BY alias HAVING count(DISTINCT key) = 1;
CREATE TABLE links AS
  SELECT anchor, gives, min(value) AS value, max(updated) AS updated
  FROM (
    SELECT coalesce(a.key, l.anchor) AS anchor, l.gives, coalesce(v.key, l.value) AS value, w.updated
    FROM read_parquet('{stage}/_links.parquet') AS l
    JOIN winner AS w USING (ordinal)
    LEFT JOIN names AS a ON a.alias = l.anchor
    LEFT JOIN names AS v ON v.alias = l.value
  ) GROUP BY anchor, gives HAVING count(DISTINCT value) = 1;
CREATE TABLE granted AS
  SELECT in_table, row_id, in_column, arg_min(value, position) AS value, max(updated) AS updated
  FROM (
    SELECT w.in_table, w.row_id, w.in_column, w.position, l.value, l.updated
    FROM read_parquet('{stage}/_wishes.parquet') AS w
    SEMI JOIN winner USING (ordinal)
    LEFT JOIN names AS n ON n.alias = w.reference
    JOIN links AS l ON l.anchor = coalesce(n.key, w.reference) AND l.gives = w.gives
  ) GROUP BY in_table, row_id, in_column;
CREATE TABLE lost (ordinal BIGINT, in_table VARCHAR, id VARCHAR, type VARCHAR, reason VARCHAR);
CREATE TABLE stayed AS SELECT DISTINCT ordinal FROM read_parquet('{stage}/_links.parquet');
"""


_GONE = """
CREATE TABLE gone AS SELECT ordinal, min(reason) AS reason FROM lost ANTI JOIN stayed USING (ordinal) GROUP BY ordinal
"""


def _main_lost() -> str:
    """Rows made beside another (`with` in the mapping) go with it, and with them the rest of the resource."""
    beside = {(one.type, row.beside) for one in mappings().values() for row in one.rows if row.beside}
    main = " OR ".join(f"(type = '{name}' AND in_table = '{table}')" for name, table in sorted(beside))
    return f"CREATE TABLE main_lost AS SELECT DISTINCT ordinal FROM lost WHERE {main}"


@dataclass
class Settled:
    """What pass two found."""

    accepted: dict[str, int]
    rows: dict[str, int]
    n_repeated: int
    n_superseded: int
    n_open_references: int


class Settling:
    """One connection over the stage of one conversion, writing into `out`."""

    def __init__(self, stage: Path, out: Path, schema: Schema, *, memory_gib: float) -> None:
        self.stage, self.out, self.schema = stage, out, schema
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": f"{memory_gib}GiB",
            "temp_directory": str(stage / "spill"),
            "threads": 2,
        }
        self.engine = duckdb.connect(str(stage / "settling.duckdb"), config=settings)

    def settle(self, tables: list[str], without_place: Tally, conflicts: Tally, quarantine: Quarantine) -> Settled:
        """Write every table and tell what became of the resources; adds to the two tallies and the quarantine."""
        self.engine.execute(_PREPARE.format(stage=str(self.stage).replace("'", "''")))
        for name in tables:
            self._make(self.schema[name])
        self.engine.execute(_main_lost())
        n_rows = {name: self._write(self.schema[name]) for name in tables}
        self.engine.execute(_GONE)
        n_open = sum(self._count_open(self.schema[name], n_rows) for name in n_rows)
        self._tell_without_place(without_place)
        self._tell_conflicts(conflicts, quarantine)
        accepted = self._all(
            "SELECT type, count(*) FROM winner ANTI JOIN gone USING (ordinal) WHERE no_place IS NULL "
            "GROUP BY type ORDER BY type"
        )
        settled = Settled(
            {str(name): int(str(n)) for name, n in accepted},
            {name: n for name, n in n_rows.items() if n},
            self._one(
                "SELECT count(*) FROM resources AS r JOIN latest USING (key, moment) JOIN top USING (key) "
                "WHERE n_contents = 1 AND r.ordinal <> top.ordinal"
            ),
            self._one("SELECT count(*) FROM resources AS r JOIN latest USING (key) WHERE r.moment < latest.moment"),
            n_open,
        )
        self.engine.close()  # Windows does not remove a folder with an open file in it
        return settled

    def _all(self, query: str) -> list[tuple[object, ...]]:
        return self.engine.execute(query).fetchall()

    def _one(self, query: str) -> int:
        found = self.engine.execute(query).fetchone()
        return int(found[0]) if found else 0

    def _make(self, table: Table) -> None:
        """One table with references settled and wishes granted, and a list of its rows that lack what they need."""
        asked = f"SELECT DISTINCT in_column FROM granted WHERE in_table = '{table.name}'"
        granted = {str(name) for (name,) in self._all(asked)}
        self.engine.execute(f"CREATE TABLE made_{table.name} AS {self._query(table, granted)}")
        for types, column in self._needed(table):
            reason = f"neither it nor what it points at says {table.name}.{column} ({table[column].meaning})"
            of_type = " OR ".join(f"type = '{one}'" for one in types) or "true"
            self.engine.execute(
                f"INSERT INTO lost SELECT ordinal, '{table.name}', id, type, ? FROM made_{table.name} "
                f"WHERE {column} IS NULL AND ({of_type})",
                [reason],
            )

    def _needed(self, table: Table) -> list[tuple[list[str], str]]:
        """Columns without which a row is none: for all types those of the model, for one those of its mapping."""
        needed: list[tuple[list[str], str]] = [([], column.name) for column in table.columns if column.required]
        for mapping in mappings().values():
            needed += [([mapping.type], name) for row in mapping.rows if row.table == table.name for name in row.needs]
        return needed

    def _write(self, table: Table) -> int:
        """Write what is whole of one table; tells how many rows that is."""
        name = table.name
        kept = (
            f"FROM made_{name} ANTI JOIN (SELECT id FROM lost WHERE in_table = '{name}') USING (id) "
            "ANTI JOIN main_lost USING (ordinal)"
        )
        self.engine.execute(f"INSERT INTO stayed SELECT ordinal {kept}")
        n = self._one(f"SELECT count(*) {kept}")
        if n:
            columns = ", ".join(["id", "recorded_at", *(column.name for column in table.columns)])
            target = str(self.out / f"{name}.parquet").replace("'", "''")
            self.engine.execute(f"COPY (SELECT {columns} {kept} ORDER BY ordinal, id) TO '{target}' (FORMAT parquet)")
        return n

    def _query(self, table: Table, granted: set[str]) -> str:
        cells, joins, moments = ["r.ordinal", "w.type", "r.id"], [], ["w.updated"]
        for column in table.columns:
            name, raw = column.name, f"r.{column.name}"
            if name in granted:
                joins.append(
                    f"LEFT JOIN granted AS g_{name} ON g_{name}.in_table = '{table.name}' "
                    f"AND g_{name}.in_column = '{name}' AND g_{name}.row_id = r.id"
                )
                raw = f"coalesce({raw}, CAST(g_{name}.value AS {_SQL_TYPES[column.kind]}))"
                moments.append(f"CASE WHEN r.{name} IS NULL THEN g_{name}.updated END")
            if column.refers_to:
                joins.append(f"LEFT JOIN names AS n_{name} ON n_{name}.alias = {raw}")
                joins.append(
                    f"LEFT JOIN links AS l_{name} ON l_{name}.gives = '{column.refers_to}' "
                    f"AND l_{name}.anchor = coalesce(n_{name}.key, {raw})"
                )
                raw = _fitting(f"coalesce(l_{name}.value, n_{name}.key, {raw})", column.refers_to)
            cells.append(f"{raw} AS {name}")
        cells.insert(3, f"greatest({', '.join(moments)}) AS recorded_at")
        staged = str(self.stage / f"{table.name}.parquet").replace("'", "''")
        return (
            f"SELECT {', '.join(cells)} FROM read_parquet('{staged}') AS r JOIN winner AS w USING (ordinal) "
            + " ".join(joins)
        )

    def _count_open(self, table: Table, rows: dict[str, int]) -> int:
        """How many references point at a row that this conversion did not bring."""
        if not rows[table.name]:
            return 0
        file = str(self.out / f"{table.name}.parquet").replace("'", "''")
        n = 0
        for name, to in table.references.items():
            there = str(self.out / f"{to}.parquet").replace("'", "''")
            known = f"AND {name} NOT IN (SELECT id FROM read_parquet('{there}'))" if rows.get(to) else ""
            n += self._one(f"SELECT count(*) FROM read_parquet('{file}') WHERE {name} IS NOT NULL {known}")
        return n

    def _tell_without_place(self, tally: Tally) -> None:
        for reasons, where in (
            ("winner.no_place", "winner WHERE no_place IS NOT NULL"),
            ("gone.reason", "winner JOIN gone USING (ordinal) WHERE no_place IS NULL"),
        ):
            self._tell(tally, reasons, where)

    def _tell_conflicts(self, tally: Tally, quarantine: Quarantine) -> None:
        contested = (
            "(SELECT r.* FROM resources AS r JOIN latest USING (key, moment) JOIN top USING (key) WHERE in_conflict)"
        )
        self._tell(tally, f"'{_IN_CONFLICT}'", contested)
        listed = self.engine.execute(f"SELECT file, line, type, key FROM {contested} ORDER BY ordinal")
        while row := listed.fetchone():
            file, line, type_name, key = row
            quarantine.add(Example(str(file), int(line), str(type_name), str(key).partition("/")[2]), _IN_CONFLICT)

    def _tell(self, tally: Tally, reason: str, where: str) -> None:
        told = self._all(
            f"SELECT type, {reason} AS reason, count(*), arg_min(file, ordinal), arg_min(line, ordinal), "
            f"arg_min(key, ordinal) FROM {where} GROUP BY ALL ORDER BY ALL"
        )
        for type_name, why, n, file, line, key in told:
            example = Example(str(file), int(str(line)), str(type_name), str(key).partition("/")[2])
            tally.add(str(type_name), str(why), example, int(str(n)))


_IN_CONFLICT = "bears the same number and moment as another with different content; neither is taken"
_SQL_TYPES = {
    "reference": "VARCHAR",
    "code": "VARCHAR",
    "text": "VARCHAR",
    "date": "DATE",
    "instant": "TIMESTAMP",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "money": "BIGINT",
}


def _fitting(value: str, table: str) -> str:
    """The reference where it can be a row of that table; an identifier that nobody answers to is made unreadable."""
    types = ", ".join(f"'{one.type}'" for one in mappings().values() if table in one.stands_for)
    if not types:
        return "NULL"
    return (
        f"CASE WHEN {value} LIKE 'urn:%' THEN {value} "
        f"WHEN regexp_extract({value}, '^[A-Za-z]+') NOT IN ({types}) AND {value} NOT LIKE '%#%' THEN NULL "
        f"WHEN {value} LIKE '%?%' THEN split_part({value}, '?', 1) || '?' || left(sha256({value}), 16) "
        f"ELSE {value} END"
    )
