"""The same queue with other hours: what is found with less, ours beside theirs."""

import tomlkit

from graftwatch.evaluation.plan import read_plan
from graftwatch.evaluation.sections.hours import hours_section


def with_cuts(plan, tmp_path):
    path = tmp_path / "plan.toml"
    said = tomlkit.parse(tomlkit.dumps(plan.said))
    said["budget"]["cuts"] = [0.5]
    path.write_text(tomlkit.dumps(said), encoding="utf-8")
    return read_plan(path)


def score(names):
    return {"met": {name: {"on": "2026-01-01", "through": []} for name in names}, "n_reviewed": 5, "n_false": 3}


def test_with_half_the_hours_each_is_judged_on_what_it_put_first(plan, record, ring, tmp_path):
    rings = [ring(n, "2026-01-31") for n in range(20)]
    names = [each["id"] for each in rings]
    less = {"0.5": {"graftwatch": score(names[:10]), "points": score(names[:5])}}
    records = [record(rings, met=dict.fromkeys(names, "2026-01-01"), theirs={"points": {}}, with_other_hours=less)]
    lines = hours_section(records, with_cuts(plan, tmp_path)).splitlines()
    assert [line for line in lines if line.startswith("| 50 % | **graftwatch** | 50 % |")]
    (points,) = (line for line in lines if line.startswith("| 50 % | points | 25 % |"))
    assert "| +25 points |" in points
    assert points.endswith("| 3 |")
    assert [line for line in lines if line.startswith("| 100 % | **graftwatch** | 100 % |")]


def test_a_budget_that_is_cut_gives_so_many_reviews_fewer(plan):
    whole, half = (plan.budget.cut(fraction).leads_by(0) for fraction in (1.0, 0.5))
    assert half == whole // 2
    assert whole == plan.budget.leads_by(0)
