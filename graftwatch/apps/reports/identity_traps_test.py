"""What gives a person away is pointed at before a text leaves the room."""

import pytest

from graftwatch.apps.reports.identity_traps import traps


@pytest.mark.parametrize(
    "text",
    [
        "Were you on your shift that evening?",
        "As the nurse you must have seen it.",
        "Call +41 79 123 45 67 when you can.",
        "Did it happen on 12 May?",
        "On 2026-05-12 in theatre 4?",
        "Was Dr Weber there?",
        "Write to nadia@example.org.",
        "It was then that Nadia Weber came in, was it?",
        "Est-ce que votre collègue était là le 3 mai ?",
        "Был ли там д-р Петров 3 мая?",
    ],
)
def test_it_is_found(text):
    assert traps(text)


@pytest.mark.parametrize(
    "text",
    ["Was it before or after surgery?", "Did money change hands?", "这是在手术之前吗？", "هل كان ذلك قبل الجراحة؟"],
)
def test_a_plain_question_passes(text):
    assert traps(text) == []


def test_each_place_is_named_once_with_its_reason():
    found = traps("On 12 May, again on 12 May, at 14:30.")
    assert [trap.words for trap in found] == ["12 May", "14:30"]
    assert all(str(trap.why) for trap in found)
