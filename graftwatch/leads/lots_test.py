"""The lot: how many files, in an order nobody chose, with a chance that is known."""

import pytest

from graftwatch.leads.lots import drawn, how_many, in_order_of_lot

FILES = [f"pair:{n}" for n in range(400)]


@pytest.mark.parametrize(
    ("leads", "this_year", "files"),
    [(0, 0, 10), (0, 10, 0), (1, 10, 1), (2, 10, 1), (3, 10, 2), (40, 0, 20), (4, 7, 3), (2, 7, 3)],
)
def test_one_for_every_two_leads_and_ten_a_year(leads, this_year, files):
    assert how_many(leads, this_year) == files


def test_the_same_run_draws_the_same_files_and_another_run_others():
    assert in_order_of_lot(FILES, "7f3a") == in_order_of_lot(reversed(FILES), "7f3a")
    assert in_order_of_lot(FILES, "7f3a")[:20] != in_order_of_lot(FILES, "beef")[:20]


def test_files_under_review_are_passed_over_and_the_chance_is_among_the_others():
    order = in_order_of_lot(FILES, "7f3a")
    taken, chance = drawn(order, [order[0], order[2], "not here"], 4)
    assert taken == [order[1], order[3], order[4], order[5]]
    assert chance == 4 / 398


def test_where_there_are_fewer_files_than_lots_all_are_taken():
    assert drawn(["a", "b"], [], 10) == (["a", "b"], 1.0)
    assert drawn(["a"], ["a"], 10) == ([], 0.0)


def test_each_file_comes_up_as_often_as_the_chance_says():
    n_times = sum("pair:7" in drawn(in_order_of_lot(FILES, f"run {n}"), [], 100)[0] for n in range(400))
    assert 75 <= n_times <= 125
