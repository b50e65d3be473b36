"""Which records' sealed words one page reads: gathered while the page is made, counted afterwards (`pace.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_opened: ContextVar[set[str] | None] = ContextVar("opened", default=None)


@contextmanager
def watching() -> Iterator[set[str]]:
    """While one page is made, the records whose sealed words it reads are gathered here."""
    found: set[str] = set()
    token = _opened.set(found)
    try:
        yield found
    finally:
        _opened.reset(token)


def note_opening(record: str) -> None:
    """Called where sealed words are read for somebody."""
    found = _opened.get()
    if found is not None:
        found.add(record)
