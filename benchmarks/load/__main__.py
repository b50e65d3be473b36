"""`make load`: reporters and officers at once against PostgreSQL; writes its figures into docs/performance.md.

python -m benchmarks.load --minutes 10 --reporters 200 --officers 50 --kill
"""

from __future__ import annotations

import argparse
import json
import math
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.load.told import write
from benchmarks.load.visitors import Ledger, officer, reporter
from tests.cluster import ROLE, cluster, free_port

ROOT = Path(__file__).resolve().parents[2]
PAUSE = 8.0
"""Seconds that people take over a page, on average; between a fifth of it and nearly twice as much."""


@dataclass
class Process:
    """One process of ours that can be killed and started again."""

    words: list[str]
    env: dict[str, str]
    log: Path
    running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                [sys.executable, "-m", *self.words], env=self.env, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self) -> None:
        """As the power does it: no word before, nothing tidied."""
        assert self.running is not None
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()

    def stop(self) -> None:
        if self.running is not None and self.running.poll() is None:
            self.running.terminate()
            try:
                self.running.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reporters", type=int, default=200)
    parser.add_argument("--officers", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--kill", action="store_true", help="kill -9 both doors half-way, and start them again")
    parser.add_argument("--no-page", action="store_true", help="leave docs/performance.md as it is")
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="graftwatch-load-") as home,
        cluster("max_connections=200", safe=True) as server,
    ):
        server.run(f"CREATE ROLE {ROLE} LOGIN")
        addresses = {}
        for named, database in (("GRAFTWATCH_DATABASE", "desk"), ("GRAFTWATCH_DOOR_DATABASE", "door")):
            server.run(f"CREATE DATABASE {database} OWNER {ROLE}")
            addresses[named] = server.address(database, ROLE)
        env = os.environ | addresses | {"GRAFTWATCH_HOME": home, "PYTHONPATH": str(ROOT)}
        env["DJANGO_SETTINGS_MODULE"] = "graftwatch.site.settings.demo"
        figures = _play(asked, Path(home), env)
        figures["n_stored"] = _stored(server)
    figures["n_lost"] = (
        figures["n_receipts"] - figures["n_stored"] if figures["n_receipts"] > figures["n_stored"] else 0
    )
    _tell(json.dumps(figures, indent=2))
    if not asked.no_page:
        write(figures)
    return 1 if figures["n_lost"] or figures["faults"] else 0


def _tell(words: str) -> None:
    print(f"[load] {words}", flush=True)


def _stored(server: object) -> int:
    """Reports at the desk and envelopes still at the door, counted by the database itself."""
    run = server.run  # type: ignore[attr-defined]
    at_the_desk = int(run("SELECT count(*) FROM reports_report", "desk"))
    return at_the_desk + int(run("SELECT count(*) FROM door_envelope", "door"))


def _play(asked: argparse.Namespace, home: Path, env: dict[str, str]) -> dict[str, Any]:
    _tell("making officers, keys and databases …")
    made = subprocess.run(
        [sys.executable, "-m", "benchmarks.load.set_up", str(asked.officers)], env=env, check=False, capture_output=True
    )
    if made.returncode:
        raise SystemExit(made.stderr.decode()[-3000:])
    people = json.loads(made.stdout)
    desk_port, door_port = free_port(), free_port()
    desk = Process(["graftwatch.site.cli", "serve", "--port", str(desk_port), "--no-door"], env, home / "desk.log")
    door = Process(["graftwatch.site.cli", "door", "--port", str(door_port)], env, home / "door.log")
    with (
        _serving(desk, f"http://127.0.0.1:{desk_port}/account/login/"),
        _serving(door, f"http://127.0.0.1:{door_port}/alive/"),
    ):
        ledger = _visit(asked, people, desk_port, door_port, [door, desk] if asked.kill else [])
        _tell("time is over; the desk collects what still waits …")
        time.sleep(5)
    return _figures(asked, ledger)


@contextmanager
def _serving(process: Process, address: str) -> Iterator[None]:
    process.start()
    try:
        wait_for(address, process)
        yield
    finally:
        process.stop()


def wait_for(address: str, process: Process) -> None:
    for _ in range(240):
        if process.running is not None and process.running.poll() is not None:
            raise SystemExit(process.log.read_text("utf-8")[-3000:])
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - our own address
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise SystemExit(f"{address} did not answer within a minute")


def _visit(
    asked: argparse.Namespace, people: dict[str, list[str]], desk_port: int, door_port: int, victims: list[Process]
) -> Ledger:
    ledger, until = Ledger(), time.monotonic() + asked.minutes * 60
    addresses = (f"http://127.0.0.1:{door_port}/alive/", f"http://127.0.0.1:{desk_port}/account/login/")
    threads = [
        threading.Thread(target=reporter, args=(door_port, ledger, until, PAUSE, seed), daemon=True)
        for seed in range(asked.reporters)
    ]
    threads += [
        threading.Thread(
            target=officer, args=(desk_port, ledger, until, PAUSE, seed, name, people["password"]), daemon=True
        )
        for seed, name in enumerate(people["names"])
    ]
    _tell(f"{asked.reporters} reporters and {asked.officers} officers for {asked.minutes:g} minutes …")
    for thread in threads:
        thread.start()
        time.sleep(PAUSE / len(threads))  # nobody rings at the same moment
    killed = False
    while time.monotonic() < until:
        time.sleep(min(15, max(0.1, until - time.monotonic())))
        left = max(0, until - time.monotonic())
        _tell(f"{left:.0f} s left, {len(ledger.receipts)} receipts, {len(ledger.faults)} faults")
        if victims and not killed and until - time.monotonic() < asked.minutes * 30:
            killed, ledger.holds_from = True, math.inf
            for process in victims:
                process.kill()
                _tell(f"killed: {process.words[1]}")
                process.start()
            for process, address in zip(victims, addresses, strict=False):
                wait_for(address, process)
            ledger.holds_from = time.monotonic()
    for thread in threads:
        thread.join(60)
    return ledger


def _figures(asked: argparse.Namespace, ledger: Ledger) -> dict[str, Any]:
    found: dict[str, Any] = {
        "reporters": asked.reporters,
        "officers": asked.officers,
        "minutes": asked.minutes,
        "killed": asked.kill,
        "n_receipts": len(ledger.receipts),
        "faults": len(ledger.faults),
        "n_broken": ledger.n_broken,
        "first_faults": sorted(set(ledger.faults))[:10],
    }
    for who in ("reporter", "officer"):
        taken = sorted(seconds for name, seconds in ledger.pages if name == who)
        if taken:
            found[who] = {
                "pages": len(taken),
                "median": round(statistics.median(taken), 3),
                "p95": round(taken[int(0.95 * (len(taken) - 1))], 3),
                "slowest": round(taken[-1], 3),
            }
    return found


if __name__ == "__main__":
    sys.exit(main())
