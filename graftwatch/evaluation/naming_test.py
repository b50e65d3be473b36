"""Whom a row points at: itself, directly, or through the file it lies in; and the folder read as it was written."""

import datetime as dt

import pytest

from graftwatch import engines
from graftwatch.evaluation.naming import Naming
from graftwatch.evaluation.reading import FolderSource
from graftwatch.evaluation.replay import Replay
from graftwatch.testing import schema

DRAWN = {
    "person": "id,recorded_at,sex,birth_date\n1,,female,1980-02-01\n2,,male,1980-02-31\n3,,male,\n",
    "living_donor_assessment": "id,recorded_at,donor,recipient\na1,,2,1\n",
    "contact_point": "id,recorded_at,assessment,person\nc1,,a1,\nc2,2025-01-01,,3\nc2,2025-02-01,,1\n",
    "waiting_list_entry": "id,recorded_at,person\ne1,,3\n",
    "waiting_list_event": "id,recorded_at,entry\nv1,,e1\n",
    "theatre_count": "id,recorded_at,facility\nt1,,f1\n",
}


@pytest.fixture
def replay(tmp_path):
    """A folder of drawn tables, held in the engine. Columns that a file lacks are filled in, empty."""
    for name, text in DRAWN.items():
        heading, *lines = text.strip().splitlines()
        missing = [column.name for column in schema()[name].columns if column.name not in heading.split(",")]
        wide = [heading + "".join(f",{each}" for each in missing), *(line + "," * len(missing) for line in lines)]
        (tmp_path / f"{name}.csv").write_text("\n".join(wide) + "\n", "utf-8")
    reads = {name: {column.name for column in schema()[name].columns if column.leaves} for name in DRAWN}
    return Replay(engines.connect_duckdb(threads=1), FolderSource(tmp_path), schema(), reads, b"key")


@pytest.fixture
def people(replay):
    naming = Naming(replay.engine.con, schema(), frozenset(replay.shown))
    return lambda table, number: set(naming.people_of([(table, number)])[table, number])


def test_a_file_names_its_donor_and_its_recipient(people):
    assert people("living_donor_assessment", "a1") == {"1", "2"}


def test_a_row_in_a_file_names_the_files_people(people):
    assert people("contact_point", "c1") == {"1", "2"}
    assert people("waiting_list_event", "v1") == {"3"}


def test_two_versions_of_a_row_name_the_people_of_both(people):
    assert people("contact_point", "c2") == {"1", "3"}


def test_a_persons_row_names_the_person(people):
    assert people("person", "2") == {"2"}


def test_a_row_about_nobody_names_nobody(people):
    assert people("theatre_count", "t1") == set()


def test_a_cell_that_is_no_day_is_empty_and_its_row_stays(replay):
    replay.go_to(dt.date(2026, 1, 1))
    rows = replay.engine.con.execute("SELECT id, birth_date FROM person ORDER BY id").fetchall()
    assert rows == [("1", dt.date(1980, 2, 1)), ("2", None), ("3", None)]
