"""Whom a row points at: itself, directly, or through the file it lies in."""

import pytest

from benchmarks.evidence.naming import Naming
from graftwatch.testing import schema

KEY = b"a key of a test, and of nothing else"


@pytest.fixture
def naming(tmp_path):
    folder = tmp_path / "seed-1"
    folder.mkdir()
    drawn = {
        "person": "id,sex\n1,female\n2,male\n3,male\n",
        "living_donor_assessment": "id,donor,recipient\na1,2,1\n",
        "contact_point": "id,assessment,person\nc1,a1,\nc2,,3\nc2,,1\n",
        "waiting_list_entry": "id,person\ne1,3\n",
        "waiting_list_event": "id,entry\nv1,e1\n",
        "theatre_count": "id,facility\nt1,f1\n",
    }
    for name, text in drawn.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return Naming(folder, schema(), KEY)


def people(naming, table, number):
    row = (table, naming.key_of(table, number))
    found = naming.people_of([row]).get(row, frozenset())
    return {number for number in "123" if naming.key_of("person", number) in found}


def test_a_file_names_its_donor_and_its_recipient(naming):
    assert people(naming, "living_donor_assessment", "a1") == {"1", "2"}


def test_a_row_in_a_file_names_the_files_people(naming):
    assert people(naming, "contact_point", "c1") == {"1", "2"}
    assert people(naming, "waiting_list_event", "v1") == {"3"}


def test_two_versions_of_a_row_name_the_people_of_both(naming):
    assert people(naming, "contact_point", "c2") == {"1", "3"}


def test_a_persons_row_names_the_person(naming):
    assert people(naming, "person", "2") == {"2"}


def test_a_row_about_nobody_names_nobody(naming):
    assert people(naming, "theatre_count", "t1") == set()
