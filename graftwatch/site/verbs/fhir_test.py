import json
from pathlib import Path

from typer.testing import CliRunner

from graftwatch.site.verbs.fhir import fhir

SAMPLE = Path(__file__).resolve().parents[2] / "wire" / "fhir" / "sample" / "bulk"


def test_a_folder_of_fhir_files_becomes_a_folder_of_tables_and_an_account(tmp_path):
    files = ["--quarantine", str(tmp_path / "q.csv"), "--account", str(tmp_path / "account.json")]
    said = CliRunner().invoke(fhir, ["convert", str(SAMPLE), str(tmp_path / "out"), *files])
    assert said.exit_code == 0, said.output
    assert "60 resources read from 17 FHIR files; 37 accepted." in said.output
    assert "Patient: birthDate is a date that does not exist (Patient.ndjson, line 5)" in said.output
    assert "Oren" not in said.output
    assert (tmp_path / "out" / "transplant.parquet").exists()
    assert json.loads((tmp_path / "account.json").read_text("utf-8"))["n_read"] == 60
    assert (tmp_path / "q.csv").exists()


def test_the_reference_page_is_written_where_asked(tmp_path):
    said = CliRunner().invoke(fhir, ["table", str(tmp_path / "reference" / "fhir.md")])
    assert said.exit_code == 0, said.output
    assert "### EpisodeOfCare" in (tmp_path / "reference" / "fhir.md").read_text("utf-8")
