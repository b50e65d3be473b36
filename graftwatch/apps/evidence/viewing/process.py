"""Start the process that draws, feed it, and take back pixels and letters, measured before they are believed."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from graftwatch.apps.evidence.viewing import packing
from graftwatch.apps.evidence.viewing.kinds import LARGEST

ARTIST = Path(__file__).with_name("artist.py")
PATIENCE = 120
"""Seconds on the clock, after which it is stopped whatever it does. What it may reckon is far less."""
LIMITS = {
    "seconds": 20,
    "memory": 1536 * 1024 * 1024,
    "pixels": 120_000_000,
    "swelling": 200,
    "longest": 1500,
    "pages": 30,
    "letters": 1_000_000,
}
AT_ONCE = threading.BoundedSemaphore(2)
A_HEAD = 300


@dataclass(frozen=True)
class Drawn:
    """A viewing copy: its bytes, what they are, how much of the whole it shows, and what the process had given up."""

    words: bytes
    type: str
    n_shown: int
    n_pages: int
    given_up: tuple[str, ...]


@dataclass(frozen=True)
class NotDrawn:
    """No copy, and no suspicion: a key of `WHY_NOT`."""

    why: str


@dataclass(frozen=True)
class Stopped:
    """The process had to be stopped, or broke down over the file: a key of `WHY_STOPPED`."""

    why: str


class _NotBelievedError(Exception):
    """What came back is not what this programme answers."""


def draw(kind: str, words: bytes, *, limits: dict[str, int] = LIMITS) -> Drawn | NotDrawn | Stopped:
    """Make a viewing copy of one file in a process of its own, which has ended when this returns."""
    if not kind or not words:
        return NotDrawn("kind")
    if len(words) > LARGEST:
        return NotDrawn("too_large")
    if not AT_ONCE.acquire(timeout=2):
        return NotDrawn("busy")
    try:
        return _drawn(kind, words, limits)
    finally:
        AT_ONCE.release()


def _drawn(kind: str, words: bytes, limits: dict[str, int]) -> Drawn | NotDrawn | Stopped:
    with subprocess.Popen(  # noqa: S603 - our own programme; nothing of the file is in its arguments
        [sys.executable, "-I", "-B", str(ARTIST), kind, json.dumps(limits)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"LANG": "C.UTF-8"} if sys.platform != "win32" else None,
    ) as artist:
        assert artist.stdin is not None
        assert artist.stdout is not None
        too_long = threading.Timer(PATIENCE, artist.kill)
        feeding = threading.Thread(target=_feed, args=(artist.stdin, words), daemon=True)
        too_long.start()
        feeding.start()
        try:
            found = _answer(artist.stdout, limits)
        except _NotBelievedError:
            found = None
        finally:
            was_too_long = not too_long.is_alive()
            too_long.cancel()
            artist.kill()
            feeding.join()
    if found is not None:
        return found
    return Stopped("time" if was_too_long or artist.returncode == -24 else "crash")  # 24: the kernel's limit of time


def _feed(into: IO[bytes], words: bytes) -> None:
    try:
        into.write(words)
        into.close()
    except OSError:
        return  # it ended before it had read all: what it answered says why


def _answer(out: IO[bytes], limits: dict[str, int]) -> Drawn | NotDrawn | Stopped | None:
    """None where it broke off."""
    given_up: tuple[str, ...] = ()
    pages, n_pages = packing.Pages(), 0
    while head := _head(out):
        if "given_up" in head:
            given_up = tuple(name for name in head["given_up"] if isinstance(name, str))
            if not given_up:
                return NotDrawn("no_limits")
        elif "not_drawn" in head:
            return _against(head["not_drawn"])
        elif "text" in head:
            text = _exactly(out, _number(head["text"], 4 * limits["letters"]))
            return Drawn(packing.plain(text), "text/plain", 1 if head.get("is_all") is True else 0, 1, given_up)
        elif "end" in head:
            return Drawn(pages.packed(), "application/zip", len(pages), n_pages, given_up) if len(pages) else None
        else:
            width, height = (
                _number(head.get("width"), limits["longest"]),
                _number(head.get("height"), limits["longest"]),
            )
            n_pages = _number(head.get("n_pages"), 10**6)
            if not pages.add(width, height, _exactly(out, width * height * 3)) or len(pages) > limits["pages"]:
                raise _NotBelievedError
    return None


def _against(why: object) -> NotDrawn | Stopped:
    if why in ("bomb", "memory"):
        return Stopped(str(why))
    return NotDrawn("too_large" if why == "too_large" else "unreadable")


def _head(out: IO[bytes]) -> dict[str, Any]:
    line = out.readline(A_HEAD)
    if not line:
        return {}
    try:
        said = json.loads(line)
    except ValueError as problem:
        raise _NotBelievedError from problem
    if not isinstance(said, dict):
        raise _NotBelievedError
    return said


def _number(said: object, most: int) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or not 0 < said <= most:
        raise _NotBelievedError
    return said


def _exactly(out: IO[bytes], size: int) -> bytes:
    words = out.read(size)
    if len(words) != size:
        raise _NotBelievedError
    return words
