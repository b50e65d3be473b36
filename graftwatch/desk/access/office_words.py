"""Words of which no password may be made: of Graftwatch, of one's own office, and those that the office names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HERE = ("graftwatch", "transplant", "transplantation", "organ", "donor", "recipient", "kidney", "registry", "police")
LEFT = 8
"""So many letters must remain without those words: a sentence that happens to name the office is no weaker for it."""


class WithoutWordsOfTheOffice:
    """A validator as Django has them."""

    def validate(self, password: str, user: Any = None) -> None:
        rest = password.casefold()
        for word in sorted(set(words_of(user)), key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != password.casefold() and sum(sign.isalpha() for sign in rest) < LEFT:
            raise ValidationError(
                _("This password is made of words of your office, which others would try first. Take other words."),
                code="password_of_the_office",
            )

    def get_help_text(self) -> str:
        return _("Not made of words of your office.")


def words_of(user: Any) -> Iterator[str]:
    """In small letters, of three and more."""
    agency, unit = getattr(user, "agency", None), getattr(user, "unit", None)
    named = [*HERE, *settings.OFFICE_WORDS, agency.name if agency else "", unit.name if unit else ""]
    if user is not None:
        named += [user.get_username(), user.get_full_name()]
    for name in named:
        yield from (word for word in re.findall(r"\w+", name.casefold()) if len(word) > 2)
