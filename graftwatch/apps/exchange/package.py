"""Exactly what leaves: one canonical text of the rows that were chosen, with the banner of every export."""

from __future__ import annotations

from collections.abc import Iterable

from graftwatch.apps.cases.banner import banner_for
from graftwatch.apps.exchange.models import Disclosure, Leaving
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.canonical import canonical


def package_of(viewer: Viewer, disclosure: Disclosure, rows: Iterable[Leaving]) -> str:
    """The package as canonical JSON. Read within an action; what is left out is not in it, not even as a count."""
    return canonical(
        {
            "format": 1,
            "reference": disclosure.reference,
            "kind": disclosure.kind,
            "purpose": disclosure.purpose,
            "legal_basis": disclosure.legal_basis,
            "handling": disclosure.handling,
            "ends_on": disclosure.ends_on.isoformat() if disclosure.ends_on else "",
            "banner": [str(words) for words in (banner_for(viewer, disclosure.case) if disclosure.case else [])],
            "statements": [
                {
                    "about": row.about,
                    "words": row.words.for_the_system("what leaves"),
                    "evaluation": row.evaluation,
                    "basis": row.basis,
                }
                for row in rows
                if row.leaves
            ],
        }
    )
