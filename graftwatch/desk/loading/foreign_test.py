"""A folder that holds FHIR files is staged like any other, and says what became of every resource."""

import datetime as dt
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from graftwatch.desk.loading import stage
from graftwatch.testing import schema
from graftwatch.wire import fhir

SAMPLE = Path(fhir.__file__).parent / "sample"


@pytest.fixture
def office(tmp_path):
    folder = tmp_path / "clinic"
    folder.mkdir()
    for path in SAMPLE.rglob("*.ndjson"):
        shutil.copy(path, folder)
    return folder


def staged(folder, out):
    return stage(folder, schema(), out, node_key=b"k" * 32, today=dt.date(2026, 6, 30))


def test_resources_become_staged_rows(office, tmp_path):
    account = staged(office, tmp_path / "out")
    assert account.tables["person"] > 0
    assert pq.read_table(tmp_path / "out" / "staged" / "person.parquet").num_rows == account.tables["person"]
    assert "resources read from" in "\n".join(account.sentences())


def test_a_table_beside_them_is_read_too_and_shares_their_numbering(office, tmp_path):
    (office / "facility.csv").write_text("id,name,kind\nF-1,Centre,clinic\n")
    assert staged(office, tmp_path / "out").tables["facility"] >= 1


def test_what_was_rejected_is_listed_and_shows_in_the_exit_code(office, tmp_path):
    (office / "more.ndjson").write_text('{"resourceType": "Patient", "id": "x", "birthDate": "1980-06-31"}\n')
    account = staged(office, tmp_path / "out")
    assert account.exit_code == 1
    assert "more.ndjson" in (tmp_path / "out" / "quarantine" / "fhir.csv").read_text()
    assert "1980" not in "\n".join(account.sentences())
