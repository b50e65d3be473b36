"""The line to a database on another machine is sealed, for the desk, the engine and the copies alike."""

import json
import os

import pytest

from graftwatch import engines
from graftwatch.errors import GraftwatchError
from graftwatch.site import home
from graftwatch.site.backing_up import run_postgres

ELSEWHERE = "postgresql://desk:word@database.example.org:5432/desk"


@pytest.fixture
def named(monkeypatch):
    def name(address):
        monkeypatch.setenv("GRAFTWATCH_DATABASE", address)
        return home.database()

    return name


def of_the_line(database):
    return {word: value for word, value in database["OPTIONS"].items() if word.startswith("ssl")}


def test_to_another_machine_the_line_is_sealed_though_nobody_asked(named):
    assert of_the_line(named(ELSEWHERE)) == {"sslmode": "require"}


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", ""])
def test_on_this_machine_nothing_is_demanded(named, host):
    assert of_the_line(named(f"postgresql://desk:word@{host}/desk")) == {}


def test_what_the_address_says_of_certificates_is_passed_on(named):
    said = {"sslmode": "verify-full", "sslrootcert": "/etc/ssl/office.pem"}
    assert of_the_line(named(f"{ELSEWHERE}?sslmode=verify-full&sslrootcert=/etc/ssl/office.pem")) == said


@pytest.mark.parametrize("mode", ["prefer", "allow", "", "REQUIRE"])
def test_what_may_fall_back_to_an_open_line_is_refused(named, mode):
    with pytest.raises(GraftwatchError, match="may leave the line open"):
        named(f"{ELSEWHERE}?sslmode={mode}")


def test_whoever_wants_an_open_line_says_so(named):
    assert of_the_line(named(f"{ELSEWHERE}?sslmode=disable")) == {"sslmode": "disable"}


def test_a_word_that_we_do_not_know_is_not_passed_over(named):
    with pytest.raises(GraftwatchError, match="says ssl_mode"):
        named(f"{ELSEWHERE}?ssl_mode=require")


def test_the_engine_asks_for_the_same_line(named):
    words = engines.words_of_postgres(named(f"{ELSEWHERE}?sslmode=verify-full"))
    assert words.startswith("dbname='desk' user='desk' password='word' host='database.example.org' port='5432' ")
    assert words.endswith(" sslmode='verify-full'")


def test_pg_dump_is_told_the_same(named, tmp_path, monkeypatch):
    program, told = tmp_path / "pg_dump", tmp_path / "told"
    program.write_text(f'#!/bin/sh\nprintf \'["%s", "%s"]\' "$PGSSLMODE" "$PGSSLROOTCERT" > {told}\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    run_postgres("pg_dump", named(f"{ELSEWHERE}?sslmode=verify-ca&sslrootcert=/etc/ssl/office.pem"))
    assert json.loads(told.read_text()) == ["verify-ca", "/etc/ssl/office.pem"]
