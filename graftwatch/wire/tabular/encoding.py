"""In which encoding a text file was written: guessed from its rarest bytes, and said."""

from __future__ import annotations

import codecs
import math
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
RARE, NEVER = 0.001, 0.0001


@dataclass(frozen=True)
class CodePage:
    """Its name for a person, and the letters beyond ASCII of its languages, the commonest first."""

    said: str
    letters: str


CODE_PAGES = {
    "cp1252": CodePage("Windows 1252 (Western Europe)", "éáóíãçèàüñäöúêâßôîåøæëïùûõòìœý"),
    "cp1250": CodePage("Windows 1250 (Central Europe)", "áéęłąíóěčšřýůžśćżňńúőăűşţźťďđö"),
    "cp1251": CodePage("Windows 1251 (Cyrillic)", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфіїєґъё"),
    "cp1253": CodePage("Windows 1253 (Greek)", "αοιετσνηυρπκμλςγδάίόέήθφχβωύώξζψϊ"),
    "cp1254": CodePage("Windows 1254 (Turkish)", "ıüşğöçâîû"),
    "cp1255": CodePage("Windows 1255 (Hebrew)", "יוהלאמרתבשנדחעקפםכגצןטזסךףץ"),
    "cp1256": CodePage("Windows 1256 (Arabic)", "الينمورتبعدسفهةكقحجشصأخطزىذثضغئظءإآؤپچگژ"),
    "cp1257": CodePage("Windows 1257 (Baltic)", "āėišīēčūžąļģķņęųįõäöü"),
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
    """The page under which the sample looks most like words; charset-normalizer decides between equals."""
    likely = [match.encoding for match in from_bytes(sample, cp_isolation=list(CODE_PAGES), threshold=0.5)]
    best = max(CODE_PAGES, key=lambda name: (_likelihood(sample, name), name == "cp1252", -_rank(likely, name)))
    return Encoding(best, f"{CODE_PAGES[best].said} (guessed)")


def _rank(likely: list[str], name: str) -> int:
    return likely.index(name) if name in likely else len(likely)


def _likelihood(sample: bytes, name: str) -> float:
    """How likely the characters beyond ASCII are under a page's alphabet, as a mean logarithm."""
    letters = CODE_PAGES[name].letters
    chance = {letter: 1 / (place + 4) for place, letter in enumerate(letters)}
    whole = sum(chance.values())
    text = sample.decode(name, errors="replace")
    total = n = 0.0
    for before, here in zip(" " + text, text, strict=False):
        if here > "\x7f":
            n += 1
            # a capital inside a word is the mark of a wrong page
            odd = here.isupper() and before.islower()
            total += math.log(
                RARE if odd else chance.get(here.lower(), 0) / whole or (RARE if here.isalpha() else NEVER)
            )
    return round(total / n, 3) if n else 0.0
