"""The mailbox page: opened by the receipt alone, and a wrong receipt is like one that never was."""

import datetime as dt

import pytest

from graftwatch.apps.public.views.reporting_test import receipt_of, send
from graftwatch.desk.door.letters import Kind, open_letter, post, uncollected
from graftwatch.desk.door.models import Mailbox

pytestmark = pytest.mark.django_db(databases=["default", "door", "keys"])
MAILBOX = "/en/mailbox/"


@pytest.fixture
def receipt(door, keys):
    found = receipt_of(send(door))
    post(Mailbox.objects.get().pk, Kind.QUESTION, "Which month <was> it?", dt.date(2026, 11, 20))
    return found


def test_it_shows_the_question_and_takes_an_answer(door, keys, receipt):
    page = door.post(MAILBOX, {"receipt": receipt, "go": "open"}).content.decode()
    assert "Which month &lt;was&gt; it?" in page
    page = door.post(MAILBOX, {"receipt": receipt, "go": "answer", "words": "In March"}).content.decode()
    assert "Your words are sealed and sent." in page
    (letter,) = uncollected()
    assert open_letter(letter, keys.ben, keys.ben.id) == "In March"


@pytest.mark.parametrize(("go", "kind"), [("withdraw", Kind.WITHDRAWAL), ("retaliation", Kind.RETALIATION)])
def test_one_may_stop_and_may_tell_what_was_done(door, keys, receipt, go, kind):
    assert door.post(MAILBOX, {"receipt": receipt, "go": go, "words": "They moved me"}).status_code == 200
    assert [letter.kind for letter in uncollected()] == [kind]


def test_the_last_day_it_was_opened_is_shown(door, receipt):
    first = door.post(MAILBOX, {"receipt": receipt}).content.decode()
    assert "for the first time" in first
    assert "was last opened on" in door.post(MAILBOX, {"receipt": receipt}).content.decode()


def test_a_wrong_receipt_and_an_unknown_one_are_the_same_page(door, receipt):
    wrong = f"{int(receipt) ^ 1:016d}"
    answers = [door.post(MAILBOX, {"receipt": said, "go": "open"}) for said in (wrong, "0000000000000000")]
    assert {answer.status_code for answer in answers} == {422}
    assert len({answer.content for answer in answers}) == 1
    for go in ("answer", "withdraw", "retaliation"):
        assert door.post(MAILBOX, {"receipt": wrong, "go": go, "words": "x"}).content == answers[0].content
    assert uncollected() == []


def test_what_cannot_be_sent_is_still_on_the_page(door, receipt):
    page = door.post(MAILBOX, {"receipt": receipt, "go": "answer", "words": "y" * 9000})
    assert page.status_code == 422
    assert "y" * 9000 in page.content.decode()
    assert door.post(MAILBOX, {"receipt": receipt, "go": "answer", "words": " "}).status_code == 422


def test_a_receipt_in_an_address_opens_nothing(door, receipt):
    assert "Which month" not in door.get(f"{MAILBOX}?receipt={receipt}").content.decode()
