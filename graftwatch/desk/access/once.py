"""Decisions that one look at a page asks for again and again are made once: only where nothing is written meanwhile.

Outside of `deciding_once()` every question is asked anew, so that an act that changes who may see something is never
answered from memory.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db.models import Model

from graftwatch.desk.access.viewer import Viewer

T = TypeVar("T")
_decided: ContextVar[dict[Hashable, Any] | None] = ContextVar("decided", default=None)


@contextmanager
def deciding_once() -> Iterator[None]:
    """For the length of one page that is only looked at."""
    token = _decided.set({})
    try:
        yield
    finally:
        _decided.reset(token)


def once(key: Hashable, ask: Callable[[], T]) -> T:
    """The answer, asked the first time; every time outside of `deciding_once`."""
    decided = _decided.get()
    if decided is None:
        return ask()
    if key not in decided:
        decided[key] = ask()
    found: T = decided[key]
    return found


def sees(viewer: Viewer, thing: Model) -> bool:
    """Whether the viewer's scope holds this row."""
    rows = type(thing)._default_manager.seen_by(viewer)  # type: ignore[attr-defined]
    return once(_key(viewer, thing), lambda: bool(rows.filter(pk=thing.pk).exists()))


def was_found(viewer: Viewer, thing: Model) -> None:
    """This row has just come out of the viewer's own scope."""
    once(_key(viewer, thing), lambda: True)


def _key(viewer: Viewer, thing: Model) -> Hashable:
    return "sees", viewer, thing._meta.label_lower, thing.pk
