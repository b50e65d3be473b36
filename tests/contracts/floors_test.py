"""Floors: the import contracts of pyproject.toml hold, and they looked at the code."""

import re
import subprocess
import sys
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
