"""Pins: exact, hashed, the same wherever they are said twice, and without the name of a registry host."""

import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HASHED = ("requirements.txt", "requirements-test.txt")
PIN_FILES = (*HASHED, "package.json", "package-lock.json", ".npmrc", "setup/front_end.toml", "pyproject.toml")
PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(\[[a-z0-9,-]+\])?==(?P<version>[0-9][^\s;]*)$")


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def pyproject() -> dict:
    return tomllib.loads(read("pyproject.toml"))


def said_in_pyproject() -> list[str]:
    """Every requirement of pyproject.toml, wherever it stands."""
    said = pyproject()
    lists = [
        said["project"]["dependencies"],
        *said["project"]["optional-dependencies"].values(),
        *said["dependency-groups"].values(),
        said["build-system"]["requires"],
    ]
    return [requirement for one in lists for requirement in one]


def locked(name: str) -> dict[str, str]:
    """Package and version of every entry of a hashed lock, names as an index writes them."""
    entries = re.findall(r"^([a-z0-9][a-z0-9.-]*)==([^\s\\;]+)", read(name), re.MULTILINE)
    return dict(entries)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_no_pin_file_names_a_host():
    for name in PIN_FILES:
        text = read(name)
        assert text.strip(), f"{name} is empty"
        assert "://" not in text, f"{name} names a host; `make lock` writes it without"


def test_every_requirement_of_ours_is_exact():
    requirements = said_in_pyproject()
    assert len(requirements) > 20
    assert [r for r in requirements if not PINNED.match(r)] == []


def test_every_locked_package_has_its_hashes():
    for name in HASHED:
        entries = re.split(r"^(?=[a-z0-9])", read(name), flags=re.MULTILINE)
        packages = [entry for entry in entries if "==" in entry.split("\n")[0]]
        assert len(packages) == len(locked(name)) > 20
        assert [entry for entry in packages if "--hash=sha256:" not in entry] == []


def test_the_locks_hold_what_pyproject_says():
    said = pyproject()["project"]
    running = said["dependencies"] + pyproject()["dependency-groups"]["setup"]
    for name, requirements in (
        ("requirements.txt", running),
        ("requirements-test.txt", running + said["optional-dependencies"]["test"]),
    ):
        pins = locked(name)
        for requirement in requirements:
            pin = PINNED.match(requirement)
            assert pin, requirement
            assert pins[plain(pin["name"])] == pin["version"], f"{name} is older than pyproject.toml: `make lock`"


def test_the_lock_of_the_tests_holds_every_pin_of_the_other():
    running, testing = locked(HASHED[0]), locked(HASHED[1])
    assert running.items() <= testing.items()


def test_the_build_uses_the_pins_of_set_up():
    said = pyproject()
    assert sorted(said["build-system"]["requires"]) == sorted(said["dependency-groups"]["setup"])


def test_every_front_end_package_is_exact_and_has_its_integrity():
    said, lock = json.loads(read("package.json")), json.loads(read("package-lock.json"))["packages"]
    asked = said["dependencies"] | said["devDependencies"]
    assert asked
    for package, version in asked.items():
        assert lock[f"node_modules/{package}"]["version"] == version
    fetched = {path: entry for path, entry in lock.items() if path}
    assert [path for path, entry in fetched.items() if "integrity" not in entry or "resolved" in entry] == []


def test_the_front_end_manifest_takes_the_versions_that_package_json_asks_for():
    said = json.loads(read("package.json"))
    manifest = tomllib.loads(read("setup/front_end.toml"))
    for row in manifest["file"] + manifest["folder"]:
        asked = said["devDependencies" if row["use"] == "tests" else "dependencies"]
        assert asked[row["package"]] == row["version"]
    assert all(re.fullmatch(r"[0-9a-f]{64}", row["sha256"]) for row in manifest["file"])
