"""Names that must not see a report, as tokens: whoever reads the door's tables learns no name, and yet they compare.

A name is folded, titles are dropped, and its words are taken in any order. Two sides make tokens of it: the desk for
each holder of a key (single words, pairs, the whole), the reporter's form for each name typed (pairs and the whole; a
single word where only one was typed). One token in common is enough to be kept away: too wide is safer than too narrow.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Iterable
from itertools import combinations

from graftwatch.desk.door.models import Pepper

TITLES = frozenset(["dr", "dra", "prof", "professor", "doctor", "docteur", "mr", "mrs", "ms", "miss", "sir", "د"])
N_DIGITS = 40


def pepper() -> bytes:
    """The door's own pepper, made on first use."""
    row, _made = Pepper.objects.get_or_create(pk=1, defaults={"value": secrets.token_bytes(32)})
    return bytes(row.value)


def tokens_of_a_holder(names: Iterable[str]) -> list[str]:
    """What `PublishedKey.parties` holds of the holder's own name and those of the family."""
    key = pepper()
    groups = {words for name in names for words in _pairs(name) | {(word,) for word in _words(name)}}
    return sorted({_token(words, key) for words in groups})


def tokens_of_a_named(names: Iterable[str]) -> list[str]:
    """What a must-not-see list holds of the names that a reporter typed."""
    key = pepper()
    return sorted({_token(words, key) for name in names for words in _pairs(name)})


def _words(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", name).casefold()
    parted = "".join(
        sign if sign.isalnum() else " " for sign in folded if not unicodedata.combining(sign) and sign not in "'’"
    )
    return sorted({word for word in parted.split() if word not in TITLES and (len(word) > 1 or ord(word) > 0x2E7F)})


def _pairs(name: str) -> set[tuple[str, ...]]:
    """The whole name and each pair of its words."""
    words = _words(name)
    return {tuple(words), *combinations(words, 2)} - {()}


def _token(words: tuple[str, ...], key: bytes) -> str:
    return "named:" + hmac.new(key, " ".join(words).encode(), hashlib.sha256).hexdigest()[:N_DIGITS]
