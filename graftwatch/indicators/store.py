"""What was worked out of the questions once and is kept from run to run: queries, and which columns they rest on."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa


@dataclass(frozen=True)
class Query:
    """What one question or view reads as, and the types of its answer."""

    sql: str
    shape: pa.Schema


@dataclass(frozen=True)
class Store:
    """Queries, and the columns that answers rest on, by what they are made of, in files of one folder.

    Whoever names the folder names it by the programme and its versions: another programme writes other queries. A
    State's own values stand in them, so it lies beside the keys and only its owner reads it.
    """

    folder: Path

    def known(self, key: str) -> Query | None:
        said = self._read(key)
        return said and Query(said["sql"], pa.ipc.read_schema(pa.py_buffer(base64.b64decode(said["shape"]))))

    def keep(self, key: str, query: Query) -> None:
        shape = base64.b64encode(query.shape.serialize().to_pybytes()).decode()
        self._write(key, {"sql": query.sql, "shape": shape})

    def columns(self, key: str) -> dict[str, frozenset[str]] | None:
        """By table."""
        said = self._read(key)
        return said and {table: frozenset(columns) for table, columns in said["columns"].items()}

    def keep_columns(self, key: str, columns: Mapping[str, Collection[str]]) -> None:
        self._write(key, {"columns": {table: sorted(names) for table, names in columns.items()}})

    def _read(self, key: str) -> Any:
        try:
            return json.loads((self.folder / key).read_text("utf-8"))
        except FileNotFoundError:
            return None

    def _write(self, key: str, said: Mapping[str, object]) -> None:
        """Through a file of this process's own, so that another never reads half of one."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = self.folder / f"{key}.{os.getpid()}.part"
        with open(part, "w", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            json.dump(said, file)
        part.replace(self.folder / key)
