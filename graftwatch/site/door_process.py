"""The public door as a process of its own. Started by the desk, it ends with the desk, and is given no secret.

It serves from memory: what is sent is never spooled to a file, and no line is written about who came.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading

from graftwatch.errors import GraftwatchError

THREADS = 16
"""Most of them wait for their turn at Argon2 (two at once), while others draw pages."""
OUTGOING = 8 * 1024 * 1024
"""What waits to be sent stays in memory, too."""
KEPT_BACK = ("GRAFTWATCH_DATABASE", "GRAFTWATCH_HOSTS", "GRAFTWATCH_OIDC_")
"""How those settings of the desk begin that the door must not have: the address of the system of record has its
password, and the identity provider knows the desk alone."""


class DoorIsTakenError(GraftwatchError):
    """The door cannot listen there."""


def start(host: str, port: int, own: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start the door beside this process; `own` are its settings of this day."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(KEPT_BACK)}
    command = [sys.executable, "-m", "graftwatch.site.door_process", host, str(port)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, env=kept | own)  # noqa: S603 our own program


def listen(host: str, port: int) -> None:
    """Serve until stopped. Raises DoorIsTakenError."""
    from django.conf import settings

    from graftwatch.site.addresses import behind_a_proxy
    from graftwatch.site.receiving import serve
    from graftwatch.site.wsgi_public import application

    try:
        serve(
            application,
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            connection_limit=1000,
            asyncore_use_poll=True,
            channel_timeout=60,
            outbuf_overflow=OUTGOING,
            log_socket_errors=False,
            clear_untrusted_proxy_headers=True,
            **behind_a_proxy(settings.PUBLISHED_AS),
        )
    except OSError as problem:
        raise DoorIsTakenError(
            f"Port {port} on {host} is taken or not allowed. Stop what uses it, or choose another for the public door."
        ) from problem


def _go_with_the_desk() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=_go_with_the_desk, daemon=True).start()
    try:
        listen(sys.argv[1], int(sys.argv[2]))
    except GraftwatchError as problem:
        sys.exit(str(problem))
