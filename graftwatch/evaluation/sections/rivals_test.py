"""The difference from a rival is taken ring by ring; the ceiling is no rival."""

import pytest

from graftwatch.evaluation.rivals.boosting import NAME as CEILING
from graftwatch.evaluation.sections.rivals import best_rival, rivals_in, rivals_section


@pytest.fixture
def played(record, ring):
    rings = [ring(n, "2026-01-31") for n in range(40)]
    names = [each["id"] for each in rings]
    theirs = {"points": names[:10], "chance": [], CEILING: names, "question LD-20": names[:20]}
    days = {name: dict.fromkeys(met, "2026-01-01") for name, met in theirs.items()}
    return [record(rings, met=dict.fromkeys(names[:30], "2026-01-01"), theirs=days)]


def test_differences_are_paired(plan, played):
    found = {each.name: each for each in rivals_in(played, plan, "hospital")}
    assert found["points"].difference == pytest.approx(0.5)
    assert found["points"].low > 0.3
    assert found["chance"].recall.share == 0.0


def test_the_best_rival_is_the_best_of_all_but_the_ceiling(plan, played):
    best = best_rival(played, plan)
    assert best.name == "question LD-20"
    assert best.recall.share == 0.5


def test_the_page_calls_the_ceiling_no_rival(plan, played):
    assert f"{CEILING} *(not a rival)*" in rivals_section(played, plan)
