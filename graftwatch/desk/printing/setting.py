"""Sets blocks as a PDF for people and for screen readers (PDF/UA-1), or as pictures to look at.

Words reach the typesetter as data, never as its source: `#read("/etc/passwd")` in a name prints as just that.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import typst

from graftwatch.desk.printing import lettering
from graftwatch.desk.printing.blocks import Block

TEMPLATE = Path(__file__).resolve().parent / "paper.typ"
STANDARD: Final = "ua-1"
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


def pdf(blocks: Iterable[Block], *, language: str, title: str, under_title: str = "", foot: str = "") -> bytes:
    """A paper on A4 as PDF: `language` is Django's code (zh-hans), `foot` stands on every page.

    The same words give the same bytes: nothing in the file says when or by whom it was made.
    """
    data, fonts = _said(blocks, language, title, under_title, foot)
    try:
        return _compiled(data, fonts)
    except typst.TypstError as problem:  # a letter that has ink by itself, and none beside the mark that follows it
        if "could not be displayed" not in str(problem):
            raise
        return _compiled(_without(lettering.risky(data), data), lettering.shipped())


def _compiled(data: str, fonts: typst.Fonts) -> bytes:
    return typst.compile(
        str(TEMPLATE), font_paths=fonts, sys_inputs={"data": data}, format="pdf", pdf_standards=STANDARD
    )


def pictures(
    blocks: Iterable[Block], *, language: str, title: str, under_title: str = "", foot: str = "", ppi: float = 96
) -> list[bytes]:
    """The same pages as PNG, to look at."""
    data, fonts = _said(blocks, language, title, under_title, foot)
    made: object = typst.compile(str(TEMPLATE), font_paths=fonts, sys_inputs={"data": data}, format="png", ppi=ppi)
    # of several pages it gives a list, which its types do not say
    return [page for page in (made if isinstance(made, list) else [made]) if isinstance(page, bytes)]


def _said(blocks: Iterable[Block], language: str, title: str, under_title: str, foot: str) -> tuple[str, typst.Fonts]:
    said = {
        "language": language.split("-")[0],
        "right-to-left": RIGHT_TO_LEFT,
        "fonts": list(lettering.FAMILIES),
        "title": title,
        "under_title": under_title,
        "foot": foot,
        "blocks": [{"kind": type(block).__name__, **asdict(block)} for block in blocks],
    }
    words = json.dumps(_without_controls(said), ensure_ascii=False)
    if not lettering.not_shipped(words):
        return words, lettering.shipped()
    return _without(lettering.unprintable(words), words), lettering.of_this_machine()


def _without_controls(said: Any) -> Any:
    """Controls have no letter in any font, and JSON would hide them from whoever looks for such."""
    if isinstance(said, str):
        return _without({letter for letter in said if unicodedata.category(letter) == "Cc"} - {"\n", "\t"}, said)
    if isinstance(said, dict):
        return {name: _without_controls(value) for name, value in said.items()}
    return [_without_controls(value) for value in said] if isinstance(said, list | tuple) else said


def _without(letters: set[str], words: str) -> str:
    """Letters that no font has, written as their code points."""
    return words.translate({ord(letter): f"[U+{ord(letter):04X}]" for letter in letters})
