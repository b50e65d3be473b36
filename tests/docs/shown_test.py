"""What pages show of the tests beside a question was written from the question and the tests as they are."""

import pytest

from graftwatch.indicators import all_indicators
from graftwatch.indicators.shown import FOLDER, is_up_to_date, sentence, shown


@pytest.mark.parametrize("code", sorted(all_indicators()))
def test_what_is_shown_is_up_to_date_and_shows_the_question_asking_and_silent(code):
    assert is_up_to_date(all_indicators()[code]), "write it again: make reference"
    assert shown(code).asks, "no test shows it asking"
    assert shown(code).silent, "no test shows it staying silent"


def test_nothing_is_shown_of_questions_that_are_gone():
    assert {path.stem for path in FOLDER.glob("*.json")} <= set(all_indicators())


def test_the_name_of_a_test_is_read_as_a_sentence():
    assert sentence("test_a_notary_is_asked_about") == "A notary is asked about."
