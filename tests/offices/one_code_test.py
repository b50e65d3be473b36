"""A code of an app serves once, however many processes an installation has, on SQLite and on PostgreSQL."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection


def address_of(database):
    """Of the database that these tests have on PostgreSQL; on SQLite nothing, for a file of its own."""
    if connection.vendor == "sqlite":
        return ""
    return "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)


@pytest.mark.django_db
def test_of_four_processes_that_are_shown_one_code_at_the_same_moment_one_takes_it(tmp_path):
    env = {
        **os.environ,
        "GRAFTWATCH_HOME": str(tmp_path),
        "GRAFTWATCH_DATABASE": address_of(connection.settings_dict),
        "DJANGO_SETTINGS_MODULE": "graftwatch.site.settings.desk",
    }
    program = Path(__file__).with_name("one_code.py")
    done = subprocess.run(
        [sys.executable, str(program)], env=env, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert sorted(json.loads(done.stdout)) == [False, False, False, True]
