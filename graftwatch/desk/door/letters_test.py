"""Letters: the reporter reads them with the receipt, answers to the readers of the report, and to nobody else."""

import datetime as dt

import pytest

from graftwatch.desk.door.handing_in import hand_in
from graftwatch.desk.door.letters import (
    Kind,
    NoSuchMailboxError,
    answer,
    close_mailbox,
    open_letter,
    post,
    read_letters,
    remove_letter,
    uncollected,
)
from graftwatch.desk.door.models import Envelope, Letter, Mailbox
from graftwatch.desk.door.sealing_test import Keys
from graftwatch.desk.vault import boxes

TODAY = dt.date(2026, 11, 22)
LATER = dt.date(2026, 11, 29)
pytestmark = pytest.mark.django_db(databases=["default", "door", "keys"])


@pytest.fixture
def keys():
    return Keys(
        node=("node", []), ann=("intake", ["facility:nord"]), ben=("intake", []), eve=("independent", ["agency:9"])
    )


@pytest.fixture
def report(keys):
    return hand_in({"what": "w"}, None, {"channel": "d", "must_not_see": ["facility:nord"]}, TODAY)


def test_letters_of_one_day_lie_in_the_order_in_which_they_came_and_no_hour_is_kept(report):
    came = [f"letter {number}" for number in range(8)]
    for words in came:
        post(report.mailbox.id, Kind.NOTICE, words, TODAY)
    found = [letter.words for letter in read_letters(report.receipt, TODAY).letters if letter.words in came]
    assert found == came[::-1]
    post(report.mailbox.id, Kind.QUESTION, "the day after", LATER)
    assert read_letters(report.receipt, LATER).letters[0].words == "the day after"
    kinds = {field.get_internal_type() for field in Letter._meta.local_fields}
    assert not kinds & {"DateTimeField", "TimeField"}


def test_a_question_is_read_with_the_receipt_and_marked(report):
    post(report.mailbox.id, Kind.QUESTION, "Which month was it?", TODAY)
    first, second = read_letters(report.receipt, TODAY), read_letters(report.receipt, LATER)
    assert [(letter.words, letter.is_new) for letter in first.letters] == [("Which month was it?", True)]
    assert [letter.is_new for letter in second.letters] == [False]
    assert (first.last_visited_on, second.last_visited_on) == (None, TODAY)


def test_the_desk_cannot_open_what_it_posted(report, keys):
    letter = post(report.mailbox.id, Kind.QUESTION, "Which month was it?", TODAY)
    assert b"month" not in bytes(letter.content)
    with pytest.raises(boxes.CannotOpenError):
        open_letter(letter, keys.ben, str(keys.rows["ben"].id))


def test_an_answer_keeps_from_whom_the_report_was_kept(report, keys):
    answer(report.receipt, Kind.ANSWER, "In March", LATER)
    (letter,) = uncollected()
    assert open_letter(letter, keys.ben, str(keys.rows["ben"].id)) == "In March"
    with pytest.raises(boxes.CannotOpenError):
        open_letter(letter, keys.ann, str(keys.rows["ann"].id))
    remove_letter(letter)
    assert uncollected() == []


def test_a_letter_does_not_open_as_another_kind_or_in_another_mailbox(report, keys):
    answer(report.receipt, Kind.ANSWER, "In March", LATER)
    (letter,) = uncollected()
    letter.kind = Kind.WITHDRAWAL
    with pytest.raises(boxes.CannotOpenError):
        open_letter(letter, keys.ben, str(keys.rows["ben"].id))


def test_a_wrong_receipt_is_like_one_that_never_was(report):
    wrong = f"{(int(report.receipt) + 1) % 10**16:016d}"
    assert read_letters(wrong, TODAY) is None
    assert answer(wrong, Kind.ANSWER, "x", TODAY) is None
    assert not Letter.objects.exists()


def test_nothing_is_posted_to_a_mailbox_that_is_not_there():
    with pytest.raises(NoSuchMailboxError):
        post("nowhere", Kind.NOTICE, "x", TODAY)


def test_a_closed_mailbox_opens_no_more(report):
    post(report.mailbox.id, Kind.NOTICE, "x", TODAY)
    close_mailbox(report.mailbox.id)
    assert read_letters(report.receipt, TODAY) is None
    assert not Letter.objects.exists()


def test_pressing_twice_hands_in_once(keys):
    routing = {"channel": "d", "must_not_see": []}
    one = hand_in({"what": "w"}, None, routing, TODAY, receipt="1111222233334444")
    two = hand_in({"what": "w"}, None, routing, TODAY, receipt="1111222233334444")
    assert (one.receipt, one.salt, one.commitment) == (two.receipt, two.salt, two.commitment)
    assert Envelope.objects.count() == Mailbox.objects.count() == 1
