"""`graftwatch values`: drawing prints no value, an auditor is shown them, nobody else is."""

import pytest
from django.test import override_settings
from typer.testing import CliRunner

from graftwatch.countries import UnknownCountryError
from graftwatch.desk.audit.action import Denied
from graftwatch.site.cli import command_line
from graftwatch.site.verbs.values import NotAnAuditorError
from tests.people import PASSWORD

WHO = ["--author", "Ada, ministry"]


@pytest.fixture
def home(tmp_path, cast, monkeypatch):
    monkeypatch.setenv("GRAFTWATCH_COUNTRY", "atlantis")
    with override_settings(GRAFTWATCH_HOME=tmp_path):
        yield tmp_path


def say(*words):
    return CliRunner().invoke(command_line("values"), ["values", *words], catch_exceptions=False).output


def show(who, password=PASSWORD):
    return say("show", "--auditor", who, "--password", password)


def test_drawing_says_how_many_and_prints_no_value(home):
    said = say("draw", *WHO, "--since", "2026-07-01")
    assert "values were drawn for atlantis, in force from 2026-07-01" in said
    assert " = " not in said
    assert "Nothing was drawn" in say("draw", *WHO)


def test_an_auditor_is_shown_each_value_with_its_author_and_the_published_default(home):
    assert "has drawn nothing yet" in show("auditor")
    said = say("set", "wl-01", "grace_days", *WHO, "--why", "a court asked", "--value", "77", "--since", "2026-07-01")
    assert "77" not in said
    assert "WL-01 grace_days = 77, set by Ada, ministry" in show("auditor")
    assert "Published default: 90" in show("auditor")


def test_nobody_else_is_shown_them(home):
    with pytest.raises(Denied):
        show("officer")
    with pytest.raises(NotAnAuditorError):
        show("auditor", "not the password")


def test_a_state_that_is_not_installed_is_refused(home, monkeypatch):
    with pytest.raises(UnknownCountryError, match="installed: atlantis"):
        say("draw", *WHO, "--country", "lemuria")
    monkeypatch.delenv("GRAFTWATCH_COUNTRY")
    with pytest.raises(UnknownCountryError, match="No State is named"):
        say("draw", *WHO)
