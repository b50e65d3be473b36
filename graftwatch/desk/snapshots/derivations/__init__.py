"""What a snapshot holds of free text: one derivation a file, found by its name. Words never leave the records."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache

import duckdb
from duckdb.func import SPECIAL

from graftwatch.tables import Column

Derivation = Callable[[str, str | None, bytes], str | None]
"""Of the words, their language (BCP 47) where known, and the key of the snapshot: a short text, or nothing."""


@cache
def all_derivations() -> dict[str, Derivation]:
    """Every derivation by its name: the folder is the list."""
    names = [found.name for found in pkgutil.iter_modules(__path__) if not found.name.endswith("_test")]
    modules = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    return {name: getattr(module, name) for name, module in modules.items() if hasattr(module, name)}


def register(connection: duckdb.DuckDBPyConnection, key: bytes) -> None:
    """Let the engine call every derivation under this key."""
    known = {name for (name,) in connection.execute("SELECT DISTINCT function_name FROM duckdb_functions()").fetchall()}
    for name, derivation in all_derivations().items():
        if _called(name) in known:
            connection.remove_function(_called(name))
        connection.create_function(
            _called(name), _under(derivation, key), ["VARCHAR", "VARCHAR"], "VARCHAR", null_handling=SPECIAL
        )


def _under(derivation: Derivation, key: bytes) -> Callable[[str | None, str | None], str | None]:
    def derive(words: str | None, language: str | None) -> str | None:
        return derivation(words, language, key) if words else None

    return derive


def derived(column: Column, *, language: str | None) -> str:
    """The SQL expression that fills a derived column; `language` names the column that says in which it is written."""
    written_in = f'"{language}"' if language else "NULL::VARCHAR"
    return f'{_called(column.derivation)}("{column.derived_from}", {written_in})'


def _called(name: str) -> str:
    return f"derive_{name}"
