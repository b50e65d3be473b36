"""One thing that is due, one that is held, one that was erased, and one copy."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path

from django.utils import timezone

from graftwatch.desk.access.viewer import operator
from graftwatch.desk.vault.copies import register_copy
from graftwatch.desk.vault.models import LegalHold, Proposal
from graftwatch.desk.vault.retention import erase
from graftwatch.records.guarded import writing
from tests.people import Cast


def world(cast: Cast, tmp_path: Path, out: Path) -> dict[str, object]:
    today = timezone.localdate()
    thing = {"thing_kind": "inbox.task", "thing_id": uuid.uuid4()}
    with writing("the world of a test"):
        proposal = Proposal(**thing, clock="spam", due_on=today)
        proposal.save()
        hold = LegalHold(**thing, reason="Proceedings", ends_on=today + dt.timedelta(days=30), by=cast.dpo)
        hold.save()
        certificate = erase(operator(), ["inbox.task:gone"], clock="spam")
        copy = register_copy(operator(), "export", "Court", "cases.case:1", "trial", "an order", today)
    return {"proposal": proposal.pk, "hold": hold.pk, "certificate": certificate.pk, "copy": copy.pk}
