"""A PostgreSQL cluster of one's own on loopback, run by an unprivileged user, gone afterwards.

python -m tests.cluster COMMAND …     run a command with GRAFTWATCH_DATABASE and GRAFTWATCH_DOOR_DATABASE set
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.ports import free_port


@dataclass(frozen=True)
class Cluster:
    """Where it listens and who may come in; `programs` is the folder of psql and pg_dump."""

    port: int
    programs: Path
    place: Path
    control: tuple[str, ...]
    """pg_ctl for this cluster."""
    options: str
    user: str = "graftwatch"

    def address(self, database: str, user: str = "") -> str:
        return f"postgresql://{user or self.user}@127.0.0.1:{self.port}/{database}"

    def run(self, sql: str, database: str = "postgres") -> str:
        """One or more statements as the owner; gives what psql prints."""
        command = [
            str(self.programs / "psql"),
            "-qtAX",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            "127.0.0.1",
            "-p",
            str(self.port),
        ]
        command += ["-U", self.user, "-d", database, "-c", sql]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def make(self, database: str) -> str:
        """A new empty database; its address."""
        self.run(f'CREATE DATABASE "{database}"')
        return self.address(database)

    def tell(self, *words: str) -> None:
        subprocess.run([*self.control, *words], check=True, capture_output=True, cwd=self.place)

    def start(self) -> None:
        """Start it, also after it was killed: it then first reads its log again. Back when it can be asked.

        What the dead wrote of themselves is put away first: in a container whose first process asks after nobody,
        PostgreSQL takes them for living.
        """
        if not self.is_running():
            for left in (self._pid_file(), *self.place.glob(".s.PGSQL.*")):
                left.unlink(missing_ok=True)
        self.tell("-o", self.options, "-l", f"{self.place}/log", "start")

    def kill(self) -> int:
        """SIGKILL to the postmaster and to every process of its own, as when the power fails; how many there were.

        The postmaster is halted first, so that nobody is born between the counting and the end.
        """
        first = int(self._pid_file().read_text().split()[0])
        os.kill(first, signal.SIGSTOP)
        killed = [first, *_children(first)]
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        while any(map(_lives, killed)):
            time.sleep(0.02)
        return len(killed)

    def _pid_file(self) -> Path:
        return self.place / "data" / "postmaster.pid"

    def is_running(self) -> bool:
        """By what it wrote down of itself, which it removes when it stops and leaves lying when it is killed."""
        return self._pid_file().exists() and _lives(int(self._pid_file().read_text().split()[0]))


def _children(parent: int) -> list[int]:
    """Processes of this parent. The name in `stat` may have spaces and ends with the last bracket."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            of = int(stat.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue  # ended meanwhile
        if of == parent:
            found.append(int(stat.parent.name))
    return found


def _lives(pid: int) -> bool:
    """Not the dead whom nobody has asked after yet, where the machine can tell."""
    try:
        if not Path("/proc/self").exists():
            os.kill(pid, 0)
            return True
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


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
        initdb = [*before, str(programs / "initdb"), "-D", data, "-U", "graftwatch", "-A", "trust", "-E", "UTF8"]
        subprocess.run([*initdb, "--no-sync", "--locale=C.UTF-8"], check=True, capture_output=True, cwd=place)
        options = [f"-p {port}", f"-k {place}", "-c listen_addresses=127.0.0.1", *(f"-c {each}" for each in settings)]
        options += [] if safe else ["-c fsync=off"]
        control = (*before, str(programs / "pg_ctl"), "-D", data, "-w", "-t", "300")
        started = Cluster(port, programs, Path(place), control, " ".join(options))
        started.start()
        try:
            yield started
        finally:
            if started.is_running():
                started.tell("-m", "immediate", "stop")


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
