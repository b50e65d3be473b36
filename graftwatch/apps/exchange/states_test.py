"""The table in the README is the table that runs, and offices take turns as it says."""

from pathlib import Path

from graftwatch.apps.exchange.states import DISCLOSURE

README = Path(__file__).with_name("README.md").read_text("utf-8")


def test_the_readme_shows_the_table_that_runs():
    assert DISCLOSURE.as_table() in README


def test_nothing_is_released_and_nothing_authorised_by_one_person():
    assert {each.name for each in DISCLOSURE.transitions if each.two_people} == {"authorise", "release"}


def test_whatever_the_giving_office_does_with_what_leaves_is_guarded_by_its_side():
    for verb in ("give_to_review", "send_back", "release", "recall", "answer_passing_on"):
        assert "giving_side" in DISCLOSURE[verb].guards, verb


def test_what_leaves_is_checked_for_its_basis_when_frozen_and_again_when_released():
    assert "every_person_has_a_basis" in DISCLOSURE["give_to_review"].guards
    assert "every_person_has_a_basis" in DISCLOSURE["release"].guards
