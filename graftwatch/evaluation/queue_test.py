"""Reviewers' hours bound what is looked at; what was looked at leaves; what brings something new comes back."""

import datetime as dt

from graftwatch.evaluation.hits import Claim
from graftwatch.evaluation.plan import Budget
from graftwatch.evaluation.queue import Queue

DAY = dt.date(2025, 7, 1)
BUDGET = Budget(hours_per_lead=2.0, first_hours=4.0, hours_a_year=26.0, step_days=28)


def claim(key, *reasons):
    return Claim(key, 5.0, frozenset((code, key) for code in reasons or ("X",)), frozenset(), frozenset())


def keys(reviewed):
    return [each.claim.key for each in reviewed]


def test_hours_of_the_first_day_are_for_the_backlog():
    assert keys(Queue(BUDGET).review(0, DAY, [claim("a"), claim("b"), claim("c")])) == ["a", "b"]


def test_hours_of_a_step_add_up_until_they_make_a_lead():
    # 26 hours a year are 1.99 in four weeks: the first step gives none, the second one
    assert [BUDGET.leads_by(step) for step in (0, 1, 2, 3)] == [2, 2, 3, 4]


def test_what_was_looked_at_leaves_the_queue_and_the_next_moves_up():
    queue = Queue(BUDGET)
    queue.review(0, DAY, [claim("a"), claim("b"), claim("c")])
    assert keys(queue.review(2, DAY, [claim("a"), claim("b"), claim("c")])) == ["c"]


def test_hours_that_found_nothing_are_kept():
    queue = Queue(BUDGET)
    assert queue.review(0, DAY, []) == []
    assert keys(queue.review(3, DAY, [claim(str(n)) for n in range(9)])) == ["0", "1", "2", "3"]


def test_a_lead_with_a_new_reason_comes_back_and_the_same_reasons_elsewhere_do_not():
    queue = Queue(Budget(2.0, 100.0, 0.0, 28))
    first = Claim("a", 5.0, frozenset({("X", "s"), ("Y", "t")}), frozenset(), frozenset())
    part = Claim("b", 5.0, frozenset({("X", "s")}), frozenset(), frozenset())
    more = Claim("a", 5.0, frozenset({("X", "s"), ("Z", "u")}), frozenset(), frozenset())
    assert keys(queue.review(0, DAY, [first, part])) == ["a"]
    assert keys(queue.review(1, DAY, [first, part, more])) == ["a"]


def test_the_place_in_the_queue_is_told():
    reviewed = Queue(BUDGET).review(0, DAY, [claim("a"), claim("b")])
    assert [each.place for each in reviewed] == [1, 2]
