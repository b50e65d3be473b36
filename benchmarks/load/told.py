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


WHO = (
    ("reporter", "Reporters at the public door"),
    ("officer", "Officers at the desk"),
    ("told to wait", "Told to try again in a minute, while PostgreSQL was away"),
)


def told(figures: Mapping[str, Any]) -> str:
    """The section in words and one table."""
    rows = [
        f"| {name} | {figures[who]['pages']} | {figures[who]['median']:.3f} s | {figures[who]['p95']:.3f} s"
        f" | {figures[who]['slowest']:.1f} s |"
        for who, name in WHO
        if who in figures
    ]
    played = (
        f"`make load`: {figures['reporters']} reporters walk through whole reports, again and again, and"
        f" {figures['officers']} officers open lists and reports, for {figures['minutes']:g} minutes, against"
        " PostgreSQL with its writes on the disk. Visitors, both doors, the worker and the database share"
        f" {'; '.join(described()[:2])}."
    )
    heads = ["| Who | Pages | Median | 95th percentile | Slowest |", "| --- | --- | --- | --- | --- |"]
    title = "## Two hundred reporters and fifty officers at once"
    words = [title, played, *_killed(figures["killed"]), "\n".join([*heads, *rows]), _ended(figures)]
    return "\n\n".join(words)


def _killed(killed: Mapping[str, Any]) -> list[str]:
    """What was killed and when; nothing where nothing was."""
    said = []
    if killed["doors"]:
        said.append("Half-way both doors and the worker were killed with SIGKILL and started again.")
    if killed["postgres"]:
        of = killed["postgres"]
        stayed = "neither door was" if killed["doors_stayed"] else "a door had to be"
        said.append(
            "At two thirds of the time PostgreSQL was killed with SIGKILL, the postmaster and all its processes,"
            f" {of['processes']} in all, and started again {of['away']:g} s later; it took {of['recovery']:.1f} s to"
            f" read its log again, and {stayed} started again for it."
        )
    return [" ".join(said)] if said else []


def _ended(figures: Mapping[str, Any]) -> str:
    lost, shut = figures["n_without_report"], figures["n_without_mailbox"]
    kept = (
        "each has its report, which an officer opens and finds as it was sent, and each opens its mailbox with the"
        " proof in it"
    )
    if lost + shut:
        kept = f"{lost} have no report and {shut} open no mailbox with the proof in it"
    trail = "verifies" if figures["trail"]["holds"] else "does not verify"
    took = "took" if figures["worker_collects"] else "did not take"
    return (
        f"{figures['n_receipts']} receipts were given: {kept}. {figures['n_stored']} reports are stored. The trail of"
        f" {figures['trail']['rows']} rows {trail}. The worker {took} what lay at the door afterwards.\n\n"
        f"Faults: {figures['faults']}. A fault is any error while everything was up, and, while PostgreSQL was away,"
        " any answer but the page that says to try again and carries what was typed. Lines that broke when the door at"
        f" their other end was killed: {figures['n_broken']}."
    )
