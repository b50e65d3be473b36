"""A snapshot holds what a run reads, in force on its day, and the same extract gives the same fingerprint."""

import datetime as dt

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graftwatch import engines
from graftwatch.desk.snapshots import StagedSource, count_present, take
from graftwatch.desk.snapshots.canonical import token
from graftwatch.desk.snapshots.taking import last_recorded_day
from graftwatch.records.schema import schema

ANA = "00000000-0000-0000-0000-00000000000a"
EVA = "00000000-0000-0000-0000-00000000000e"


def at(day):
    return dt.datetime.fromisoformat(day) if day else None


def stage(folder, rows):
    """Staged persons: (version number, id, recorded, sex, phone)."""
    columns = {column.name: [None] * len(rows) for column in schema()["person"].columns}
    columns["sex"] = [row[3] for row in rows]
    columns["phone"] = [row[4] for row in rows]
    columns |= {
        "version": [f"00000000-0000-0000-0000-{row[0]:012d}" for row in rows],
        "id": [row[1] for row in rows],
        "source_id": ["p1"] * len(rows),
        "recorded_at": pa.array([at(row[2]) for row in rows], pa.timestamp("us")),
    }
    columns["birth_date"] = pa.array([None] * len(rows), pa.date32())
    folder.mkdir(exist_ok=True)
    pq.write_table(pa.table(columns), folder / "person.parquet")
    return StagedSource(folder)


@pytest.fixture
def connection():
    return engines.connect_duckdb().con


def taken(connection, source, folder, as_of="2026-01-01", key=b"key", columns=("sex", "phone")):
    reads = {"person": set(columns)}
    snapshot = take(connection, source, schema(), reads, folder, as_of=dt.date.fromisoformat(as_of), token_key=key)
    return snapshot, pq.read_table(folder / "person.parquet").to_pylist()


def test_the_version_recorded_last_by_the_day_is_in_force(connection, tmp_path):
    source = stage(
        tmp_path / "s",
        [
            (1, ANA, "2024-01-01", "female", None),
            (2, ANA, "2025-01-01", "male", None),
            (3, ANA, "2027-01-01", "other", None),
        ],
    )
    _, rows = taken(connection, source, tmp_path / "out")
    assert [row["sex"] for row in rows] == ["male"]
    assert rows[0]["recorded_on"] == dt.date(2025, 1, 1)


def test_two_versions_of_the_same_moment_settle_nothing(connection, tmp_path):
    source = stage(tmp_path / "s", [(1, ANA, "2024-01-01", "female", None), (2, ANA, "2024-01-01", "male", None)])
    assert taken(connection, source, tmp_path / "out")[1] == []


def test_the_same_version_loaded_twice_is_one_row(connection, tmp_path):
    source = stage(tmp_path / "s", [(1, ANA, "2024-01-01", "female", None), (1, ANA, "2024-01-01", "female", None)])
    assert len(taken(connection, source, tmp_path / "out")[1]) == 1


def test_a_telephone_leaves_only_as_a_token_that_spelling_does_not_change(connection, tmp_path):
    source = stage(tmp_path / "s", [(1, ANA, None, None, "+999 20 555 01 23"), (2, EVA, None, None, "0205550123")])
    _, rows = taken(connection, source, tmp_path / "out")
    tokens = {row["phone"] for row in rows}
    assert len(tokens) == 1
    assert "555" not in next(iter(tokens))
    _, other = taken(connection, source, tmp_path / "other", key=b"another purpose")
    assert {row["phone"] for row in other} != tokens


def test_a_column_that_no_question_reads_stays_behind(connection, tmp_path):
    source = stage(tmp_path / "s", [(1, ANA, None, "female", "1")])
    _, rows = taken(connection, source, tmp_path / "out", columns=("sex",))
    assert set(rows[0]) == {"id", "file_number", "recorded_on", "sex"}


def test_the_same_rows_in_another_order_give_the_same_fingerprint(connection, tmp_path):
    rows = [(1, ANA, "2024-01-01", "female", "1"), (2, EVA, "2024-01-02", "male", "2")]
    one, _ = taken(connection, stage(tmp_path / "s", rows), tmp_path / "one")
    two, _ = taken(connection, stage(tmp_path / "t", rows[::-1]), tmp_path / "two")
    assert one.fingerprint == two.fingerprint
    changed, _ = taken(
        connection, stage(tmp_path / "u", [(1, ANA, "2024-01-01", "male", "1"), rows[1]]), tmp_path / "x"
    )
    assert changed.fingerprint != one.fingerprint


def test_what_is_present_is_counted_by_column(connection, tmp_path):
    source = stage(tmp_path / "s", [(1, ANA, None, "female", None), (2, EVA, None, None, None)])
    present = count_present(connection, source, schema())
    assert list(present) == ["person"]
    assert (present["person"][""], present["person"]["sex"], present["person"]["phone"]) == (2, 1, 0)


def test_the_day_of_a_snapshot_is_the_last_on_which_anything_was_written_down(connection, tmp_path):
    source = stage(tmp_path / "s", [(1, ANA, "2024-01-01", None, None), (2, EVA, "2024-03-05T10:00", None, None)])
    assert last_recorded_day(connection, source, schema()) == dt.date(2024, 3, 5)


def test_where_no_row_says_when_it_was_written_the_last_day_spoken_of_is_taken(connection, tmp_path):
    rows = {column.name: pa.array([None], pa.string()) for column in schema()["death"].columns}
    rows |= {
        "version": ["1" * 32],
        "id": [ANA],
        "source_id": ["d"],
        "recorded_at": pa.array([None], pa.timestamp("us")),
    }
    rows["died_on"] = pa.array([dt.date(2025, 2, 3)], pa.date32())
    pq.write_table(pa.table(rows), tmp_path / "death.parquet")
    assert last_recorded_day(connection, StagedSource(tmp_path), schema()) == dt.date(2025, 2, 3)


def test_a_token_is_a_plain_hmac_that_anyone_with_the_key_can_check(connection):
    import hashlib
    import hmac

    query = f"SELECT {token('v', 'name', b'k')} FROM (SELECT 'Marić, Ana' AS v)"
    expected = hmac.new(b"k", b"ANA MARIC", hashlib.sha256).hexdigest()[:32]
    assert connection.execute(query).fetchone()[0] == expected


VERSIONS = [
    (1, ANA, "2024-01-01T09:00", "female", "020 555 01 23"),
    (2, ANA, "2024-01-01T10:00", "male", "020 555 01 23"),
    (3, ANA, "2025-01-01", "other", None),
    (4, ANA, "2027-01-01", "unknown", None),
    (5, EVA, "2024-05-01", "female", None),
]


def every_version(connection, source, folder, as_of="2026-01-01"):
    reads = {"person_versions": {"sex", "phone"}}
    take(connection, source, schema(), reads, folder, as_of=dt.date.fromisoformat(as_of), token_key=b"key")
    return pq.read_table(folder / "person_versions.parquet").to_pylist()


def test_a_question_may_ask_for_every_version_that_was_recorded_by_the_day_in_their_order(connection, tmp_path):
    rows = every_version(connection, stage(tmp_path / "s", VERSIONS), tmp_path / "out")
    assert [(row["id"], row["version"], row["sex"]) for row in rows] == [
        (ANA, 1, "female"), (ANA, 2, "male"), (ANA, 3, "other"), (EVA, 1, "female"),
    ]  # fmt: skip
    assert rows[2]["recorded_on"] == dt.date(2025, 1, 1)
    assert rows[0]["phone"] == rows[1]["phone"] != "020 555 01 23"


def test_versions_of_the_same_moment_are_not_put_in_an_order(connection, tmp_path):
    contested = [*VERSIONS, (6, ANA, "2024-01-01T10:00", "female", None)]
    rows = every_version(connection, stage(tmp_path / "s", contested), tmp_path / "out")
    assert [row["sex"] for row in rows if row["id"] == ANA] == ["female", "other"]


def test_a_version_loaded_twice_is_one(connection, tmp_path):
    rows = every_version(connection, stage(tmp_path / "s", [*VERSIONS, VERSIONS[0]]), tmp_path / "out")
    assert [row["version"] for row in rows if row["id"] == ANA] == [1, 2, 3]


def test_all_versions_are_read_back_as_a_table_of_their_own(connection, tmp_path):
    every_version(connection, stage(tmp_path / "s", VERSIONS), tmp_path / "out")
    engine = engines.connect_duckdb()
    read = engines.read_snapshot(engine, tmp_path / "out", schema()["person_versions"])
    assert read.count().to_pyarrow().as_py() == 4
    assert {"id", "version", "recorded_on", "birth_date"} <= set(read.columns)


NOTE = "She said that the family paid nine thousand dollars to a broker for the kidney, and that nobody asked her name."


def stage_notes(folder, *notes):
    columns = {column.name: [None] * len(notes) for column in schema()["clinical_note"].columns}
    columns |= {
        "version": [f"00000000-0000-0000-0000-{n:012d}" for n in range(len(notes))],
        "id": [f"00000000-0000-0000-0000-{n:012d}" for n in range(len(notes))],
        "source_id": ["n"] * len(notes),
        "recorded_at": pa.array([at("2024-01-01")] * len(notes), pa.timestamp("us")),
        "noted_on": pa.array([dt.date(2024, 1, 1)] * len(notes), pa.date32()),
        "words": pa.array(notes, pa.string()),
    }
    folder.mkdir(exist_ok=True)
    pq.write_table(pa.table(columns), folder / "clinical_note.parquet")
    return StagedSource(folder)


def test_words_stay_behind_and_what_is_derived_of_them_leaves(connection, tmp_path):
    source = stage_notes(tmp_path / "s", NOTE, None, "Creatinine stable, next visit in May.")
    reads = {"clinical_note": {"words", "words_speaks_of_payment"}}
    for folder in ("one", "two"):  # a second snapshot through the same connection
        take(
            connection, source, schema(), reads, tmp_path / folder, as_of=dt.date(2026, 1, 1), token_key=folder.encode()
        )
    rows = pq.read_table(tmp_path / "two" / "clinical_note.parquet").to_pylist()
    assert [row["words_speaks_of_payment"] for row in rows] == ["yes", None, "no"]
    assert "words" not in rows[0]
    assert b"broker" not in (tmp_path / "two" / "clinical_note.parquet").read_bytes()
