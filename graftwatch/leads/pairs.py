"""The pairs on which a lead falls: the people of whom somebody will ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graftwatch.leads.rows import CitedRow, Files, Key

PEOPLE = ("pair", "donor", "recipient", "person")
OF_CENTRES = ("facility", "practitioner", "place")
"""Leads about these speak of a centre: its pairs are not named by them."""


def pairs_named(
    kind: str, anchor: str, rows: Iterable[Key], who: Files, cited: Mapping[Key, CitedRow]
) -> frozenset[str]:
    """The pairs on which a reviewer's question falls: the anchor's own, or those whose rows the lead cites."""
    if kind == "pair":
        return frozenset({anchor})
    if kind in OF_CENTRES:
        return frozenset()
    reached = {key for row in rows if row in cited for about, key in who.anchors_of(cited[row]) if about == "pair"}
    if kind in ("recipient", "person"):
        return frozenset(pair for pair in reached if anchor in pair.split(":"))
    return frozenset(reached)
