"""The templates that are handed out are what the loader reads without a mapping."""

import csv
import datetime as dt

import pyarrow.parquet as pq

from graftwatch.desk.loading import stage
from graftwatch.desk.loading.template import write_templates
from graftwatch.records.schema import schema


def test_every_table_has_a_template_and_every_column_its_line_in_the_guide(tmp_path):
    guide, *tables = write_templates(tmp_path, schema())
    assert {path.stem for path in tables} == {table.name for table in schema()}
    lines = list(csv.reader(guide.read_text("utf-8-sig").splitlines()))
    assert len(lines) == 1 + sum(2 + len(table.columns) for table in schema())
    sex = next(line for line in lines if line[0] == "person" and line[2] == "sex")
    assert "female = Female" in sex[7]


def test_a_template_filled_in_is_read_as_it_is_and_the_empty_ones_do_no_harm(tmp_path):
    write_templates(tmp_path / "in", schema())
    person = tmp_path / "in" / "person.csv"
    columns = person.read_text("utf-8-sig").strip().split(",")
    row = {"id": "p1", "recorded_at": "2024-01-01T00:00:00Z", "given_name": "Ana", "birth_date": "1980-02-28"}
    with person.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns).writerow(row)
    account = stage(tmp_path / "in", schema(), tmp_path / "out", node_key=b"k", today=dt.date(2026, 6, 30))
    assert account.exit_code == 0
    assert [file.problem for file in account.files if file.problem] == []
    assert pq.read_table(tmp_path / "out/staged/person.parquet")["given_name"].to_pylist() == ["Ana"]


def test_a_table_that_somebody_filled_in_is_not_overwritten(tmp_path):
    (tmp_path / "person.csv").write_text("id\np1\n", "utf-8")
    write_templates(tmp_path, schema())
    assert (tmp_path / "person.csv").read_text("utf-8") == "id\np1\n"
