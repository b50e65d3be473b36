"""Every run has its row; seeds that one plan has seen are not shown to another."""

import csv

import pytest

from graftwatch.evaluation.log import SeedsUsedUpError, append, refuse_used_up

ROW = {
    "began_at": "2026-11-22T06:00:00+00:00",
    "kind": "held out",
    "plan_sha256": "aaaa",
    "weights_sha256": "1111",
    "first_seed": 101,
    "last_seed": 200,
    "outcome": "finished",
}


def rows(book):
    with book.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_runs_are_added_and_never_rewritten(tmp_path):
    book = tmp_path / "deep" / "log.csv"
    append(book, ROW)
    append(book, ROW | {"outcome": "cut off", "note": "KeyboardInterrupt"})
    assert [row["outcome"] for row in rows(book)] == ["finished", "cut off"]
    assert rows(book)[0]["note"] == ""


def test_a_column_that_the_log_does_not_have_is_an_error(tmp_path):
    with pytest.raises(ValueError, match="recal"):
        append(tmp_path / "log.csv", ROW | {"recal": 1})


def test_seeds_used_by_another_plan_are_refused_even_if_that_run_was_cut_off(tmp_path):
    book = tmp_path / "log.csv"
    append(book, ROW | {"outcome": "cut off"})
    with pytest.raises(SeedsUsedUpError, match="101 to 200"):
        refuse_used_up(book, range(200, 301), "bbbb", "1111")


def test_the_same_plan_may_finish_what_it_began(tmp_path):
    append(tmp_path / "log.csv", ROW)
    refuse_used_up(tmp_path / "log.csv", range(101, 201), "aaaa", "1111")


def test_the_same_plan_with_other_questions_sees_its_seeds_no_second_time(tmp_path):
    append(tmp_path / "log.csv", ROW)
    with pytest.raises(SeedsUsedUpError, match="questions or weights that were others"):
        refuse_used_up(tmp_path / "log.csv", range(101, 201), "aaaa", "2222")


def test_new_seeds_and_exploratory_runs_are_no_obstacle(tmp_path):
    book = tmp_path / "log.csv"
    append(book, ROW)
    append(book, ROW | {"kind": "exploratory", "first_seed": 301, "last_seed": 400})
    refuse_used_up(book, range(201, 301), "bbbb", "1111")
    refuse_used_up(book, range(301, 401), "bbbb", "1111")


def test_without_a_log_nothing_is_used_up(tmp_path):
    refuse_used_up(tmp_path / "log.csv", range(101, 201), "bbbb", "1111")
