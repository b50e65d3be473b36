"""How the door's server takes what is sent: in memory alone, so much for each and for all together, words before files.

A form with files may be large. Its first part, which holds what was typed, is always kept; of the rest as much as there
is room for. What is beyond is read and dropped, and the form is told, so that nobody loses what they wrote to a bare
error page. Waitress alone would write such a body to a temporary file, or close the door on it.
"""

from __future__ import annotations

import threading
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.receiver import FixedStreamReceiver
from waitress.server import create_server
from waitress.task import WSGITask

from graftwatch.apps.public.uploading import CUT_OFF

ALWAYS_KEPT = 1024 * 1024
"""Of each request: more than all the words of a report."""
LARGEST = 24 * 1024 * 1024
"""Of one request, files among it."""
FOR_ALL = 96 * 1024 * 1024
"""Of all requests beyond what is always kept: four large ones at a time, however many come."""
DROPPED = 256 * 1024 * 1024
"""Up to here what is too large is read to its end; beyond, the line is closed."""


class Room:
    """Bytes that are left for files, in this process."""

    def __init__(self, size: int = FOR_ALL) -> None:
        self.left, self._lock = size, threading.Lock()

    def take(self, n_bytes: int) -> bool:
        with self._lock:
            if n_bytes > self.left:
                return False
            self.left -= n_bytes
            return True

    def give_back(self, n_bytes: int) -> None:
        with self._lock:
            self.left += n_bytes


ROOM = Room()


class Body(FixedStreamReceiver):  # type: ignore[misc]  # waitress has no types
    """The body of one request. `cut_off` says why a part of it was dropped."""

    def __init__(self, content_length: int, buffer: Any, room: Room = ROOM) -> None:
        super().__init__(content_length, buffer)
        self.room, self.n_kept, self.n_taken, self.cut_off = room, 0, 0, ""

    def received(self, data: bytes) -> int:
        n_used: int = min(self.remain, len(data))
        self._keep(data[:n_used])
        self.remain -= n_used
        self.completed = self.remain == 0
        return n_used

    def _keep(self, piece: bytes) -> None:
        beyond = max(0, self.n_kept + len(piece) - max(ALWAYS_KEPT, self.n_kept))
        if self.cut_off:
            return
        if self.n_kept + len(piece) > LARGEST:
            self.cut_off = "too_large"
        elif beyond and not self.room.take(beyond):
            self.cut_off = "busy"
        else:
            self.buf.append(piece)
            self.n_kept, self.n_taken = self.n_kept + len(piece), self.n_taken + beyond

    def give_back(self) -> None:
        """The room is for the next; twice is once."""
        n_taken, self.n_taken = self.n_taken, 0
        self.room.give_back(n_taken)

    def __del__(self) -> None:
        self.give_back()  # the line broke half-way, and nobody closed the request


class Request(HTTPRequestParser):  # type: ignore[misc]
    """A request whose body is a `Body`. One without a length is small, or refused."""

    body_rcv: Any
    error: Any

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if isinstance(self.body_rcv, FixedStreamReceiver):
            self.body_rcv = Body(self.content_length, self.body_rcv.buf)

    def received(self, data: bytes) -> int:
        n_used: int = super().received(data)
        if self.chunked and self.body_bytes_received > ALWAYS_KEPT and not self.error:
            from waitress.utilities import RequestEntityTooLarge

            self.error, self.completed = RequestEntityTooLarge("send it with its length"), True
        return n_used

    def close(self) -> None:
        super().close()
        if isinstance(self.body_rcv, Body):
            self.body_rcv.give_back()


class Answering(WSGITask):  # type: ignore[misc]
    """Tells the form whether a part of what was sent was dropped."""

    def get_environment(self) -> dict[str, Any]:
        said: dict[str, Any] = super().get_environment()
        said[CUT_OFF] = getattr(self.request.body_rcv, "cut_off", "")
        return said


class Line(HTTPChannel):  # type: ignore[misc]
    """One connection."""

    parser_class, task_class = Request, Answering


def serve(application: Any, **settings: Any) -> None:
    """As `waitress.serve`, with bodies taken as above."""
    sockets: dict[int, Any] = {}
    limits = {"max_request_body_size": DROPPED, "inbuf_overflow": LARGEST + ALWAYS_KEPT}
    server = create_server(application, map=sockets, **settings, **limits)
    for one in sockets.values():
        if hasattr(one, "channel_class"):
            one.channel_class = Line
    server.run()
