"""A plan says what is measured before anything is measured; what contradicts itself is refused."""

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
import tomlkit

from graftwatch.evaluation.plan import BadPlanError, read_plan
from graftwatch.records.schema import schema

OWN = Path(__file__).parents[2] / "evaluation" / "plan.toml"


def changed(tmp_path, **parts):
    """Our own plan with some of its values changed, whatever they are today: `seeds={"held_out": [100, 200]}`."""
    plan = tomlkit.parse(OWN.read_text(encoding="utf-8"))
    for part, values in parts.items():
        plan[part].update(values)
    path = tmp_path / "plan.toml"
    path.write_text(tomlkit.dumps(plan), encoding="utf-8")
    return path


def test_our_own_plan_can_be_read_and_each_view_holds_those_before_it():
    plan = read_plan(OWN)
    views = [view.tables for view in plan.views]
    assert len(views) == 5
    assert all(before < after for before, after in pairwise(views))
    assert plan.days[1] - plan.days[0] == dt.timedelta(days=plan.budget.step_days)


def test_every_table_of_the_records_stands_in_a_view():
    assert {table.name for table in schema()} == read_plan(OWN).views[-1].tables


def test_a_plan_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(BadPlanError, match="no plan"):
        read_plan(tmp_path / "plan.toml")


def test_a_plan_without_margins_is_refused(tmp_path):
    path = changed(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("main_view", "another_view"), encoding="utf-8")
    with pytest.raises(BadPlanError, match="main_view"):
        read_plan(path)


def test_seeds_that_are_both_seen_and_unseen_are_refused(tmp_path):
    with pytest.raises(BadPlanError, match="overlap"):
        read_plan(changed(tmp_path, seeds={"held_out": [100, 200]}))


def test_a_main_view_that_is_not_replayed_is_refused(tmp_path):
    with pytest.raises(BadPlanError, match="step by step"):
        read_plan(changed(tmp_path, raised={"main_view": "finance"}))


def test_a_view_that_nobody_described_is_refused(tmp_path):
    with pytest.raises(BadPlanError, match="sea"):
        read_plan(changed(tmp_path, raised={"main_view": "sea"}))


def test_any_change_changes_the_hash(tmp_path):
    assert read_plan(changed(tmp_path, fairness={"margin": 1.6})).sha256 != read_plan(OWN).sha256
