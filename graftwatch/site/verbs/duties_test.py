from importlib.resources import files

import pytest
from typer.testing import CliRunner

from graftwatch.law.duties import ROLES, MalformedDutyError
from graftwatch.site.cli import command_line
from graftwatch.site.verbs.duties import NoSuchFileError


def ask(*words):
    return CliRunner().invoke(command_line("duties"), ["duties", *words], catch_exceptions=False).output


def test_the_duties_of_the_named_country_are_shown_role_by_role(monkeypatch):
    monkeypatch.setenv("GRAFTWATCH_COUNTRY", "atlantis")
    lines = ask().splitlines()
    assert lines[0] == "Country: Atlantis. Danger to life: 555 0112."
    assert any("Nurse" in line and "named" in line and "channel b" in line for line in lines)
    assert sum("channel" in line for line in lines) == 2 * len(ROLES)


def test_without_a_country_it_says_so(monkeypatch):
    monkeypatch.delenv("GRAFTWATCH_COUNTRY", raising=False)
    assert "Country: none named" in ask()


def test_a_file_is_checked_before_it_is_shown(tmp_path):
    good = files("graftwatch_atlantis") / "duties.toml"
    path = tmp_path / "duties.toml"
    path.write_text(good.read_text("utf-8"), "utf-8")
    assert "Country: Atlantis" in ask(str(path))
    path.write_text(good.read_text("utf-8").replace('kind = "named"', 'kind = "strict"'), "utf-8")
    with pytest.raises(MalformedDutyError, match="Choose among"):
        ask(str(path))
    with pytest.raises(NoSuchFileError, match="There is no file"):
        ask(str(tmp_path / "elsewhere.toml"))
