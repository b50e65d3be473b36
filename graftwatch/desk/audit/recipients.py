"""Who receives, as a code for the trail: an agency of this desk by its number, anybody else by a keyed token.

The words that somebody typed stay in the room's own register; two disclosures to the same place show the same token.
"""

from __future__ import annotations

from graftwatch.desk.access import parties
from graftwatch.desk.access.models import Agency


def agency_code(number: int | None) -> str:
    return f"agency:{number}" if number else ""


def recipient_code(words: str) -> str:
    """`agency:5` where the words are an agency's name, else `outside:` and a token; empty for no words."""
    if not words.strip():
        return ""
    known = Agency.objects.filter(name__iexact=words.strip()).values_list("pk", flat=True).first()
    return agency_code(known) or f"outside:{parties.keyed(' '.join(sorted(parties.words_of(words))))[:16]}"
