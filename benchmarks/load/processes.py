"""Processes of ours that are started, killed as the power does it, and waited for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Process:
    """One process of ours with what it starts beside itself: the desk has the worker."""

    words: list[str]
    env: dict[str, str]
    log: Path
    address: str
    """What it answers when it is up."""
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

    def is_running(self) -> bool:
        return self.running is not None and self.running.poll() is None

    def wait_until_up(self) -> None:
        for _ in range(480):
            if not self.is_running():
                raise SystemExit(self.log.read_text("utf-8")[-3000:])
            try:
                urllib.request.urlopen(self.address, timeout=2).close()  # noqa: S310 - our own address
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.25)
            else:
                return
        raise SystemExit(f"{self.address} did not answer within two minutes")


@contextmanager
def serving(process: Process) -> Iterator[None]:
    process.start()
    try:
        process.wait_until_up()
        yield
    finally:
        process.stop()
