"""Builds `.venv`: hashed pins, front-end packages, message catalogues and Graftwatch itself, editable.

    python3.11 setup/environment.py               what running Graftwatch needs
    python3.11 setup/environment.py --for-tests   what its tests and checks need, too

Needs Python 3.11 and nothing else: no root, no compiler, no Node. What is already as the pins say is left
alone, so running it again takes about a second.
"""

from __future__ import annotations  # so that an older Python can read this file and say that it is too old

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMPS = VENV / "stamps"
# Packages without a wheel on the index. They hold no C: the pinned setuptools of the same lock packs them.
PUBLISHED_AS_SOURCE = {"pyspark"}


def say(words: str) -> None:
    print(f"[set-up] {words}", flush=True)


def stop(words: str) -> None:
    sys.exit(f"[set-up] {words}")


def digest(*files: str) -> str:
    """One sum over the named files and the place of the environment, which is written into its scripts."""
    found = hashlib.sha256(str(ROOT).encode())
    for name in files:
        found.update((ROOT / name).read_bytes())
    return found.hexdigest()


def is_done(step: str, now: str) -> bool:
    stamp = STAMPS / step
    return stamp.is_file() and stamp.read_text("ascii") == now


def mark_done(step: str, now: str) -> None:
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / step).write_text(now, "ascii")


def make_environment() -> None:
    if PYTHON.exists():
        return
    version = ".".join(map(str, sys.version_info[:3]))
    say(f"Making the virtual environment .venv with Python {version} …")
    try:
        venv.create(VENV, with_pip=True, symlinks=os.name != "nt")
    except (subprocess.CalledProcessError, ModuleNotFoundError):
        stop(
            "This Python cannot make virtual environments with pip (its `ensurepip` is missing).\n"
            "On Debian or Ubuntu an administrator runs: apt-get install python3-venv\n"
            "Then run the same command again."
        )


def install_pins(lock: str) -> None:
    """Install exactly what a hashed lock file names, and nothing else."""
    now = digest(lock)
    if is_done(lock, now):
        say(f"Python packages: as {lock} says.")
        return
    pins = re.findall(r"^[a-z0-9][^\s=]*==.*?(?=^[a-z0-9]|\Z)", (ROOT / lock).read_text("utf-8"), re.M | re.S)
    built = [pin for pin in pins if pin.partition("==")[0] in PUBLISHED_AS_SOURCE]
    wheels = [pin for pin in pins if pin not in built]
    say(f"Python packages: installing {len(wheels)} from {lock}, each checked against its hash …")
    install(lock, wheels, "--only-binary=:all:")
    if built:
        names = ", ".join(pin.split()[0] for pin in built)
        say(f"Python packages: fetching and building {names}, published as source only (two to five minutes) …")
        install(lock, built, "--no-build-isolation", "--use-pep517")
    mark_done(lock, now)


def install(lock: str, pins: list[str], *options: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / lock
        part.write_text("".join(pins), "utf-8")
        command = pip("install", "--no-deps", "--require-hashes", "--no-input", *options, "-r", str(part))
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as run:
            words = follow(run, len(pins))
    if run.returncode != 0:
        sys.stderr.write("".join(words[-30:]))
        stop(f"pip could not install what {lock} names; its own words are above. Is the package index reachable?")


def follow(run: subprocess.Popen[str], total: int) -> list[str]:
    """Tell how far pip is, one short line every ten packages; keep all of pip's words for an error."""
    words: list[str] = []
    seen = 0
    for line in run.stdout or ():
        words.append(line)
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            seen += 1
            if seen % 10 == 0:
                say(f"  {seen} of {total} fetched or found")
        elif line.startswith("Installing collected packages"):
            say("  writing them into .venv (about half a minute) …")
    return words


def pip(*arguments: str) -> list[str]:
    return [str(PYTHON), "-m", "pip", "--disable-pip-version-check", *arguments]


def run_script(name: str, *arguments: str) -> None:
    if subprocess.run([PYTHON, ROOT / "setup" / name, *arguments], cwd=ROOT).returncode != 0:
        stop(f"setup/{name} did not finish; the reason is above.")


def install_graftwatch() -> None:
    """Make `.venv/bin/graftwatch`; the code stays where it is."""
    now = digest("pyproject.toml")
    if is_done("graftwatch", now):
        return
    say("Graftwatch: putting the command into .venv …")
    command = ["install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--editable", "."]
    if subprocess.run(pip(*command), cwd=ROOT).returncode != 0:
        stop("Graftwatch itself could not be installed; pip's own words are above.")
    mark_done("graftwatch", now)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--for-tests", action="store_true", help="install what tests and checks need, too")
    for_tests = parser.parse_args().for_tests
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one should be told
        stop(f"Graftwatch needs Python 3.11; this is {sys.version.split()[0]}. Try: make PYTHON=python3.11")
    began = time.monotonic()
    make_environment()
    # The lock of the tests holds every pin of the other, so one of the two is enough.
    lock_of_tests = "requirements-test.txt"
    install_pins(lock_of_tests if for_tests or is_done(lock_of_tests, digest(lock_of_tests)) else "requirements.txt")
    run_script("front_end.py", *(["--for-tests"] if for_tests else []))
    run_script("compile_messages.py")
    install_graftwatch()
    command = BIN.relative_to(ROOT) / "graftwatch"
    say(f"Ready after {time.monotonic() - began:.0f} s. The command is {command}.")


if __name__ == "__main__":
    main()
