"""A PostgreSQL cluster of one's own on loopback, run by an unprivileged user, gone afterwards.

python -m tests.cluster COMMAND …     run a command with GRAFTWATCH_DATABASE and GRAFTWATCH_DOOR_DATABASE set
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cluster:
    """Where it listens and who may come in; `programs` is the folder of psql and pg_dump."""

    port: int
    programs: Path
    user: str = "graftwatch"

    def address(self, database: str, user: str = "") -> str:
        return f"postgresql://{user or self.user}@127.0.0.1:{self.port}/{database}"

    def run(self, sql: str, database: str = "postgres") -> str:
        """One or more statements as the owner; gives what psql prints."""
        command = [self.programs / "psql", "-qtAX", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(self.port)]
        command += ["-U", self.user, "-d", database, "-c", sql]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def make(self, database: str) -> str:
        """A new empty database; its address."""
        self.run(f'CREATE DATABASE "{database}"')
        return self.address(database)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
        return number


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return found[-1] if found else Path(shutil.which("initdb") or "/missing/initdb").parent


@contextmanager
def cluster(*settings: str, safe: bool = False) -> Iterator[Cluster]:
    """Start it, hand it out, stop it. `safe` keeps fsync on, for measurements and for killing it half-way."""
    programs = _programs()
    as_root = os.geteuid() == 0
    with tempfile.TemporaryDirectory(prefix="graftwatch-postgres-") as place:
        if as_root:
            who = pwd.getpwnam("postgres")
            os.chown(place, who.pw_uid, who.pw_gid)
        before = ["runuser", "-u", "postgres", "--"] if as_root else []
        port, data = free_port(), f"{place}/data"
        initdb = [*before, programs / "initdb", "-D", data, "-U", "graftwatch", "-A", "trust", "-E", "UTF8"]
        subprocess.run([*initdb, "--no-sync", "--locale=C.UTF-8"], check=True, capture_output=True, cwd=place)
        options = [f"-p {port}", f"-k {place}", "-c listen_addresses=127.0.0.1", *(f"-c {each}" for each in settings)]
        options += [] if safe else ["-c fsync=off"]
        control = [*before, programs / "pg_ctl", "-D", data, "-w"]
        subprocess.run(
            [*control, "-o", " ".join(options), "-l", f"{place}/log", "start"],
            check=True,
            capture_output=True,
            cwd=place,
        )
        try:
            yield Cluster(port, programs)
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True, cwd=place)


ROLE = "graftwatch_desk"
"""No superuser: row-level security binds it like anybody, although it owns the tables."""


def main(command: list[str]) -> int:
    with cluster("max_connections=200") as server:
        server.run(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
        addresses = {}
        for named, database in (("GRAFTWATCH_DATABASE", "desk"), ("GRAFTWATCH_DOOR_DATABASE", "door")):
            server.run(f"CREATE DATABASE {database} OWNER {ROLE}")
            addresses[named] = server.address(database, ROLE)
        return subprocess.run(command, env=os.environ | addresses, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
