"""Sets blocks as a PDF for people and for screen readers (PDF/UA-1), or as pictures to look at.

Words reach the typesetter as data, never as its source: `#read("/etc/passwd")` in a name prints as just that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Final

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
    words = json.dumps(said, ensure_ascii=False)
    if not lettering.not_shipped(words):
        return words, lettering.shipped()
    return _without(lettering.unprintable(words), words), lettering.of_this_machine()


def _without(letters: set[str], words: str) -> str:
    """Letters that no font has, written as their code points."""
    return words.translate({ord(letter): f"[U+{ord(letter):04X}]" for letter in letters})
