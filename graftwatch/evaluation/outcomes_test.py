"""Before surgery means: reviewed at least seven days before an operation that was still to come."""

import pytest

from graftwatch.evaluation.intervals import of_share
from graftwatch.evaluation.outcomes import contenders_of, outcomes, recall_of


def outcome(plan, record, one, on):
    (found,) = outcomes([record([one], met={one["id"]: on} if on else {})], plan, "hospital")
    return found


@pytest.mark.parametrize(("on", "before"), [("2026-01-24", True), ("2026-01-25", False), ("2026-02-05", False)])
def test_seven_days_before_the_last_operation_is_the_edge(plan, record, ring, on, before):
    found = outcome(plan, record, ring(1, "2025-12-01", "2026-01-31"), on)
    assert found.before is before
    assert found.ever is True


def test_days_won_are_those_before_each_operation_that_could_still_be_stopped(plan, record, ring):
    found = outcome(plan, record, ring(1, "2025-12-01", "2026-01-31", "2026-02-10"), "2026-01-11")
    assert found.days_won == (20, 30)
    assert found.n_operations == 3


def test_what_nobody_met_was_not_raised(plan, record, ring):
    found = outcome(plan, record, ring(1, "2026-01-31"), None)
    assert (found.before, found.ever, found.fate) == (False, False, "findings, no lead")


def test_a_rival_that_never_had_a_claim_met_nothing(plan, record, ring):
    assert not outcomes([record([ring(1, "2026-01-31")])], plan, "hospital", "points")[0].ever


def test_only_worlds_with_drawn_rings_count(plan, record, ring):
    one = ring(1, "2026-01-31")
    assert outcomes([record([one], kind="cases"), record([one], kind="training")], plan, "hospital") == []


def test_recall_counts_plantings_and_its_interval_structures(plan, record, ring):
    rings = [ring(n, "2026-01-31", form=form) for n in range(10) for form in ("plain", "informed")]
    met = {each["id"]: "2026-01-01" for each in rings if each["form"] == "plain"}
    found = recall_of(outcomes([record(rings, met=met)], plan, "hospital"), plan)
    assert (found.share, found.n_rings, found.n_structures) == (0.5, 20, 10)
    # every structure is found in one form and missed in the other: no resample scatters, ten trials do
    assert (found.low, found.high) == of_share(5, 10)


def test_ours_comes_first_then_rivals_then_single_questions(record):
    found = record(theirs={"question LD-20": {}, "points": {}, "chance": {}})
    assert contenders_of([found], "hospital") == ["graftwatch", "chance", "points", "question LD-20"]
