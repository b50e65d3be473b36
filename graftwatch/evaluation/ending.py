"""How a run ends when it is told to: written down, and with every process that it started."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from types import FrameType

TOLD_TO_END = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)  # which of them exist depends on the system; SIGINT is KeyboardInterrupt already


class ToldToEndError(SystemExit):
    """The system asked this process to end. Raised so that what must be written down still is."""


@contextmanager
def told_to_end() -> Iterator[None]:
    """Within it a request to end is raised as ToldToEndError; in a thread, where no handler can stand, it is not."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {each: signal.signal(each, _raise) for each in TOLD_TO_END}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _raise(number: int, frame: FrameType | None) -> None:
    raise ToldToEndError(128 + number)


def end_with(lifeline: Connection) -> None:
    """In a worker: end as soon as nobody holds the other end of `lifeline`, be it let go or its holder killed.

    Ctrl-C reaches workers as well; they leave it to the process that holds the lifeline.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_wait_and_end, args=(lifeline,), daemon=True).start()


def _wait_and_end(lifeline: Connection) -> None:
    try:
        lifeline.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)  # nothing a worker leaves unfinished counts: only whole records are moved into place
