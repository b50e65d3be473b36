"""Parties that a matter can implicate, named alike everywhere: `facility:UUID`, `agency:NUMBER`, `person:TOKEN`."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
import uuid
from collections.abc import Iterable
from itertools import combinations

from django.conf import settings

LONGEST_NAME = 4
"""Words of a name that are looked for within a longer search."""


def facility(key: uuid.UUID | str) -> str:
    return f"facility:{key}"


def agency(number: int) -> str:
    return f"agency:{number}"


def person(name: str) -> str:
    """A person by name: a keyed token of the folded words in any order, so that walls hold no names."""
    return _token(words_of(name))


def _token(words: Iterable[str]) -> str:
    return f"person:{keyed(' '.join(sorted(words)))}"


def keyed(words: str) -> str:
    """Forty signs that stand for these words in this installation, and say nothing elsewhere."""
    return hmac.new(settings.TOKEN_KEY, words.encode(), hashlib.sha256).hexdigest()[:40]


def words_of(name: str) -> frozenset[str]:
    """Its words without case, accents and signs."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    return frozenset(
        "".join(sign if sign.isalnum() else " " for sign in folded if not unicodedata.combining(sign)).split()
    )


def tokens_within(words: frozenset[str]) -> set[str]:
    """Every person that these words may name: each choice of two to four of them."""
    few = sorted(words)[:12]
    return {_token(chosen) for n in range(2, LONGEST_NAME + 1) for chosen in combinations(few, n)} | {_token(words)}
