"""What is screened at the command line is a copy with an end, or is said to be in nobody's care."""

import datetime as dt
import os
import subprocess
import sys

import pytest
from django.utils import timezone

from graftwatch.desk.access.viewer import operator
from graftwatch.desk.vault.copies import end_due
from graftwatch.desk.vault.models import Copy
from graftwatch.site.outside_runs import said_of


def in_days(n):
    return timezone.localdate() + dt.timedelta(days=n)


def listed():
    return Copy.objects.for_the_system("a test").get()


@pytest.mark.django_db
def test_where_there_is_a_desk_the_folder_stands_in_its_list_of_copies(tmp_path, settings):
    settings.GRAFTWATCH_HOME = tmp_path / "home"
    said = said_of(tmp_path / "out", "7f3a" * 16, purpose="Yearly review", ends_on=in_days(30))
    row = listed()
    assert (row.kind, row.where, row.purpose) == ("run", str(tmp_path / "out"), "Yearly review")
    assert (row.about, row.is_ours) == ("snapshot 7f3a7f3a7f3a", False)
    assert row.ends_on == timezone.localdate() + dt.timedelta(days=30)
    assert "list of copies" in said
    assert "reminds you then to delete it" in said
    assert "To have runs sealed, a screening officer first sets up a vault" in said


@pytest.mark.django_db
def test_why_it_was_left_open_stands_in_the_list(tmp_path, settings):
    settings.GRAFTWATCH_HOME = tmp_path / "home"
    said_of(tmp_path / "out", "aa" * 32, purpose="Review", ends_on=in_days(30), why_open="a colleague's programme")
    assert listed().purpose == "Review. Left open: a colleague's programme"


@pytest.mark.django_db
def test_screened_twice_into_one_folder_it_is_listed_once(tmp_path, settings):
    settings.GRAFTWATCH_HOME = tmp_path / "home"
    for days in (30, 60):
        said_of(tmp_path / "out", "aa" * 32, purpose="Review", ends_on=in_days(days))
    assert listed().ends_on == timezone.localdate() + dt.timedelta(days=60)


@pytest.mark.django_db
def test_what_lies_in_the_home_is_removed_on_its_day(tmp_path, settings):
    settings.GRAFTWATCH_HOME = tmp_path
    out = tmp_path / "screenings" / "may"
    out.mkdir(parents=True)
    (out / "report.html").write_text("names")
    assert "removes it then" in said_of(out, "aa" * 32, purpose="Review", ends_on=in_days(30))
    end_due(operator(), today=timezone.localdate() + dt.timedelta(days=31))
    assert not out.exists()


def test_where_there_is_no_desk_that_is_said_and_none_is_made(tmp_path):
    words = (
        "import django; django.setup(); from pathlib import Path; from graftwatch.site.outside_runs import said_of; "
        "print(said_of(Path('out'), 'aa', purpose='x', ends_on=None))"
    )
    elsewhere = {name: value for name, value in os.environ.items() if not name.endswith("_DATABASE")}
    own = elsewhere | {"GRAFTWATCH_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "graftwatch.site.settings.desk"}
    run = subprocess.run([sys.executable, "-c", words], env=own, capture_output=True, text=True, check=True)
    assert "in the care of no desk" in run.stdout
    assert "graftwatch open out" in run.stdout
    assert "To have runs sealed, a screening officer first sets up a vault" in run.stdout
    assert (tmp_path / "graftwatch.sqlite3").stat().st_size == 0
