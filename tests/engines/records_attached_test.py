"""What DuckDB reads of an SQLite file leaves the locks of this process alone."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from graftwatch import engines

ANOTHER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("INSERT INTO said VALUES (2)")
connection.commit()
connection.close()
"""


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "records.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE said (number INTEGER)")
        connection.execute("INSERT INTO said VALUES (1)")
        connection.commit()
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}


def test_a_connection_of_this_process_still_writes_where_others_read(database):
    path = database["NAME"]
    with closing(sqlite3.connect(path)) as ours:
        assert ours.execute("SELECT count(*) FROM said").fetchone() == (1,)
        duck = engines.connect_duckdb(threads=1).con
        with engines.records_attached(duck, database):
            assert duck.execute("SELECT number FROM records.main.said").fetchall() == [(1,)]
        duck.close()
        # whoever believes to be the last one to leave deletes the journal
        subprocess.run([sys.executable, "-c", ANOTHER, path], check=True)
        ours.execute("INSERT INTO said VALUES (3)")
        ours.commit()
        with closing(sqlite3.connect(path)) as reader:
            assert reader.execute("SELECT number FROM said ORDER BY number").fetchall() == [(1,), (2,), (3,)]


def test_what_is_attached_is_gone_at_the_end_of_the_block_and_so_is_its_copy(database, tmp_path):
    duck = engines.connect_duckdb(threads=1).con
    with engines.records_attached(duck, database):
        assert len(list(tmp_path.glob("read-*"))) == 1
    assert duck.execute("SELECT count(*) FROM duckdb_databases() WHERE database_name = 'records'").fetchone() == (0,)
    assert list(tmp_path.glob("read-*")) == []
