"""The custody record of an exhibit: one signed row an event, each holding the hash of the row before it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from graftwatch.apps.evidence import signatures
from graftwatch.apps.evidence.models import CustodyEvent, Item
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.canonical import canonical
from graftwatch.desk.audit.trail import BEGINNING, digest_of

COPIES = ("disclose", "exhibit", "export", "take_file")
"""The register of copies: what left, to whom."""
EXCEPTIONAL = ("quarantine", "flag_integrity", "hold_privilege", "contest", "exclude", "release_", "keep_after_")
EXCEPTIONAL_TOO = ("reopen_after_", "exclude_after_", "give_back_after_")


@dataclass(frozen=True)
class Told:
    """One event as a reader gets it. `said` is None where its words are sealed to a compartment the reader lacks."""

    event: CustodyEvent
    said: dict[str, Any] | None

    @property
    def is_exceptional(self) -> bool:
        return self.event.verb.startswith(EXCEPTIONAL + EXCEPTIONAL_TOO)


def write_down(
    viewer: Viewer, item: Item, verb: str, said: Mapping[str, Any], *, approved_by: str = "", **more: Any
) -> CustodyEvent:
    """Append one event, inside the action that it tells of."""
    rows = CustodyEvent.objects.for_the_system("the event that the next one follows").filter(item_id=item.pk)
    last = rows.order_by("number").last()
    number, previous = (last.number + 1, last.digest) if last else (1, BEGINNING)
    at = timezone.now()
    written = canonical(
        {
            "item": str(item.pk),
            "exhibit": item.exhibit,
            "number": number,
            "at": at.isoformat(),
            "verb": verb,
            "state": item.state,
            "by": viewer.who,
            "by_name": viewer.name,
            "role": viewer.role.name,
            "agency": viewer.agency_name,
            "approved_by": approved_by,
            "said": said,
            # A hash that stands outside of the seal must not let anybody guess the words beneath it.
            "drawn": secrets.token_hex(16),
            **more,
        }
    )
    digest = digest_of(previous, written)
    event = CustodyEvent(
        item_id=item.pk,
        number=number,
        verb=verb,
        at=at,
        by_id=viewer.user_id,
        compartment=item.compartment,
        written=written,
        previous=previous,
        digest=digest,
        signature=signatures.sign(signatures.CUSTODY, digest.encode()),
    )
    event.save(force_insert=True)
    return event


def record_of(viewer: Viewer, item: Item) -> list[Told]:
    """Every event of an exhibit that the viewer may see, oldest first. Within an action."""
    found = []
    for event in CustodyEvent.objects.seen_by(viewer).filter(item_id=item.pk).order_by("number").select_related(None):
        words = event.written.read_by(viewer) if viewer.holds(event.compartment) else None
        found.append(Told(event, json.loads(words) if words else None))
    return found


def fault_in(events: Iterable[CustodyEvent]) -> str:
    """Recompute the chain and its signatures, within an action. Empty, or the first thing that does not agree."""
    previous, key = BEGINNING, VerifyKey(signatures.public_key())
    for number, event in enumerate(events, start=1):
        written = event.written.for_the_system("verifying the custody record")
        if event.number != number or event.previous != previous:
            return f"event {number} is missing, or another one stands in its place"
        if written is not None and event.digest != digest_of(previous, written):
            return f"event {number} says something else than was signed"
        try:
            key.verify(signatures.CUSTODY + event.digest.encode(), bytes.fromhex(event.signature))
        except (BadSignatureError, ValueError):
            return f"event {number} does not bear the signature of this node"
        previous = event.digest
    return ""
