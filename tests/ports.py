"""Ports for servers that tests start, given to nobody else between the asking and the start."""

from __future__ import annotations

import atexit
import socket


def free_port() -> int:
    """A port of this machine, kept for whoever is told of it until this process ends.

    A port that was only asked for may be handed to another program before the server of the test has started: tests
    run side by side. Here it stays bound, so that the system hands it to nobody, and never listens, so that a server
    that may use an address again (waitress, PostgreSQL) binds it, too, as often as it is started.
    """
    kept = socket.socket()
    kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    kept.bind(("127.0.0.1", 0))
    atexit.register(kept.close)
    number: int = kept.getsockname()[1]
    return number
