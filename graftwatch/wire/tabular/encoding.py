"""In which encoding a text file was written: guessed from its rarest bytes, and said."""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

SAMPLE = 1 << 16
CHUNK = 1 << 22
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a byte-order mark"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
CODE_PAGES = {
    "cp1252": "Windows 1252 (Western Europe)",
    "cp1250": "Windows 1250 (Central Europe)",
    "cp1251": "Windows 1251 (Cyrillic)",
    "cp1253": "Windows 1253 (Greek)",
    "cp1254": "Windows 1254 (Turkish)",
    "cp1255": "Windows 1255 (Hebrew)",
    "cp1256": "Windows 1256 (Arabic)",
    "cp1257": "Windows 1257 (Baltic)",
}


@dataclass(frozen=True)
class Encoding:
    """The name that Python decodes with, and the words for a person."""

    name: str
    said: str


def guess(path: Path) -> Encoding:
    """The encoding of a file: its byte-order mark, else UTF-8 where it fits, else the likeliest code page."""
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    for mark, name, said in BOMS:
        if head.startswith(mark):
            return Encoding(name, said)
    wide = _wide(head)
    if wide:
        return Encoding(wide, f"{wide.upper()} without a byte-order mark (guessed)")
    sample = _telling_lines(path)
    if not sample:
        return Encoding("utf-8", "plain ASCII")
    if _is_utf8(sample):
        return Encoding("utf-8", "UTF-8")
    return _code_page(sample)


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: in text of our alphabets every second byte is mostly NUL or the same small number."""
    if len(head) < 8 or b"\0" not in head:
        return None
    even, odd = head[0::2], head[1::2]
    for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if sum(byte < 8 for byte in high) > 0.9 * len(high) and low.count(0) < 0.1 * len(low):
            return name
    return None


def _telling_lines(path: Path) -> bytes:
    """Up to 64 KiB of what is not ASCII, with its neighbours, from the whole file: the first accent may come late."""
    found = bytearray()
    with path.open("rb") as file:
        while len(found) < SAMPLE and (chunk := file.read(CHUNK)):
            if chunk.isascii():
                continue
            for line in chunk.splitlines():
                if not line.isascii():
                    found += line[: SAMPLE // 8] + b"\n"
                    if len(found) >= SAMPLE:
                        break
    return bytes(found[:SAMPLE])


def _is_utf8(sample: bytes) -> bool:
    """True where most of the sample decodes: other pages hardly ever do by chance, and single broken bytes happen."""
    text = sample.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    beyond = sum(character > "\x7f" for character in text)
    return 2 * broken <= beyond - broken


def _code_page(sample: bytes) -> Encoding:
    """The code page under which the sample looks most like words, asked of charset-normalizer first."""
    likely = [match.encoding for match in from_bytes(sample, cp_isolation=list(CODE_PAGES), threshold=0.5)]
    ranked = sorted(CODE_PAGES, key=lambda name: (-_looks_like_words(sample, name), _rank(likely, name)))
    best = ranked[0]
    return Encoding(best, f"{CODE_PAGES[best]} (guessed)")


def _rank(likely: list[str], name: str) -> int:
    return likely.index(name) if name in likely else len(likely) + list(CODE_PAGES).index(name)


def _looks_like_words(sample: bytes, name: str) -> float:
    """The share of characters beyond ASCII that are letters standing beside letters of their own script and case."""
    text = sample.decode(name, errors="replace")
    good = n = 0
    for before, here, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if here <= "\x7f":
            continue
        n += 1
        neighbours = [one for one in (before, after) if one.isalpha()]
        if here.isalpha() and neighbours and all(_script(one) == _script(here) for one in neighbours):
            # a capital inside a word is the mark of a wrong page
            good += 1 if not (here.isupper() and before.islower()) else 0
    return round(good / n, 2) if n else 0.0


def _script(letter: str) -> str:
    return "LATIN" if letter <= "\x7f" else unicodedata.name(letter, "").split(" ")[0]
