"""`make load`: reporters and officers at once against PostgreSQL; writes its figures into docs/performance.md.

python -m benchmarks.load --minutes 10 --reporters 200 --officers 50 --kill
`make load SECONDS=60` is a short try with fewer people, which leaves the page as it is.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.load.killing import Killing
from benchmarks.load.processes import Process, serving
from benchmarks.load.told import write
from benchmarks.load.visitors import Ledger, officer, reporter
from tests.cluster import ROLE, Cluster, cluster
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PAUSE = 8.0
"""Seconds that people take over a page, on average; between a fifth of it and nearly twice as much."""
SHORT_PAUSE = 1.5
WORKER_MAY_TAKE = 150
"""Seconds: it looks at the door once a minute."""


def main() -> int:
    asked = _asked()
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
        figures = _play(asked, Path(home), env, server)
    _tell(json.dumps(figures, indent=2))
    if not asked.no_page:
        write(figures)
    is_done = not asked.kill or (figures["killed"]["doors"] and figures["killed"]["postgres"])
    if not is_done:
        _tell("The time was over before everything was killed: take more seconds.")
    return 0 if is_done and is_well(figures) else 1


def is_well(figures: dict[str, Any]) -> bool:
    """Nothing lost, no fault, and everything that stands after a killing stands by itself."""
    lost = figures["n_without_report"] + figures["n_without_mailbox"] + figures["faults"]
    killed = figures["killed"]
    stayed = killed["doors_stayed"] or not killed["postgres"]
    return not lost and figures["trail"]["holds"] and figures["worker_collects"] and stayed


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reporters", type=int, default=200)
    parser.add_argument("--officers", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seconds", type=float, help="a short try: forty reporters and ten officers in haste, no page")
    parser.add_argument("--kill", action="store_true", help="kill -9 doors and worker half-way, later PostgreSQL")
    parser.add_argument("--no-page", action="store_true", help="leave docs/performance.md as it is")
    asked = parser.parse_args()
    asked.pause = PAUSE
    if asked.seconds:
        asked.minutes, asked.reporters, asked.officers = asked.seconds / 60, 40, 10
        asked.pause, asked.no_page = SHORT_PAUSE, True
    return asked


def _tell(words: str) -> None:
    print(f"[load] {words}", flush=True)


def _play(asked: argparse.Namespace, home: Path, env: dict[str, str], server: Cluster) -> dict[str, Any]:
    _tell("making officers, keys and databases …")
    people = _said("benchmarks.load.set_up", str(asked.officers), env=env)
    ports = {"desk": free_port(), "door": free_port()}
    at = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    desk_words = ["graftwatch.site.cli", "serve", "--port", str(ports["desk"]), "--no-door"]
    desk = Process(desk_words, env, home / "desk.log", f"{at['desk']}/account/login/")
    door_words = ["graftwatch.site.cli", "door", "--port", str(ports["door"])]
    door = Process(door_words, env, home / "door.log", f"{at['door']}/alive/")
    ledger = Ledger()
    killing = Killing([door, desk], server, ledger, _tell)
    with ExitStack() as up:
        for process in (desk, door):
            up.enter_context(serving(process))
        _visit(asked, people, ports, ledger, killing)
        _tell("time is over; the worker collects what still waits …")
        worker_collects = _worker_collects(server)
        killed = killing.ended()
    _tell("each receipt is looked at …")
    found: dict[str, Any] = _said("benchmarks.load.afterwards", env=env, given=json.dumps(ledger.receipts))
    stored = int(server.run("SELECT count(*) FROM reports_report", "desk"))
    figures = _figures(asked, ledger) | found
    return figures | {"killed": killed, "worker_collects": worker_collects, "n_stored": stored}


def _said(module: str, *words: str, env: dict[str, str], given: str = "") -> Any:
    """What a program of ours says as JSON."""
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, env=env, check=False, capture_output=True, input=given.encode())
    if done.returncode:
        raise SystemExit(done.stderr.decode()[-3000:])
    return json.loads(done.stdout)


def _worker_collects(server: Cluster) -> bool:
    """Whether everything that lay at the door is taken by the worker itself."""
    until = time.monotonic() + WORKER_MAY_TAKE
    while int(server.run("SELECT count(*) FROM door_envelope", "door")):
        if time.monotonic() > until:
            return False
        time.sleep(1)
    return True


def _visit(
    asked: argparse.Namespace, people: dict[str, Any], ports: dict[str, int], ledger: Ledger, killing: Killing
) -> None:
    began, lasts = time.monotonic(), asked.minutes * 60
    until = began + lasts
    of_all = {"ledger": ledger, "until": until, "pause": asked.pause}
    threads = [
        threading.Thread(target=reporter, args=(ports["door"],), kwargs={**of_all, "seed": seed}, daemon=True)
        for seed in range(asked.reporters)
    ]
    for seed, name in enumerate(people["names"]):
        said = {**of_all, "seed": seed, "name": name, "password": people["password"]}
        threads.append(threading.Thread(target=officer, args=(ports["desk"],), kwargs=said, daemon=True))
    _tell(f"{asked.reporters} reporters and {asked.officers} officers for {asked.minutes:g} minutes …")
    for thread in threads:
        thread.start()
        time.sleep(asked.pause / len(threads))  # nobody rings at the same moment
    told_at = began
    while time.monotonic() < until:
        time.sleep(min(1, max(0.1, until - time.monotonic())))
        if asked.kill:
            killing.look((time.monotonic() - began) / lasts)
        if time.monotonic() - told_at > 15:
            told_at, left = time.monotonic(), max(0, until - time.monotonic())
            _tell(f"{left:.0f} s left, {len(ledger.receipts)} receipts, {len(ledger.faults)} faults")
    for thread in threads:
        thread.join(60)


def _figures(asked: argparse.Namespace, ledger: Ledger) -> dict[str, Any]:
    found: dict[str, Any] = {
        "reporters": asked.reporters,
        "officers": asked.officers,
        "minutes": asked.minutes,
        "n_receipts": len(ledger.receipts),
        "faults": len(ledger.faults),
        "n_broken": ledger.n_broken,
        "first_faults": sorted(set(ledger.faults))[:10],
    }
    for who in ("reporter", "officer", "told to wait"):
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
