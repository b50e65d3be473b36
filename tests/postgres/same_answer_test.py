"""The same extract gives the same snapshot, and every question the same answer, on SQLite and on PostgreSQL.

Asked of a random country (tests/engines/country.py): `make test SEED=n` draws the same one again.
"""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from graftwatch.testing import home_in
from tests.cluster import cluster
from tests.engines.country import drawn_country, write_extract

ROOT = Path(__file__).resolve().parents[2]
FOUND_BY_AT_LEAST = 50
"""So many questions must find something there: silence on both databases would agree, too."""


@pytest.fixture(scope="module")
def server():
    with cluster() as started:
        yield started.make("office")


@pytest.fixture(scope="module")
def extract(request, tmp_path_factory):
    seed = request.config.getoption("hypothesis_seed") or 0
    country = drawn_country(random.Random(f"two databases {seed}"))  # noqa: S311 - a repeatable disorder
    return write_extract(country, tmp_path_factory.mktemp("extract"))


def run_through(place, folder, database):
    """Load and screen in processes of their own; gives the folder of the run."""
    home = home_in(place)
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
    some_rows_are_refused = 1
    for words, results in (
        (["load", str(folder)], (0, some_rows_are_refused)),
        (["screen", "--out", str(place / "run")], (0,)),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "graftwatch.site.cli", *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in results, done.stdout[-2000:] + done.stderr[-2000:]
    return place / "run"


def told(run):
    """All that a run says, but for the moment it was made at."""
    manifest = json.loads((run / "manifest.json").read_text("utf-8"))
    tables = {path.name: pq.read_table(path) for path in sorted(run.glob("*.parquet"))}
    lists = {path.name: path.read_bytes() for path in sorted((run / "reconcile").glob("*.csv"))}
    return {
        "fingerprint": manifest["fingerprint"],
        "answers": {code: answer["n_findings"] for code, answer in manifest["answers"].items()},
        "leads": json.loads((run / "leads.json").read_text("utf-8")),
        "lists": lists,
        **{name: sorted(map(repr, table.to_pylist())) for name, table in tables.items()},
    }


@pytest.mark.postgres
@pytest.mark.slow
def test_both_databases_give_the_same_snapshot_and_every_question_the_same_answer(server, extract, tmp_path):
    on_sqlite = told(run_through(tmp_path / "sqlite", extract, ""))
    on_postgres = told(run_through(tmp_path / "postgres", extract, server))
    assert on_sqlite["leads"]["leads"]
    assert sum(bool(n) for n in on_sqlite["answers"].values()) >= FOUND_BY_AT_LEAST
    for name, said in on_sqlite.items():
        assert said == on_postgres[name], name
