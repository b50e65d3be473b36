"""What a person can mend is said in a sentence; what is our fault keeps its traceback."""

import errno
import os
import sqlite3
import subprocess
import sys

import pytest
from django.db import OperationalError, ProgrammingError

from graftwatch.site.in_the_way import what_stood_in_the_way


def test_a_full_disk_is_said():
    assert "no room left on the disk" in what_stood_in_the_way(OSError(errno.ENOSPC, "whatever the system calls it"))


def test_a_place_where_one_may_not_write_is_named():
    said = what_stood_in_the_way(PermissionError(errno.EACCES, "Permission denied", "/backups/data.gwb"))
    assert said.startswith("/backups/data.gwb: Permission denied.")


def test_a_database_without_tables_says_where_it_was_looked_for_and_how_it_is_made(tmp_path, monkeypatch):
    monkeypatch.setenv("GRAFTWATCH_HOME", str(tmp_path))
    with pytest.raises(sqlite3.OperationalError) as told:
        sqlite3.connect(":memory:").execute("select 1 from audit_entry")
    problem = OperationalError(str(told.value))
    problem.__cause__ = told.value
    said = what_stood_in_the_way(problem)
    assert str(tmp_path) in said
    assert "graftwatch serve" in said


@pytest.mark.parametrize(
    "problem", [ValueError("of ours"), OSError("of nobody"), ProgrammingError("syntax error"), KeyError("a")]
)
def test_a_fault_of_ours_keeps_its_traceback(problem):
    assert what_stood_in_the_way(problem) == ""


def graftwatch(home, *words):
    """The command line as anybody calls it, over a home of its own."""
    own = {**os.environ, "GRAFTWATCH_HOME": str(home), "DJANGO_SETTINGS_MODULE": "graftwatch.site.settings.desk"}
    return subprocess.run(
        [sys.executable, "-m", "graftwatch.site.cli", *words], env=own, capture_output=True, text=True, check=False
    )


def test_the_trail_of_a_home_that_has_none_is_a_sentence_and_no_verdict(tmp_path):
    done = graftwatch(tmp_path / "elsewhere", "trail", "verify")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "GRAFTWATCH_HOME" in done.stderr
