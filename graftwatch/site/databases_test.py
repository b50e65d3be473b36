"""Each database of an installation holds its own tables and no others, whichever was made first."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

MADE = "import django; django.setup(); from graftwatch.site.databases import bring_up_to_date as to; to(); to()"
OWN = {"keys/records.sqlite3": {"vault_recordkey"}, "door/door.sqlite3": {"door_envelope", "door_sealedfile"}}


def tables(path):
    with closing(sqlite3.connect(path)) as database:
        found = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return found - {"django_migrations", "sqlite_sequence"}


def test_a_new_installation_has_every_table_in_one_database_only(tmp_path):
    elsewhere = {name: value for name, value in os.environ.items() if not name.endswith("_DATABASE")}
    environment = elsewhere | {
        "GRAFTWATCH_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "graftwatch.site.settings.desk",
    }
    subprocess.run(
        [sys.executable, "-c", MADE], env=environment | {"PYTHONPATH": os.pathsep.join(sys.path)}, check=True
    )
    record = tables(tmp_path / "graftwatch.sqlite3")
    assert {"access_user", "audit_entry", "records_person", "cases_case"} <= record
    for name, wanted in OWN.items():
        held = tables(tmp_path / name)
        assert wanted <= held
        assert {table.partition("_")[0] for table in held} == {table.partition("_")[0] for table in wanted}
        assert held.isdisjoint(record)
