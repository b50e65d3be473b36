"""The trail is stamped from the command line, by hand or over a line, and anybody verifies it with openssl alone."""

import re
import subprocess

import pytest
from typer.testing import CliRunner

from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.action import note
from graftwatch.desk.audit.models import TimeStamp
from graftwatch.site.verbs import stamp as verb
from tests.time_stamps import Authority

pytestmark = pytest.mark.django_db


def run(*words):
    done = CliRunner().invoke(verb.stamp, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def home(tmp_path, settings, monkeypatch):
    settings.GRAFTWATCH_HOME = tmp_path / "home"
    settings.GRAFTWATCH_HOME.mkdir()
    monkeypatch.setattr(verb, "bring_up_to_date", lambda: None)  # the test's database is up to date
    note(operator(), "a.search")
    return settings.GRAFTWATCH_HOME


def test_by_hand_and_over_a_line_and_written_out_for_anybody(home, tmp_path):
    authority = Authority(tmp_path / "authority")
    authority.trusted_in(home)
    assert "No word of them is in it" in run("request", tmp_path / "asked.tsq")
    (tmp_path / "answer.tsr").write_bytes(authority.answer((tmp_path / "asked.tsq").read_bytes()))
    assert "CN=Time of Atlantis says that it was there on" in run("bring-in", tmp_path / "answer.tsr")
    with authority.listening(home):
        assert "Kept." in run("fetch")
    n_stamps = TimeStamp.objects.count()
    assert n_stamps == 2
    assert "2 time stamps written" in run("out", tmp_path / "stamps")
    lines = re.findall(r"^openssl .*$", (tmp_path / "stamps" / "VERIFY.txt").read_text("utf-8"), re.MULTILINE)
    assert len(lines) == n_stamps
    for line in lines:
        command = line.replace("AUTHORITY.pem", str(authority.root)).split()
        assert subprocess.run(command, cwd=tmp_path / "stamps", capture_output=True, check=False).returncode == 0
