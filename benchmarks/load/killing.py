"""What is killed and when: half-way both doors and the worker, at two thirds PostgreSQL with all its processes."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from benchmarks.load.processes import Process
from benchmarks.load.visitors import Ledger
from tests.cluster import Cluster

DOORS_AT, POSTGRES_AT = 1 / 2, 2 / 3
STAYS_AWAY = 10.0
"""Seconds in which nobody starts PostgreSQL again, so that many people meet the page that says so."""


@dataclass
class Killing:
    """Kills each once, when its share of the time is over, and writes down what was done."""

    processes: list[Process]
    server: Cluster
    ledger: Ledger
    tell: Callable[[str], None]
    done: dict[str, Any] = field(default_factory=dict)

    def look(self, share: float) -> None:
        """To be called every now and then with the share of the time that is over."""
        if share >= DOORS_AT and "doors" not in self.done:
            self._kill_the_doors()
        elif share >= POSTGRES_AT and "postgres" not in self.done:
            self._kill_postgresql()

    def _kill_the_doors(self) -> None:
        self.ledger.holds_from = math.inf
        for process in self.processes:
            process.kill()
            self.tell(f"killed: {process.words[1]}")
            process.start()
        for process in self.processes:
            process.wait_until_up()
        self.ledger.holds_from = time.monotonic()
        self.done["doors"] = True

    def _kill_postgresql(self) -> None:
        running = [process.running for process in self.processes]
        self.ledger.away = (time.monotonic(), math.inf)
        n_killed = self.server.kill()
        self.tell(f"killed: PostgreSQL with its {n_killed} processes")
        time.sleep(STAYS_AWAY)
        began = time.monotonic()
        self.server.start()
        recovered = time.monotonic()
        self.ledger.away = (self.ledger.away[0], recovered)
        self.tell(f"PostgreSQL is back after {recovered - began:.1f} s of reading its log again")
        self.done["postgres"] = {
            "processes": n_killed,
            "away": STAYS_AWAY,
            "recovery": round(recovered - began, 1),
        }
        self.done["running"] = running

    def ended(self) -> dict[str, Any]:
        """What was killed; whether the doors are those that stood when PostgreSQL was killed."""
        same = [process.running for process in self.processes] == self.done.pop("running", None)
        stayed = same and all(process.is_running() for process in self.processes)
        return {"doors": "doors" in self.done, "postgres": self.done.get("postgres"), "doors_stayed": stayed}
