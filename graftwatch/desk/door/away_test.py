"""A database that is killed, starts again, is full or busy is away; a mistake of ours is none of these."""

import sqlite3

import psycopg
import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError

from graftwatch.desk.door.away import in_one_line, is_away

AWAY = (
    psycopg.OperationalError("the connection is closed"),
    psycopg.errors.AdminShutdown(),
    psycopg.errors.CrashShutdown(),
    psycopg.errors.CannotConnectNow(),
    psycopg.errors.TooManyConnections(),
    psycopg.errors.DiskFull(),
    psycopg.errors.ConnectionFailure(),
)
OURS = (psycopg.errors.QueryCanceled(), psycopg.errors.DeadlockDetected())


def raised(kind, cause):
    """As Django hands on what a driver raised."""
    problem = kind("words that may hold what somebody typed")
    problem.__cause__ = cause
    return problem


@pytest.mark.parametrize("cause", AWAY, ids=lambda cause: type(cause).__name__)
def test_it_is_away(cause):
    assert is_away(raised(OperationalError, cause))


def test_the_log_is_told_why_a_line_never_stood_and_of_others_the_code_alone():
    refused = psycopg.OperationalError('server at "db", port 5432 failed: Connection refused\n\tIs it up?')
    assert in_one_line(raised(OperationalError, refused)).endswith("failed: Connection refused")
    assert in_one_line(raised(OperationalError, psycopg.errors.DiskFull("words of a row"))) == "53100"
    assert in_one_line(ValueError("words")) == ""


@pytest.mark.parametrize("cause", OURS, ids=lambda cause: type(cause).__name__)
def test_what_a_statement_of_ours_brought_about_is_a_mistake(cause):
    assert not is_away(raised(OperationalError, cause))


def test_a_line_that_is_closed_already_is_away():
    assert is_away(raised(InterfaceError, psycopg.InterfaceError("connection already closed")))


def test_what_fails_because_a_database_is_away_says_so_too():
    later = ProgrammingError("no new connection within a transaction")
    later.__context__ = raised(OperationalError, psycopg.errors.AdminShutdown())
    assert is_away(later)


def test_a_file_that_another_writes_to_is_busy_and_one_without_the_table_is_a_mistake(tmp_path):
    one, other = (sqlite3.connect(tmp_path / "a.sqlite3", timeout=0) for _ in range(2))
    one.execute("BEGIN EXCLUSIVE")
    for words, expected in (("SELECT 1 FROM sqlite_master", True), ("SELECT 1 FROM missing", False)):
        if not expected:
            one.rollback()
        with pytest.raises(sqlite3.OperationalError) as told:
            other.execute(words)
        assert is_away(raised(OperationalError, told.value)) is expected
    one.close()
    other.close()


@pytest.mark.parametrize("problem", [None, ValueError("x"), DatabaseError("x"), OperationalError("of nobody")])
def test_anything_else_is_not(problem):
    assert not is_away(problem)
