"""Free text as a list of words, alike for every way of writing that the lexicons know."""

from __future__ import annotations

import re
import unicodedata

_TOKEN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W_]+|[.!?;。！？؟；…\n]+")
_END = re.compile(r"[.!?;。！？؟；…\n]+")
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": None})


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence: lower case, without accents; a Chinese character is a word of its own."""
    found: list[list[str]] = [[]]
    for token in _TOKEN.findall(_plain(text)):
        if _END.fullmatch(token):
            found.append([])
        else:
            found[-1].append(token)
    return [sentence for sentence in found if sentence]


def words(text: str) -> list[str]:
    """All words of a text in order."""
    return [word for sentence in sentences(text) for word in sentence]


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_ARABIC))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_ARABIC)
