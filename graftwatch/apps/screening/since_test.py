"""A run that goes on from the one before finds what a full run finds, and says how it came by each answer."""

import datetime as dt
import json

import pyarrow.parquet as pq
import pytest
from django.test import override_settings

from graftwatch.apps.screening.request import Terms
from graftwatch.apps.screening.screen import screen
from graftwatch.apps.screening.screen_test import OFFICE
from graftwatch.apps.screening.since import NotAnEarlierRunError
from graftwatch.testing import home_in, write_folder

A_DAY_LATER = OFFICE.replace(
    "    k2 | p-4   | p-5       | N-2025-1   | 2          | 2025-06-01   | board   | cousin       | family",
    """    k2 | p-4   | p-5       | N-2025-1   | 2          | 2025-06-01   | board   | cousin       | family
    k3 | p-6   | p-7       | N-2025-2   | 1          | 2025-05-01   | board   | friend       | online
    k4 | p-6   | p-7       | N-2025-2   | 2          | 2025-09-01   | board   | cousin       | family""",
)
DAY = dt.date(2025, 9, 30)


@pytest.fixture
def home(tmp_path):
    with override_settings(GRAFTWATCH_HOME=home_in(tmp_path)):
        screen(folder=write_folder(OFFICE, tmp_path / "before" / "office"), out=tmp_path / "earlier", today=DAY)
        write_folder(A_DAY_LATER, tmp_path / "now" / "office")
        yield tmp_path


def rows(out, name):
    return pq.read_table(out / f"{name}.parquet").to_pylist()


def answers(out):
    return json.loads((out / "manifest.json").read_text("utf-8"))["since"]["answers"]


def tonight(home, **options):
    since = home / "earlier"
    return screen(folder=home / "now" / "office", out=home / "tonight", since=since, **({"today": DAY} | options)).out


def test_it_finds_what_a_full_run_finds_and_weighs_it_alike(home):
    full = screen(folder=home / "now" / "office", out=home / "full", today=DAY).out
    nightly = tonight(home)
    for name in ("findings", "evidence"):
        assert rows(nightly, name) == rows(full, name)
    assert (nightly / "leads.json").read_bytes() == (full / "leads.json").read_bytes()
    assert len(rows(full, "findings")) > len(rows(home / "earlier", "findings"))


def test_it_says_which_answers_were_kept_and_which_were_asked_again(home, monkeypatch):
    monkeypatch.setattr("graftwatch.indicators.nightly.WORTH_PARTING", 0)
    said = answers(tonight(home))
    assert said["LD-27"] == "in part"  # two new claims of one pair
    assert said["PT-03"] == "kept"  # nobody handed out a medicine
    assert said["HO-01"] == "in full"  # what several share is compared with everybody's


def test_few_rows_are_asked_in_full_because_parting_them_takes_longer(home):
    assert answers(tonight(home))["LD-27"] == "in full"


def test_on_a_new_day_what_depends_on_the_day_is_asked_in_full(home):
    assert answers(tonight(home))["WL-01"] == "kept"
    assert answers(tonight(home, today=DAY + dt.timedelta(days=1)))["WL-01"] == "in full"


def test_for_another_purpose_nothing_is_kept(home):
    said = answers(tonight(home, terms=Terms(purpose="another purpose")))
    assert set(said.values()) == {"in full"}


def test_a_run_in_full_says_nothing_of_another(home):
    assert json.loads((home / "earlier" / "manifest.json").read_text("utf-8"))["since"] is None


def test_a_folder_that_is_no_run_is_refused(home):
    with pytest.raises(NotAnEarlierRunError, match="holds no run"):
        screen(folder=home / "now" / "office", out=home / "tonight", since=home / "now", today=DAY)
