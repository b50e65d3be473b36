"""Parquet read as text, and damage inside a file."""

import datetime as dt

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graftwatch.wire.tabular import Unreadable, sheets


def test_every_type_becomes_text(tmp_path):
    table = pa.table(
        {"id": ["a", None], "on": [dt.date(2024, 6, 3), None], "n": [1, None], "deep": [[1], None], "raw": [b"x", None]}
    )
    pq.write_table(table, tmp_path / "a.parquet")
    sheet = sheets(tmp_path / "a.parquet")[0]
    (batch,) = sheet.batches()
    assert sheet.columns == ("id", "on", "n", "deep", "raw")
    assert [list(row.values()) for row in batch.rows.to_pylist()] == [
        [1, False, "a", "2024-06-03", "1", "[1]", "b'x'"],
        [2, False, None, None, None, None, None],
    ]


def test_a_damaged_part_costs_that_part(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"id": [f"row {n}" for n in range(30)]}), path, row_group_size=10, use_dictionary=False)
    place = pq.read_metadata(path).row_group(1).column(0).data_page_offset
    content = bytearray(path.read_bytes())
    content[place : place + 20] = b"\xff" * 20
    path.write_bytes(bytes(content))
    batches = list(sheets(path)[0].batches())
    assert sum(batch.rows.num_rows for batch in batches) == 20
    assert [(one.line, one.value_class) for batch in batches for one in batch.bad] == [(11, "10 rows")]


def test_a_file_that_was_cut_off_is_said(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"id": ["a"] * 1000}), path)
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(Unreadable, match="cut off"):
        sheets(path)
