"""How the command line shows progress and reads days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from graftwatch.errors import GraftwatchError


class Step(Protocol):
    """What is being done, and how far."""

    @property
    def words(self) -> str: ...

    @property
    def done(self) -> int: ...

    @property
    def total(self) -> int: ...


class Show(Protocol):
    """Takes each step as it is reached."""

    def __call__(self, step: Step, /) -> None: ...


class NotADayError(GraftwatchError):
    """A day that does not exist, or is written otherwise."""


def day_or_none(text: str) -> dt.date | None:
    """An ISO day, or None where nothing was written. Raises NotADayError."""
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise NotADayError(f"{text!r} is not a day. Write it as 2026-06-30.") from None


@contextmanager
def progress_bar() -> Iterator[Show]:
    """One line that says what is being done, how far, and for how long; plain lines where output is a file."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda step: console.print(step.words)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Starting", total=None)
        yield lambda step: bar.update(task, description=step.words, completed=step.done, total=max(step.total, 1))


@dataclass(frozen=True)
class _Share:
    words: str
    done: int
    total: int = 100


def by_share(show: Show) -> Callable[[str, float], None]:
    """Take steps that say which share of the whole is behind us (0 to 1)."""
    return lambda words, share: show(_Share(words, int(share * 100)))
