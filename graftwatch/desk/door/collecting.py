"""The desk's side of the envelopes: what waits, where it goes, and its removal once the desk holds it."""

from __future__ import annotations

from typing import Any

from django.db import router, transaction

from graftwatch.desk.door.models import Envelope, Letter, SealedFile
from graftwatch.desk.door.sealing import opened_with


def waiting() -> list[Envelope]:
    """Envelopes to collect, urgent ones first."""
    return list(Envelope.objects.order_by("-is_urgent", "received_on", "id"))


def routing_of(envelope: Envelope, node_private: bytes) -> dict[str, Any]:
    """Channel, country, mailbox, mailbox_public, must_not_see, must_not_see_names, hold_days, urgent, language,
    by_phone, and `independent` where walls left nobody else. Raises CannotOpenError.

    `must_not_see_names` are the names as typed: make `person:` parties of them and do not keep them.
    """
    return opened_with(node_private, bytes(envelope.routing), f"routing|{envelope.id}")


def remove(envelope: Envelope) -> None:
    """Take it from the door. First commit what the desk keeps: a crash between the two leaves both, never none."""
    with transaction.atomic(using=router.db_for_write(Envelope)):
        SealedFile.objects.filter(of=envelope.pk).delete()
        Envelope.objects.filter(pk=envelope.pk).delete()


def files_of(came_with: Envelope | Letter) -> list[SealedFile]:
    """The sealed files that came with an envelope or a letter."""
    return list(SealedFile.objects.filter(of=came_with.pk))
