"""Columns are read as a snapshot holds them: by DuckDB's own words where nothing else was done to the table."""

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graftwatch import engines
from graftwatch.testing import schema

ROWS = {"id": ["b", "a", "c"], "person": ["p2", "p1", None], "organ": ["kidney", "kidney", None]}


@pytest.fixture
def entries(tmp_path):
    pq.write_table(pa.table(ROWS), tmp_path / "waiting_list_entry.parquet")
    return engines.read_snapshot(engines.connect_duckdb(), tmp_path, schema()["waiting_list_entry"])


def test_rows_come_with_the_types_that_a_question_sees_also_of_a_column_that_the_snapshot_has_not(entries):
    rows = engines.rows_of(entries, ["id", "listed_on"])
    assert rows.to_pydict() == {"id": ["b", "a", "c"], "listed_on": [None, None, None]}
    assert rows.schema.field("listed_on").type == pa.date32()


def test_only_rows_among_those_named(entries):
    assert engines.rows_of(entries, ["id"], among=("person", {"p1", "p9"})).to_pydict() == {"id": ["a"]}
    assert engines.rows_of(entries, ["id"], among=("person", [])).num_rows == 0


@pytest.mark.parametrize("among", [None, ("person", {"p1", "p2"})])
def test_a_table_to_which_something_was_done_gives_the_same(entries, among):
    done = entries.filter(ibis.literal(True))
    columns = ["id", "person", "listed_on"]
    lying, made = (engines.rows_of(table, columns, among=among) for table in (entries, done))
    assert lying.schema == made.schema
    assert lying.sort_by("id").equals(made.sort_by("id"))
