"""Whether a note speaks of an organ that was bought or sold: yes, no, or unclear. A human reads every hit."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from graftwatch.desk.snapshots.wording import sentences, words

WINDOW = 12
"""So many words apart, at most, stand the word of the purchase and the word of the organ (indicators PT-09, design)."""

SCOPE = 4
"""So many words before a purchase, in its sentence, a denial takes it back; a lawful cost before it or after."""

SCOPE_AFTER = 2
"""And so many after it, as in "paid nothing"."""

_ARABIC_HEAD = re.compile("^[وف]?(لل|[بلك]?(ال)?)(?=..)")

Term = tuple[tuple[str, ...], bool]
Lexicon = Mapping[str, tuple[Term, ...]]


def speaks_of_payment(text: str, language: str | None, _key: bytes) -> str | None:
    """`yes` where a purchase is told near an organ; `unclear` where it is denied, or a lawful cost stands beside it.

    Read in the language stated, or in every one we have words for where none is. Nothing is said of other languages.
    """
    stated = (language or "").split("-")[0].lower()
    chosen = [lexicon for code, lexicon in lexicons().items() if code == stated or not stated]
    if not chosen:
        return None
    said = {_read(text, lexicon) for lexicon in chosen}
    return next(answer for answer in ("yes", "unclear", "no") if answer in said)


@cache
def lexicons() -> dict[str, Lexicon]:
    """The words by language: one TOML file each, which a lawyer or an interpreter may edit."""
    folder = resources.files(__package__) / "lexicons"
    found: dict[str, Lexicon] = {}
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        said = tomllib.loads(file.read_text("utf-8"))
        found[file.name.removesuffix(".toml")] = {
            kind: tuple((tuple(words(term.rstrip("*"))), term.endswith("*")) for term in terms)
            for kind, terms in said.items()
        }
    return found


def _read(text: str, lexicon: Lexicon) -> str:
    said = sentences(text)
    flat = [word for sentence in said for word in sentence]
    sentence_of = [number for number, sentence in enumerate(said) for _ in sentence]
    at = {kind: _positions(flat, terms) for kind, terms in lexicon.items()}
    near = [bought for bought in at["purchase"] if any(abs(bought - organ) <= WINDOW for organ in at["organ"])]
    spans = [(back, SCOPE_AFTER) for back in at["negation"]] + [(back, SCOPE) for back in at["lawful"]]
    plain = [
        bought
        for bought in near
        if not any(
            -SCOPE <= back - bought <= after and sentence_of[back] == sentence_of[bought] for back, after in spans
        )
    ]
    return "yes" if plain else "unclear" if near else "no"


def _positions(flat: list[str], terms: Iterable[Term]) -> list[int]:
    forms = [{word, _ARABIC_HEAD.sub("", word)} for word in flat]
    return [
        start
        for start in range(len(flat))
        if any(_stands_at(forms[start : start + len(term)], term, prefix) for term, prefix in terms)
    ]


def _stands_at(forms: list[set[str]], term: tuple[str, ...], prefix: bool) -> bool:
    if len(forms) < len(term):
        return False
    *before, last = zip(forms, term, strict=True)
    ends = last[1] in last[0] or (prefix and any(form.startswith(last[1]) for form in last[0]))
    return ends and all(word in form for form, word in before)
