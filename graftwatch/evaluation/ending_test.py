"""A run that is told to end, or is killed, leaves no process behind, and stands in the log all the same."""

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import tomlkit

from graftwatch.evaluation.ending import ToldToEndError, told_to_end

OWN = Path(__file__).parents[2] / "evaluation" / "plan.toml"


def until(what, seconds=240):
    """What `what()` gives as soon as it gives anything."""
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        if found := what():
            return found
        time.sleep(0.1)
    raise AssertionError(f"It did not come about within {seconds} seconds.")


def children(pid):
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def lives(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def running(tmp_path):
    """An evaluation in a process of its own, and where its log is; gone when the test is over, passed or not."""
    said = tomlkit.parse(OWN.read_text(encoding="utf-8"))
    said["status"] = "draft"
    plan = tmp_path / "plan.toml"
    plan.write_text(tomlkit.dumps(said), encoding="utf-8")
    words = ["evaluate", "--exploratory", "--plan", plan, "--work", tmp_path / "work", "--out", tmp_path / "page.md"]
    places = os.pathsep.join([str(OWN.parents[1]), str(OWN.parents[1] / "countries/atlantis")])
    process = subprocess.Popen(
        [sys.executable, "-m", "graftwatch.site.cli", *map(str, words)],
        env=os.environ | {"PYTHONPATH": places, "GRAFTWATCH_HOME": str(tmp_path / "home")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # who runs these tests in the background of a shell has it ignored, and so would the process have
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    yield process, tmp_path / "log.csv"
    process.kill()
    process.wait()


def outcomes(book):
    with book.open(encoding="utf-8", newline="") as file:
        return [row["outcome"] for row in csv.DictReader(file)]


@pytest.mark.slow  # real processes that set themselves up, once for each way to end
@pytest.mark.parametrize(
    ("how", "written"),
    [(signal.SIGTERM, ["started", "cut off"]), (signal.SIGINT, ["started", "cut off"]), (signal.SIGKILL, ["started"])],
)
def test_a_run_that_ends_early_is_in_the_log_and_its_workers_end_with_it(running, tmp_path, how, written):
    process, book = running
    until(lambda: list(tmp_path.glob("work/*/now/*")))  # a worker builds its State
    workers = children(process.pid)
    assert workers
    process.send_signal(how)
    assert process.wait(120) != 0
    until(lambda: not any(map(lives, workers)), 120)
    assert outcomes(book) == written


def test_a_request_to_end_can_be_written_down_and_what_stood_before_stands_again():
    before = signal.getsignal(signal.SIGTERM)
    with told_to_end(), pytest.raises(ToldToEndError) as ended:
        signal.raise_signal(signal.SIGTERM)
    assert ended.value.code == 143
    assert signal.getsignal(signal.SIGTERM) == before
