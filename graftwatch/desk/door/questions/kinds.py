"""What a question of a report is: a page of few fields, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Words = str | Promise
Choices = tuple[tuple[str, Words], ...]
Kind = Literal["text", "long", "one", "many", "country", "place", "party", "month", "year", "day"]
LONG, SHORT = 8000, 200


@dataclass(frozen=True)
class Field:
    """One thing asked. `one` and `many` choose from `choices`; `place` is a published facility, `party` any party."""

    name: str
    label: Words
    kind: Kind = "text"
    choices: Choices = ()
    hint: Words = ""
    required: Words = ""
    """What is said where it is left empty; empty where it may be."""
    most: int = 0
    """The most letters; 0 takes the default of its kind."""

    @property
    def limit(self) -> int:
        return self.most or (LONG if self.kind == "long" else SHORT)


@dataclass(frozen=True)
class Question:
    """One page. `why` says what the answer is good for; `times` how often it may be answered (people)."""

    name: str
    title: Words
    why: Words
    fields: tuple[Field, ...]
    channels: str = "bcd"
    times: int = 1
    phone_only: bool = False
    goes_to: Literal["content", "identity", "routing"] = "content"
    may_be_unknown: bool = True
