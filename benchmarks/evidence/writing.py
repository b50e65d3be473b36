"""Markdown for the evidence page: tables, citations, and the page made of its parts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from graftwatch.law import cite

HERE = Path(__file__).resolve().parent
PAGE = HERE.parents[1] / "docs" / "evidence.md"
PARTS = ("liver", "hl7", "atlantis")
HISTORY = HERE / "detection.md"
HEAD = """\
# Evidence

What Graftwatch does on data that it did not make, how far its fictional State is from published rates, and what it
finds there. Everything below is written by `make evidence`, which anyone can run; nothing is typed in by hand. Parts:

1. [A real waiting list](#1-a-real-waiting-list)
2. [The published FHIR examples](#2-the-published-fhir-examples)
3. [Atlantis without rings, against published rates](#3-atlantis-without-rings-against-published-rates)
4. [What is found and what is not](#4-what-is-found-and-what-is-not)
"""


def published() -> dict[str, Any]:
    """The figures of `published.toml`."""
    return tomllib.loads((HERE / "published.toml").read_text("utf-8"))


def cited(figure: str) -> str:
    """Where a published figure stands, as a reader would look it up."""
    said = published()[figure]
    return f"{cite(said['source'], _locator(said)).title}; {said['place']}"


def _locator(said: dict[str, Any]) -> str:
    return "by area" if said["source"] == "optn-removals-2016-17" else str(said["place"])


def table(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; numbers stand right."""
    lines = [[str(cell).replace("|", "\\|") for cell in row] for row in rows]
    right = [all(_is_number(line[place]) for line in lines) and bool(lines) for place in range(len(heading))]
    rule = ["---:" if each else "---" for each in right]
    return "\n".join("| " + " | ".join(line) + " |" for line in [list(heading), rule, *lines])


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "").replace("%", "").replace("−", "").replace("+", "").strip().isdigit()


def percent(share: float, digits: int = 1) -> str:
    return f"{100 * share:.{digits}f} %"


def write_page(work: Path) -> Path:
    """The page from the parts that have been made, in their order, and the study that stays as history."""
    parts = [
        found.read_text("utf-8") if (found := work / f"{part}.md").exists() else f"*Part {part} has not been run.*\n"
        for part in PARTS
    ]
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text("\n".join([HEAD, *parts, HISTORY.read_text("utf-8")]), encoding="utf-8")
    return PAGE
