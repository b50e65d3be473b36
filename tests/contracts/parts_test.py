"""What is built in can be listed in a standard form, and looked up in advisories without a network."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.contracts.pins_test import locked

ROOT = Path(__file__).resolve().parents[2]
DJANGO = locked("requirements.txt")["django"]
HTMX = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]["node_modules/htmx.org"]["version"]


def run(*words):
    command = [sys.executable, str(ROOT / "setup" / "parts.py"), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def advisory(name, events, ecosystem="PyPI", **more):
    kind = "ECOSYSTEM" if ecosystem == "PyPI" else "SEMVER"
    affected = {"package": {"ecosystem": ecosystem, "name": name}, "ranges": [{"type": kind, "events": events}]}
    return {"id": "TEST-1", "modified": "2026-11-20T00:00:00Z", "summary": "a flaw", "affected": [affected], **more}


@pytest.fixture
def audit(tmp_path):
    def asked(*said):
        for number, one in enumerate(said):
            (tmp_path / f"{number}.json").write_text(json.dumps(one))
        return run("audit", tmp_path)

    return asked


def test_the_bill_names_every_locked_part_with_its_hashes():
    said = json.loads(run("bill").stdout)
    assert said["bomFormat"] == "CycloneDX"
    named = {part["purl"]: part["hashes"] for part in said["components"]}
    wanted = {f"pkg:pypi/{name}@{version}" for name, version in locked("requirements.txt").items()}
    assert len(wanted) > 50
    assert wanted | {f"pkg:npm/htmx.org@{HTMX}"} <= set(named)
    assert all(named.values())


@pytest.mark.parametrize(
    "said",
    [
        advisory("Django", [{"introduced": "0"}]),
        advisory("django", [{"introduced": "1.0"}, {"fixed": "2.0"}, {"introduced": DJANGO}, {"fixed": "99.0"}]),
        advisory("django", [{"introduced": "0"}, {"last_affected": DJANGO}]),
        advisory("django", [{"introduced": "no number"}]),
        advisory("htmx.org", [{"introduced": "0"}, {"fixed": "99.0.0"}], "npm"),
    ],
    ids=["all", "again", "last", "cannot be compared", "npm"],
)
def test_a_part_with_a_known_flaw_is_named(audit, said):
    done = audit(said)
    assert done.returncode == 1
    assert "TEST-1 a flaw" in done.stdout
    assert "the newest of 2026-11-20: 1 found." in done.stdout


@pytest.mark.parametrize(
    "said",
    [
        advisory("django", [{"introduced": "0"}, {"fixed": DJANGO}]),
        advisory("django", [{"introduced": "99.0"}]),
        advisory("django", [{"introduced": "0"}], "npm"),
        advisory("djangoo", [{"introduced": "0"}]),
        advisory("django", [{"introduced": "0"}], withdrawn="2026-11-21T00:00:00Z"),
    ],
    ids=["mended", "later", "another ecosystem", "another name", "withdrawn"],
)
def test_what_does_not_concern_our_version_is_not_named(audit, said):
    done = audit(said)
    assert (done.returncode, "0 found." in done.stdout) == (0, True)


def test_nothing_to_look_in_is_no_good_news(audit):
    done = audit()
    assert done.returncode == 1
    assert "this says nothing" in done.stdout


def test_an_export_is_read_as_it_comes_in_one_file(tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as whole:
        whole.writestr("TEST-1.json", json.dumps(advisory("django", [{"introduced": "0"}])))
    assert run("audit", tmp_path / "all.zip").returncode == 1
