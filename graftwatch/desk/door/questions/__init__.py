"""The questions of a report as data: the public form, intake on the phone and triage read the same."""

from __future__ import annotations

from graftwatch.desk.door.questions.kinds import Field, Question
from graftwatch.desk.door.questions.notice import NOTICE
from graftwatch.desk.door.questions.report import CALL, REPORT

CHANNELS = ("a", "b", "c", "d")
NEEDED = ("what", "when", "where")
"""A page of these is answered, if only with "I do not know"."""

__all__ = ["CHANNELS", "NEEDED", "Field", "Question", "question", "questions"]


def questions(channel: str, *, by_phone: bool = False) -> list[Question]:
    """The pages of one channel, in order."""
    asked = (CALL, *NOTICE) if channel == "a" else REPORT
    return [one for one in asked if channel in one.channels and (by_phone or not one.phone_only)]


def question(channel: str, name: str) -> Question | None:
    """One page by its name; `people-2` is the second person."""
    kind = name.split("-")[0]
    return next((one for one in questions(channel, by_phone=True) if one.name == kind), None)
