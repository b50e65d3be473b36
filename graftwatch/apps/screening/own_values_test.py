"""A State's own values: drawn within the range, kept with their authors, in no output, shown to auditors only."""

import datetime as dt
import json
import re

import pytest
from django.test import override_settings

from graftwatch import countries
from graftwatch.apps.screening import own_values
from graftwatch.apps.screening.own_values import CannotSetError, draw_values, open_values, set_value
from graftwatch.apps.screening.ring_share import RingShare
from graftwatch.apps.screening.screen import screen
from graftwatch.countries.own_values import MalformedValueError
from graftwatch.countries.own_values import own_values as written_values
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.audit.models import Entry
from graftwatch.indicators import all_indicators
from graftwatch.indicators.drawing import drawable
from graftwatch.testing import home_in, write_folder

DAY = dt.date(2026, 7, 1)
OFFICE = """
    living_donor_assessment
    id  | donor | recipient | organ  | facility | opened_on  | relationship
    N-1 | p-4   | p-5       | kidney | F-1      | 2025-03-01 | cousin

    waiting_list_entry
    id     | person | organ  | listed_on  | facility | residency_at_listing
    W-0001 | p-1    | kidney | 2024-01-01 | F-1      | resident

    waiting_list_event
    id      | entry  | kind    | reason            | effective_on
    W-0001b | W-0001 | removed | unable_to_contact | 2025-01-01
"""


@pytest.fixture
def home(tmp_path, monkeypatch, db):
    monkeypatch.setenv("GRAFTWATCH_COUNTRY", "atlantis")
    with override_settings(GRAFTWATCH_HOME=home_in(tmp_path)):
        yield tmp_path / "home"


TOLD_NOWHERE = 617_394


def tells(words):
    """Whether the value stands in them by itself; hashes, numbers of rows and fractions of seconds may hold its digits
    by chance."""
    return bool(re.search(rb"(?<![0-9a-f.])%d(?![0-9a-f])" % TOLD_NOWHERE, words))


def drawn(home, **more):
    return draw_values(operator(), home=home, state="atlantis", author="Ada, ministry", since=DAY, **more)


def changed(home, value, **more):
    said = {"state": "atlantis", "code": "WL-01", "name": "grace_days", "author": "Bo", "why": "asked by the court"}
    return set_value(operator(), home=home, value=value, since=DAY, **(said | more))


def test_each_value_with_a_range_is_drawn_within_it_and_what_the_law_of_the_state_sets_is_left_alone(home):
    ranges = drawable(all_indicators().values())
    by_law = {(each.code, each.name) for each in countries.parameters("graftwatch_atlantis")}
    assert drawn(home) == len(ranges.keys() - by_law)
    in_force = countries.own_in_force(DAY, home)
    assert in_force.keys() == ranges.keys() - by_law
    for name, own in in_force.items():
        low, high = ranges[name].within
        assert low <= own.value <= high
        assert (own.author, own.original, own.drawn) == ("Ada, ministry", ranges[name].value, True)


def test_they_hold_from_their_day_on_over_the_published_defaults(home):
    drawn(home)
    code, name = next(iter(countries.own_in_force(DAY, home)))
    assert name not in countries.parameters_in_force(DAY - dt.timedelta(days=1), home).get(code, {})
    assert name in countries.parameters_in_force(DAY, home)[code]
    assert name not in countries.parameters_in_force(DAY).get(code, {})


def test_what_was_drawn_is_not_drawn_again_unless_it_is_asked_for(home):
    n = drawn(home)
    assert drawn(home) == 0
    assert drawn(home, again=True) == n


def test_a_change_keeps_what_was_there_before_and_both_authors(home):
    drawn(home)
    changed(home, 91)
    changed(home, 77, author="Cy")
    lines = [each for each in written_values(home, "atlantis") if each.code == "WL-01"]
    assert [(each.value, each.author) for each in lines if each.name == "grace_days"][-2:] == [(91, "Bo"), (77, "Cy")]
    assert lines[-1].original == all_indicators()["WL-01"].parameters["grace_days"].value
    assert countries.parameters_in_force(DAY, home)["WL-01"]["grace_days"] == 77


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"code": "WL-99"}, "no parameter"),
        ({"name": "grace_weeks"}, "grace_days"),
        ({"author": " "}, "author"),
        ({"why": ""}, "reason"),
        ({"value": 7.5}, "whole number"),
    ],
    ids=["question", "name", "author", "reason", "half a day"],
)
def test_what_cannot_be_set_is_said_in_words(home, wrong, words):
    with pytest.raises(CannotSetError, match=words):
        changed(home, **({"value": 80} | wrong))
    assert written_values(home, "atlantis") == []


def test_the_file_is_its_owners_only(home):
    drawn(home)
    path = home / "values" / "atlantis.jsonl"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_line_that_cannot_be_read_is_said_without_its_content(home):
    drawn(home)
    path = home / "values" / "atlantis.jsonl"
    path.write_text(path.read_text("utf-8") + '{"code": "secret"}\n', "utf-8")
    with pytest.raises(MalformedValueError, match=r"Line \d+ of") as raised:
        countries.own_in_force(DAY, home)
    assert "secret" not in str(raised.value)


def test_only_auditors_are_shown_them_and_the_trail_knows_who_looked_and_no_value(home, cast):
    changed(home, TOLD_NOWHERE)
    shown = open_values(cast.viewer("auditor"), home=home, state="atlantis")
    assert [each.value for each in shown] == [TOLD_NOWHERE]
    for other in ("officer", "walled", "triage", "investigator", "dpo"):
        with pytest.raises(Denied):
            open_values(cast.viewer(other), home=home, state="atlantis")
    with pytest.raises(Denied):
        open_values(operator(), home=home, state="atlantis")
    written = [row.written for row in Entry.objects.for_the_system("a test")]
    assert any("open_values" in each for each in written)
    assert not any(tells(each.encode()) for each in written)
    assert tells(json.dumps({"value": TOLD_NOWHERE}).encode())


def test_a_run_rests_on_them_and_neither_its_manifest_nor_any_file_of_it_holds_one(home, tmp_path):
    changed(home, TOLD_NOWHERE)
    result = screen(folder=write_folder(OFFICE, tmp_path / "office"), out=tmp_path / "out", today=dt.date(2026, 7, 31))
    assert "grace_days" not in result.manifest["parameters"]["WL-01"]
    assert result.manifest["own_values"]["n"] == 1
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if tells(path.read_bytes())] == []
    assert own_values.values_of_run(home, result.manifest["own_values"]) == {"WL-01": {"grace_days": TOLD_NOWHERE}}
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in (home / "values" / "runs").iterdir())


def test_a_run_tells_that_ranges_of_rings_were_moved_and_not_to_what(home, tmp_path):
    moved = {"WL-01": RingShare(0.4173, 0.6191, "2026-06-01", "HC 12/2026", "Olga Officer", "Aune Auditor")}
    office = write_folder(OFFICE, tmp_path / "office")
    result = screen(folder=office, out=tmp_path / "out", today=dt.date(2026, 7, 31), ring_shares=moved)
    assert result.manifest["ring_shares"] == {"n": 1, "since": "2026-06-01"}
    said = (tmp_path / "out" / "manifest.json").read_text("utf-8")
    assert not any(word in said for word in ("0.4173", "0.6191", "HC 12/2026", "Olga", "Aune"))


def test_of_the_same_values_two_runs_give_two_hashes_so_that_nobody_can_try_them_out(home):
    settings, own = {"WL-01": {"grace_days": 77.0}}, {"WL-01": frozenset({"grace_days"})}
    first, second = own_values.split(settings, own), own_values.split(settings, own)
    assert first.told["sha256"] != second.told["sha256"]
    assert json.loads(first.kept)["values"] == json.loads(second.kept)["values"] == settings


def test_values_that_were_altered_afterwards_are_refused(home):
    split = own_values.split({"WL-01": {"grace_days": 77.0}}, {"WL-01": frozenset({"grace_days"})})
    own_values.keep(home, split.kept)
    path = home / "values" / "runs" / f"{split.told['sha256']}.json"
    path.write_text(path.read_text("utf-8").replace("77", "78"), "utf-8")
    with pytest.raises(CannotSetError, match="altered"):
        own_values.values_of_run(home, split.told)
