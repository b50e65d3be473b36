"""The same extract gives the same fingerprint and the same leads on SQLite and on PostgreSQL."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from graftwatch.apps.screening.screen_test import OFFICE
from graftwatch.testing import write_folder
from tests.cluster import cluster

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def server():
    with cluster() as started:
        yield started.make("office")


def run_through(place, folder, database):
    """Load and screen in processes of their own; gives what the run says."""
    home = place / "home"
    home.mkdir(parents=True)
    # one key for both: row keys and tokens are cut with it
    (home / "keys").mkdir(mode=0o700)
    for name in ("node", "tokens"):
        (home / "keys" / f"{name}.key").write_text("ab" * 32)
    environment = os.environ | {
        "GRAFTWATCH_HOME": str(home),
        "GRAFTWATCH_DATABASE": database,
        "DJANGO_SETTINGS_MODULE": "graftwatch.site.settings.desk",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "countries" / "atlantis")]),
    }
    for words in (["load", str(folder)], ["screen", "--out", str(place / "run")]):
        done = subprocess.run(
            [sys.executable, "-m", "graftwatch.site.cli", *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    manifest = json.loads((place / "run" / "manifest.json").read_text("utf-8"))
    return manifest["fingerprint"], (place / "run" / "leads.json").read_bytes()


@pytest.mark.postgres
@pytest.mark.slow
def test_both_databases_give_the_same_fingerprint_and_leads(server, tmp_path):
    folder = write_folder(OFFICE, tmp_path / "office")
    on_sqlite = run_through(tmp_path / "sqlite", folder, "")
    on_postgres = run_through(tmp_path / "postgres", folder, server)
    assert json.loads(on_sqlite[1])["leads"]
    assert on_sqlite == on_postgres
