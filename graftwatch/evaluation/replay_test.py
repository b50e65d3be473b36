"""What a replay shows on a day is what a snapshot of that day holds, and nothing that was written down later."""

import datetime as dt

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graftwatch import engines
from graftwatch.desk.snapshots import StagedSource, take
from graftwatch.evaluation.replay import Replay
from graftwatch.records.schema import schema

ANA, EVA, IVO = (f"00000000-0000-0000-0000-00000000000{letter}" for letter in "abc")
COLUMNS = {"sex", "phone"}
ROWS = [
    (1, ANA, "2024-01-01 08:00", "female", "111 111 111"),
    (2, ANA, "2025-01-01 08:00", "male", "222 222 222"),
    (3, ANA, "2025-01-01 09:00", "other", "222 222 222"),
    (4, EVA, "2024-06-01 08:00", "female", "111111111"),
    (5, EVA, "2025-03-01 08:00", "male", "3"),
    (6, EVA, "2025-03-01 08:00", "female", "4"),
    (7, EVA, "2025-05-01 08:00", "female", "5"),
    (8, IVO, None, "male", "6"),
]


def staged(folder, rows=ROWS):
    columns = {column.name: [None] * len(rows) for column in schema()["person"].columns}
    columns |= {"sex": [row[3] for row in rows], "phone": [row[4] for row in rows]}
    columns |= {
        "version": [f"00000000-0000-0000-0000-{row[0]:012d}" for row in rows],
        "id": [row[1] for row in rows],
        "source_id": [f"p{row[0]}" for row in rows],
        "recorded_at": pa.array([row[2] and dt.datetime.fromisoformat(row[2]) for row in rows], pa.timestamp("us")),
        "birth_date": pa.array([None] * len(rows), pa.date32()),
    }
    folder.mkdir(exist_ok=True)
    pq.write_table(pa.table(columns), folder / "person.parquet")
    return StagedSource(folder)


def replayed(source, reads=COLUMNS, also=()):
    tables = {"person": set(reads), **{name: set(reads) for name in also}}
    return Replay(engines.connect_duckdb(threads=1), source, schema(), tables, b"key")


def shown(replay, day, name="person"):
    replay.go_to(dt.date.fromisoformat(day))
    return replay.engine.con.execute(f"SELECT id, sex, phone, recorded_on FROM {name} ORDER BY id").fetchall()


DAYS = ("2023-12-31", "2024-01-01", "2024-05-31", "2024-06-01", "2024-12-31", "2025-01-01", "2025-03-01", "2025-05-01")


@pytest.mark.parametrize("day", DAYS)
def test_each_day_shows_what_a_snapshot_of_that_day_holds(tmp_path, day):
    source = staged(tmp_path / "s")
    take(
        engines.connect_duckdb().con,
        source,
        schema(),
        {"person": COLUMNS},
        tmp_path / "out",
        as_of=dt.date.fromisoformat(day),
        token_key=b"key",
    )
    rows = pq.read_table(tmp_path / "out" / "person.parquet").to_pylist()
    held = sorted((row["id"], row["sex"], row["phone"], row["recorded_on"]) for row in rows)
    assert shown(replayed(source), day) == held


def test_nothing_written_down_after_the_day_is_shown(tmp_path):
    replay = replayed(staged(tmp_path / "s"))
    for day in DAYS:
        assert all(row[3] is None or row[3] <= dt.date.fromisoformat(day) for row in shown(replay, day))
    assert shown(replay, "2024-01-01") != shown(replay, "2025-05-01")


def test_a_replay_can_go_back_as_well(tmp_path):
    replay = replayed(staged(tmp_path / "s"))
    first = shown(replay, "2024-01-01")
    shown(replay, "2025-05-01")
    assert shown(replay, "2024-01-01") == first


def test_all_versions_are_those_of_the_day_as_well(tmp_path):
    replay = replayed(staged(tmp_path / "s"), also=["person_versions"])
    assert [row[1] for row in shown(replay, "2024-12-31", "person_versions") if row[0] == ANA] == ["female"]
    after = shown(replay, "2025-01-01", "person_versions")
    assert sorted(row[1] for row in after if row[0] == ANA) == ["female", "male", "other"]


def test_two_versions_of_the_same_moment_settle_nothing_and_end_the_one_before(tmp_path):
    replay = replayed(staged(tmp_path / "s"))
    assert [row[0] for row in shown(replay, "2025-03-01")] == [ANA, IVO]
    assert [row[0] for row in shown(replay, "2025-05-01")] == [ANA, EVA, IVO]


def test_columns_that_nobody_reads_are_there_and_empty(tmp_path):
    replay = replayed(staged(tmp_path / "s"))
    replay.go_to(dt.date(2025, 1, 1))
    assert replay.engine.con.execute("SELECT count(*), count(residency) FROM person").fetchone()[1] == 0
    assert replay.engine.table("person").columns == tuple(schema()["person"].engine_schema)


def test_what_leads_fetch_is_what_the_engine_shows(tmp_path):
    replay = replayed(staged(tmp_path / "s"))
    replay.go_to(dt.date(2025, 5, 1))
    person = replay.columns(frozenset({"person"}))["person"]
    for day, n_rows in (("2023-12-31", 1), ("2025-01-01", 3)):
        replay.go_to(dt.date.fromisoformat(day))
        rows = engines.rows_of(person, ["id", "sex"])
        assert len(rows) == n_rows
        assert rows.to_pylist() == replay.engine.con.execute("SELECT id, sex FROM person").to_arrow_table().to_pylist()


def test_what_is_there_is_counted_on_the_day_and_not_in_the_end(tmp_path):
    replay = replayed(staged(tmp_path / "s", ROWS[:7]), also=["person_versions"])
    replay.go_to(dt.date(2023, 12, 31))
    assert replay.present() == {"person": {"": 0, "sex": 0, "phone": 0}}
    assert replay.filled(frozenset({"person"}), replay.present()) == frozenset()
    replay.go_to(dt.date(2024, 6, 1))
    assert replay.present()["person"][""] == 2
    assert replay.filled(frozenset({"person"}), replay.present()) == {"person", "person_versions"}
    assert replay.filled(frozenset({"consent"}), replay.present()) == frozenset()
