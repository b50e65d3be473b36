"""Floors: the import contracts of pyproject.toml hold, and they looked at the code."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def test_every_floor_imports_only_what_lies_below():
    run = subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo", "--no-cache"],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'countries/atlantis'}", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    seen = re.search(r"Analyzed (\d+) files, (\d+) dependencies", run.stdout)
    kept = re.search(r"Contracts: (\d+) kept, 0 broken", run.stdout)
    assert seen, run.stdout
    assert kept, run.stdout
    assert int(seen[1]) > 20
    assert int(kept[1]) >= 5


def contracts() -> dict[str, dict]:
    said = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {contract["type"]: contract for contract in reversed(said["tool"]["importlinter"]["contracts"])}


def top_modules() -> set[str]:
    packages = {path.parent.name for path in (ROOT / "graftwatch").glob("*/__init__.py")}
    files = {path.stem for path in (ROOT / "graftwatch").glob("*.py") if not path.stem.endswith("_test")}
    return (packages | files) - {"__init__", "__main__", "conftest", "testing"}


def test_every_part_of_graftwatch_stands_on_a_floor():
    floors = {name for layer in contracts()["layers"]["layers"] for name in re.findall(r"graftwatch\.(\w+)", layer)}
    assert len(top_modules()) > 8
    assert top_modules() - floors == set(), "name these in the layers of pyproject.toml"


def test_every_part_that_computes_is_held_free_of_django():
    free = {name.removeprefix("graftwatch.") for name in contracts()["forbidden"]["source_modules"]}
    assert "indicators" in free
    assert top_modules() - free == top_modules() & {"records", "desk", "apps", "evaluation", "site"}
