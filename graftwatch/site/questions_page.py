"""The reference pages of the questions: one for each place that questions look from, and a list of all codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graftwatch.apps.screening.catalogue import VANTAGES as LABELS
from graftwatch.apps.screening.catalogue import Line, lines
from graftwatch.indicators import all_indicators
from graftwatch.indicators.answering import entry
from graftwatch.indicators.shown import Case, shown
from graftwatch.site.explaining import explanation

VANTAGES = tuple(name for name in LABELS if name != "reconciliation")
DRAWN = 2
"""Pictures on these pages for each answer; the catalogue in the desk shows all."""


def questions(written: str) -> str:
    """Every code with its title, and the page that tells of it."""
    parts = [f"# The questions\n\n{written}\n\n`graftwatch explain CODE` prints any of them; the desk has them, too."]
    for name in VANTAGES:
        items = "\n".join(
            f"- [{line.code} {line.title}](questions/{name}.md#{line.code.lower()}){_kind(line)}" for line in _of(name)
        )
        if items:
            parts.append(f"## {LABELS[name]}\n\n{items}")
    return "\n\n".join(parts) + "\n"


def vantage_page(name: str, written: str) -> str:
    """Each code of one place as `graftwatch explain` prints it, with what its tests show."""
    parts = [f"# {LABELS[name]}\n\n{written}\n\n[All questions](../questions.md)"]
    for line in _of(name):
        parts.append(f"## {line.code}\n\n```text\n{explanation(entry(line.code))}\n```")
        parts += _shown(line.code)
    return "\n\n".join(parts) + "\n"


def _of(name: str) -> list[Line]:
    return [line for line in lines() if line.vantage == name]


def _kind(line: Line) -> str:
    told: Mapping[str, str] = {"decided": " (not asked as it stood)", "clearing": " (speaks for an ordinary file)"}
    return told.get(line.kind, "")


def _shown(code: str) -> Iterable[str]:
    if code not in all_indicators():
        return
    cases = shown(code)
    yield from _cases("Asks", cases.asks)
    yield from _cases("Stays silent", cases.silent)


def _cases(heading: str, cases: tuple[Case, ...]) -> Iterable[str]:
    if not cases:
        return
    yield f"**{heading}**"
    for case in cases[:DRAWN]:
        settings = ", ".join(f"{name} = {value:g}" for name, value in case.settings)
        given = f" (with {settings})" if settings else ""
        yield f"{case.says}{given}\n\n```text\n{case.picture}\n```"
    if rest := cases[DRAWN:]:
        yield "\n".join(f"- {case.says}" for case in rest)
