"""Sees to what the tests need from the machine: Chromium, Latin and Arabic fonts, PostgreSQL, a Java runtime.

With the right to install (root on Debian or Ubuntu) it installs what is absent; without, it says what is
missing and who can install it, and stops: no test is skipped silently.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


def has_chromium() -> bool:
    return any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))


def has_postgresql() -> bool:
    """The server's own programs, with which tests start a temporary cluster."""
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def has_font(language: str) -> bool:
    if not shutil.which("fc-list"):
        return False
    found = subprocess.run(["fc-list", f":lang={language}", "family"], capture_output=True, text=True)
    return bool(found.stdout.strip())


@dataclass(frozen=True)
class Need:
    what: str
    because: str
    packages: tuple[str, ...]
    is_met: Callable[[], bool]


NEEDS = (
    Need("Chromium", "the journeys drive a real browser", ("chromium",), has_chromium),
    Need(
        "a Latin font",
        "pages are drawn and printed",
        ("fontconfig", "fonts-liberation"),
        lambda: has_font("en"),
    ),
    Need(
        "an Arabic font",
        "pages are drawn in Arabic",
        ("fontconfig", "fonts-noto-core"),
        lambda: has_font("ar"),
    ),
    Need("PostgreSQL", "the records are tested on it, too", ("postgresql",), has_postgresql),
    Need(
        "a Java runtime",
        "questions are put to Spark, too",
        ("openjdk-17-jre-headless",),
        lambda: bool(shutil.which("java")),
    ),
)


def say(words: str) -> None:
    print(f"[machine] {words}", flush=True)


def apt_get(*arguments: str) -> None:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    run = subprocess.run(["apt-get", "-q", *arguments], env=quiet, stdout=subprocess.PIPE, text=True)
    if run.returncode != 0:
        sys.exit(f"{run.stdout[-2000:]}\n[machine] apt-get {' '.join(arguments)} failed; its own words are above.")


def main() -> None:
    missing = [need for need in NEEDS if not need.is_met()]
    if not missing:
        say("Chromium, fonts, PostgreSQL and Java are here.")
        return
    for need in missing:
        say(f"Missing: {need.what}, because {need.because}.")
    packages = sorted({name for need in missing for name in need.packages})
    command = f"apt-get install --no-install-recommends {' '.join(packages)}"
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not (is_root and shutil.which("apt-get")):
        sys.exit(
            "[machine] This account may not install them. An administrator of this machine runs\n"
            f"    {command}\n"
            "(Debian and Ubuntu; elsewhere the packages of the same meaning), then run `make test` again."
        )
    say(f"Installing {', '.join(packages)} with apt-get (about a minute) …")
    apt_get("update")
    apt_get("install", "--yes", "--no-install-recommends", *packages)
    still = [need.what for need in NEEDS if not need.is_met()]
    if still:
        sys.exit(f"[machine] Installed, but still not found: {', '.join(still)}. Please report this.")
    say("Chromium, fonts, PostgreSQL and Java are here now.")


if __name__ == "__main__":
    main()
