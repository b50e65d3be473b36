"""Headings and codes compared as words: without case, accents and punctuation, in the languages of `synonyms.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from graftwatch.tables import CodeList, Column, Table

SURE, LIKE = 1.0, 0.9


@cache
def synonyms() -> dict[str, Any]:
    """What offices call our fields."""
    return tomllib.loads((Path(__file__).parent / "synonyms.toml").read_text("utf-8"))


@cache
def plain(text: str) -> str:
    """Lower case, no accents, single spaces: `Date d'inscription` is `date d inscription`."""
    decomposed = unicodedata.normalize("NFKD", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).casefold())
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w+]+|_", " ", letters.replace("°", " ")).split())


def likeness(heading: str, phrases: Iterable[str]) -> float:
    """How like a heading is to the likest of some phrases, 0 to 1; 1 is the same words."""
    here = plain(heading)
    best = 0.0
    for phrase in phrases:
        if here == phrase:
            return SURE
        # sorted words forgive order; the plain ratio keeps short words from matching long ones
        best = max(best, LIKE * max(fuzz.token_sort_ratio(here, phrase), fuzz.ratio(here, phrase)) / 100)
    return best


@cache
def phrases_of(table: str, name: str, label: str, meaning: str) -> tuple[str, ...]:
    """Everything a column is called: its name, label, meaning, and what offices call it."""
    fields = synonyms()["fields"]
    said = [name, label, meaning, *fields.get(name, ()), *fields.get(f"{table}.{name}", ())]
    return tuple(dict.fromkeys(plain(one) for one in said if one))


def phrases_for(table: Table, column: Column) -> tuple[str, ...]:
    return phrases_of(table.name, column.name, column.label, column.meaning)


@cache
def key_phrases() -> tuple[str, ...]:
    return tuple(plain(one) for one in synonyms()["key"])


@cache
def recorded_phrases() -> tuple[str, ...]:
    return tuple(plain(one) for one in synonyms()["recorded_at"])


def table_phrases(table: Table) -> tuple[str, ...]:
    said = [table.name, table.label, *synonyms()["tables"].get(table.name, ())]
    return tuple(dict.fromkeys(plain(one) for one in said if one))


def code_for(codes: CodeList, theirs: str) -> str | None:
    """Our code for one of theirs, where the words are the same or nearly; None where a person must say."""
    known = _code_words(codes)
    here = plain(theirs) or theirs.strip()
    if here in known:
        return known[here]
    if len(here) < 5:
        return None
    best = max(known, key=lambda word: fuzz.ratio(here, word), default=None)
    return known[best] if best is not None and fuzz.ratio(here, best) >= 85 else None


@cache
def _code_words(codes: CodeList) -> dict[str, str]:
    said = synonyms()["codes"]
    words: dict[str, str] = {}
    for code in codes.codes:
        for word in (code.value, code.label, *said.get(codes.name, {}).get(code.value, ())):
            words.setdefault(plain(word) or word, code.value)
    for value, others in said["not-known"].items():
        for word in others:
            words.setdefault(plain(word) or word, value)
    return words
