"""Fairness can fail: a group on which more false leads fall is named, and so is the question behind them."""

import pytest

from graftwatch.evaluation.sections.fairness import breaking_questions, fails, fairness, fairness_section


def world(record, rates, *, kind="rings", code="LD-28", planted=""):
    """Pairs of two groups; `rates` gives of each its number of pairs and of false leads."""
    groups, false = {}, {}
    for diaspora, (n_pairs, n_false) in rates.items():
        for n in range(n_pairs):
            pair = f"{diaspora}{n}:r{n}"
            groups[pair] = {"diaspora": diaspora, "donor_sex": "female" if n % 2 else "male", "planted": planted}
            if n < n_false:
                false[pair] = ["2025-08-01", [code]]
    return record(kind=kind, pairs=list(groups), groups=groups, false_pairs=false)


def verdicts(records, plan):
    return {(g.attribute, g.value): g.verdict for g in fairness(records, plan, "hospital")}


def test_a_group_that_bears_twice_as_many_fails(plan, record):
    records = [world(record, {"no": (2000, 100), "yes": (500, 50)})]
    assert verdicts(records, plan)["diaspora", "yes"] == "**fails**"
    assert verdicts(records, plan)["diaspora", "no"] == "reference"
    assert [group.value for group in fails(fairness(records, plan, "hospital"))] == ["yes"]


def test_an_equal_share_passes_where_there_are_enough(plan, record):
    records = [world(record, {"no": (4000, 400), "yes": (2000, 200)})]
    assert verdicts(records, plan)["diaspora", "yes"] == "passes"


def test_false_leads_that_fall_in_heaps_on_few_states_show_less(plan, record):
    even = [world(record, {"no": (2000, 200), "yes": (1000, 100)}) for _ in range(8)]
    heaped = [world(record, {"no": (2000, 200), "yes": (1000, 400 if n < 2 else 0)}) for n in range(8)]
    assert verdicts(even, plan)["diaspora", "yes"] == "passes"
    assert verdicts(heaped, plan)["diaspora", "yes"] == "**fails**"


def test_an_equal_share_of_few_pairs_fails_because_it_shows_nothing(plan, record):
    # unfairness cannot be ruled out: the limit decides, not the estimate
    records = [world(record, {"no": (1000, 20), "yes": (100, 2)})]
    assert verdicts(records, plan)["diaspora", "yes"] == "**fails**"


def test_a_handful_of_pairs_is_shown_and_not_judged(plan, record):
    assert verdicts([world(record, {"no": (1000, 20), "yes": (29, 5)})], plan)["diaspora", "yes"] == "too few to judge"


def test_pairs_of_rings_and_worlds_for_training_are_not_ordinary_life(plan, record):
    records = [
        world(record, {"no": (2000, 100), "yes": (500, 50)}, planted="ring"),
        world(record, {"no": (2000, 100), "yes": (500, 50)}, kind="training"),
    ]
    assert fairness(records, plan, "hospital") == []


@pytest.fixture
def unfair(record):
    """One question that falls on one group, and one that falls on all alike."""
    return [
        world(record, {"no": (2000, 20), "yes": (500, 50)}, code="LD-28"),
        world(record, {"no": (2000, 100), "yes": (500, 25)}, code="HO-01"),
    ]


def test_the_question_behind_a_group_that_fails_is_named(plan, unfair):
    failed = fails(fairness(unfair, plan, "hospital"))
    assert {code for code, _group in breaking_questions(unfair, plan, failed)} == {"LD-28"}


def test_the_page_says_how_many_groups_fail(plan, unfair, record):
    assert "1 groups fail." in fairness_section(unfair, plan)
    assert "No group fails." in fairness_section([world(record, {"no": (4000, 400), "yes": (2000, 200)})], plan)
