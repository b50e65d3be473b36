"""What leaves: small numbers hidden, and nothing left from which they could be worked out."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from graftwatch.measures.disclosure import AT_LEAST_VALUES, TOTAL, UNDER, hidden, one_way, two_way, whole_percent


def test_a_table_of_large_numbers_leaves_as_it_is():
    assert one_way({"a": 11, "b": 40}) == {"a": 11, "b": 40, TOTAL: 51}


def test_ten_are_hidden_and_eleven_are_not():
    shown = one_way({"a": 10, "b": 11, "c": 40})
    assert shown["a"] is None
    assert shown["c"] == 40
    assert one_way({"a": 11, "b": 11, "c": 40})["a"] == 11


def test_nought_names_nobody_and_stays():
    assert one_way({"a": 0, "b": 40})["a"] == 0


def test_one_small_number_takes_the_next_smallest_with_it_and_leaves_the_total():
    assert one_way({"a": 3, "b": 30, "c": 20}) == {"a": None, "b": 30, "c": None, TOTAL: 53}


def test_two_small_numbers_whose_sum_gives_both_away_take_a_third():
    # hidden alone, a and b would make 2, and neither is nought
    assert one_way({"a": 1, "b": 1, "c": 20, "d": 40}) == {"a": None, "b": None, "c": None, "d": 40, TOTAL: 62}


def test_a_small_number_alone_takes_the_total_with_it():
    assert one_way({"a": 4, "b": 0}) == {"a": None, "b": 0, TOTAL: None}


def test_in_a_square_a_small_number_takes_three_others_and_no_total():
    counts = {(row, column): 20 + 10 * place for place, (row, column) in enumerate(itertools.product("abc", "xyz"))}
    shown = two_way({**counts, ("a", "x"): 4})
    away = {key for key, count in shown.items() if count is None}
    assert ("a", "x") in away
    assert len(away) == 4
    assert not any(TOTAL in key for key in away)
    assert {sum(key[side] == line for key in away) for side in (0, 1) for key in away for line in key[side]} == {2}


def test_a_table_whose_total_is_not_its_sum_is_refused():
    with pytest.raises(ValueError, match="its parts make"):
        hidden({"a": 1, TOTAL: 3}, [(TOTAL, ["a"])])


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        one_way({"a": -1})


counts = st.one_of(st.integers(0, 14), st.integers(11, 60))


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 3), st.integers(2, 3), st.data())
def test_whatever_is_added_and_subtracted_every_small_number_keeps_several_values(n_rows, n_columns, data):
    rows, columns = "abc"[:n_rows], "xyz"[:n_columns]
    drawn = {(row, column): data.draw(counts) for row in rows for column in columns}
    shown = two_way(drawn)
    for key, count in drawn.items():
        assert shown[key] in (count, None)
        if 0 < count < UNDER:
            assert shown[key] is None
            assert len(list(itertools.islice(possible(key, drawn, shown), AT_LEAST_VALUES))) == AT_LEAST_VALUES


def possible(key, drawn, shown):
    """The values that a cell could have, found by trying whole tables: an attacker with patience."""
    rows, columns = (sorted({k[side] for k in drawn}) for side in (0, 1))
    for value in range(1, drawn[key] + AT_LEAST_VALUES + 1):
        if _completes({**shown, key: value}, rows, columns):
            yield value


def _completes(shown, rows, columns):
    """Whether whole numbers from 1 up fill the hidden cells so that every total that is shown agrees.

    Asked of a solver of whole numbers: to find out by trying that a table cannot be takes minutes for some draws.
    """
    lines = [([(row, column) for column in columns], shown[row, TOTAL]) for row in rows]
    lines += [([(row, column) for row in rows], shown[TOTAL, column]) for column in columns]
    lines += [([(row, column) for row in rows for column in columns], shown[TOTAL, TOTAL])]
    lines = [(cells, total) for cells, total in lines if total is not None]
    if not lines:
        return True  # what stands in no line whose total is shown may have any value
    order = [(row, column) for row in rows for column in columns]
    told = [shown[cell] for cell in order]
    ends = Bounds([1 if one is None else one for one in told], [np.inf if one is None else one for one in told])
    sums, totals = [[cell in cells for cell in order] for cells, _total in lines], [total for _cells, total in lines]
    found = milp(
        np.zeros(len(order)),
        integrality=np.ones(len(order)),
        bounds=ends,
        constraints=LinearConstraint(np.array(sums, float), totals, totals),
    )
    assert found.status in (0, 2), found.message  # a table was found, or there is none
    return found.status == 0


def test_a_share_of_large_counts_is_told_in_whole_percent():
    assert whole_percent(60, 100) == 60
    assert whole_percent(0, 20) == 0
    assert whole_percent(20, 20) == 100


def test_a_share_from_which_a_small_count_could_be_worked_out_is_not_told():
    assert whole_percent(3, 40) is None
    assert whole_percent(37, 40) is None
    assert whole_percent(10, 300) is None


def test_a_small_count_may_stand_behind_a_percent_that_five_counts_would_give():
    assert whole_percent(2000 - 3, 2000) == 100
    assert whole_percent(3, 2000) == 0


def test_a_part_larger_than_its_whole_is_refused():
    with pytest.raises(ValueError, match="no share"):
        whole_percent(3, 2)
