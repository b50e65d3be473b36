"""Two small States that many tests read: one without rings, one in which every recipe was planted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from graftwatch.records.schema import schema
from graftwatch_atlantis.building import Wish, build


@dataclass(frozen=True)
class Built:
    folder: Path
    truth: dict[str, Any]
    tables: duckdb.DuckDBPyConnection

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of a query over the written tables; every column of a small table is text."""
        return self.tables.execute(sql).fetchall()


def tables_in(folder: Path) -> duckdb.DuckDBPyConnection:
    """The written files as tables."""
    found = duckdb.connect()
    for table in schema():
        file = folder / f"{table.name}.{'parquet' if table.bulk else 'csv'}"
        read = f"read_parquet('{file}')" if table.bulk else f"read_csv('{file}', all_varchar=true, header=true)"
        found.execute(f"create table {table.name} as from {read}")
    return found


def built(place: Path, **wish: Any) -> Built:
    truth = place / "truth.json"
    build(place / "state", truth, Wish(**wish), schema())
    return Built(place / "state", json.loads(truth.read_text(encoding="utf-8")), tables_in(place / "state"))


@pytest.fixture(scope="session")
def ring_free(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A State of three million without rings and without planted look-alikes."""
    return built(tmp_path_factory.mktemp("ring-free"), seed=7, scale=0.3, lookalikes=0.0)


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A State in which a tenth of all pairs belong to rings and every look-alike had its turn."""
    return built(tmp_path_factory.mktemp("planted"), seed=11, scale=0.3, rings=0.1, lookalikes=14.0)
