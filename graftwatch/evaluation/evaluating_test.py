"""A whole evaluation of a tiny State: refused before anything is built, logged however it ends, gone on with."""

import csv
import datetime as dt
import os
import subprocess
from pathlib import Path

import pytest
import tomlkit

from graftwatch.evaluation import evaluating
from graftwatch.evaluation.committed import NotCommittedError
from graftwatch.evaluation.evaluating import DraftPlanError, Settings, evaluate
from graftwatch.evaluation.log import SeedsUsedUpError, append
from graftwatch.evaluation.plan import BadPlanError

OWN = Path(__file__).parents[2] / "evaluation" / "plan.toml"
TINY = {
    "replay": {"n_steps": 2, "step_days": 300},
    "worlds": {
        "scale": 0.1,
        "files_per_world": 4,
        "ring_free": 1,
        "ring_free_last_step": 1,
        "training": 1,
        "cases": False,
    },
}


def now():
    return dt.datetime(2026, 11, 22, 6, tzinfo=dt.UTC)


@pytest.fixture
def settings(tmp_path):
    """A tiny plan in a folder that git does not know."""
    said = tomlkit.parse(OWN.read_text(encoding="utf-8"))
    said["status"] = "draft"
    for part, values in TINY.items():
        said[part].update(values)
    plan = tmp_path / "evaluation" / "plan.toml"
    plan.parent.mkdir()
    plan.write_text(tomlkit.dumps(said), encoding="utf-8")
    return Settings(plan, tmp_path / "work", tmp_path / "page.md", most_worlds=1, jobs=1, exploratory=True)


def rows(settings):
    book = settings.plan.parent / "log.csv"
    if not book.exists():
        return []
    with book.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def held_out(settings):
    return Settings(settings.plan, settings.work, settings.out, 1, 1, exploratory=False)


def final(settings):
    text = settings.plan.read_text(encoding="utf-8")
    settings.plan.write_text(text.replace('status = "draft"', 'status = "final"'), encoding="utf-8")


def test_held_out_seeds_are_not_spent_on_a_draft(settings):
    with pytest.raises(DraftPlanError):
        evaluate(held_out(settings), now=now)
    assert rows(settings) == []


def test_a_plan_that_differs_from_its_commit_is_refused_and_nothing_is_built(settings):
    git = ["git", "-C", str(settings.plan.parent), "-c", "user.name=a", "-c", "user.email=a@b"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "plan"]):
        subprocess.run([*git, *words], check=True)
    final(settings)
    with pytest.raises(NotCommittedError):
        evaluate(held_out(settings), now=now)
    assert rows(settings) == []
    assert not settings.work.exists()


def test_seeds_that_another_plan_has_seen_are_refused(settings):
    final(settings)
    seen = {"kind": "held out", "plan_sha256": "x", "first_seed": 1, "last_seed": 9999, "began_at": "2026-11-22"}
    append(settings.plan.parent / "log.csv", seen)
    with pytest.raises(SeedsUsedUpError):
        evaluate(held_out(settings), now=now)


def test_a_plan_that_is_not_there_is_said_so(settings):
    settings.plan.unlink()
    with pytest.raises(BadPlanError):
        evaluate(settings, now=now)


def test_a_run_that_fails_has_its_row_all_the_same(settings, monkeypatch):
    monkeypatch.setenv("GRAFTWATCH_COUNTRY", "")
    text = settings.plan.read_text(encoding="utf-8").replace("scale = 0.1", "scale = 0.001")
    settings.plan.write_text(text, encoding="utf-8")
    with pytest.raises(Exception, match="scale"):
        evaluate(settings, now=now)
    assert [(row["outcome"], row["note"]) for row in rows(settings)] == [("started", ""), ("cut off", "CannotBuild")]


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_a_tiny_state_is_played_from_its_plan_to_its_page_and_not_a_second_time(settings, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(OWN.parents[1]), str(OWN.parents[1] / "countries/atlantis")]))
    said = []
    evaluate(settings, tell=said.append, now=now)
    page = settings.out.read_text(encoding="utf-8")
    assert page.splitlines()[2].startswith("> **Exploratory.**")
    assert page.index("## What was missed") < page.index("## Recall by view and form")
    started, finished = rows(settings)
    assert (started["kind"], started["outcome"]) == ("exploratory", "started")
    assert finished["outcome"] == "finished"
    assert started["plan_sha256"] in page
    again = []
    evaluate(settings, tell=again.append, now=now)
    assert any("; 0 to go" in each for each in again)
    assert settings.out.read_text(encoding="utf-8") == page
    assert len(rows(settings)) == 4


def test_what_governs_a_run_is_printed_first(settings):
    said = []
    final(settings)
    append(settings.plan.parent / "log.csv", {"kind": "held out", "first_seed": 1, "last_seed": 9999})
    with pytest.raises(SeedsUsedUpError):
        evaluate(held_out(settings), tell=said.append, now=now)
    assert said[0].startswith("Held-out seeds.")
    assert evaluating.LOG == "log.csv"
    assert len([line for line in said[0].splitlines() if len(line.split()[-1]) == 64]) == 3
