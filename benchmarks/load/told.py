"""The figures of the load test, written between two marks of docs/performance.md; the rest of the page stays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.machine import described

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- load: written by `make load` -->", "<!-- end of load -->"


def write(figures: Mapping[str, Any]) -> None:
    """Put the section in its place: anew where it stands, else at the end."""
    text = PAGE.read_text("utf-8")
    section = f"{BEGIN}\n\n{told(figures)}\n\n{END}"
    found = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.S)
    text = found.sub(lambda _old: section, text) if found.search(text) else f"{text.rstrip()}\n\n{section}\n"
    PAGE.write_text(text, encoding="utf-8")


def kept(text: str) -> str:
    """The section as it stands in a page, for whoever writes the rest of it anew."""
    found = re.search(f"{re.escape(BEGIN)}.*?{re.escape(END)}", text, re.S)
    return found[0] if found else ""


def told(figures: Mapping[str, Any]) -> str:
    """The section in words and one table."""
    rows = [
        f"| {name} | {figures[who]['pages']} | {figures[who]['median']:.3f} s | {figures[who]['p95']:.3f} s"
        f" | {figures[who]['slowest']:.1f} s |"
        for who, name in (("reporter", "Reporters at the public door"), ("officer", "Officers at the desk"))
        if who in figures
    ]
    killed = " Both doors were killed with SIGKILL half-way and started again." if figures["killed"] else ""
    lost = "No report was lost" if not figures["n_lost"] else f"{figures['n_lost']} reports were lost"
    played = (
        f"`make load`: {figures['reporters']} reporters walk through whole reports, again and again, and"
        f" {figures['officers']} officers open lists and reports, for {figures['minutes']:g} minutes, against"
        " PostgreSQL with its writes on the disk. Visitors, both doors, the worker and the database share"
        f" {'; '.join(described()[:2])}.{killed}"
    )
    ended = (
        f"{figures['n_receipts']} receipts were given; {figures['n_stored']} reports are stored. {lost}."
        f" Faults: {figures['faults']}; lines that broke when their other end was killed: {figures['n_broken']}."
    )
    heads = ["| Who | Pages | Median | 95th percentile | Slowest |", "| --- | --- | --- | --- | --- |"]
    title = "## Two hundred reporters and fifty officers at once"
    return "\n".join([title, "", played, "", *heads, *rows, "", ended])
