"""Make a recovery key: its private half leaves as shares on paper and is forgotten."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence

from django.utils import timezone

from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.door.models import PublishedKey
from graftwatch.desk.vault import boxes
from graftwatch.desk.vault.models import Recovery
from graftwatch.desk.vault.recovery.shares import card, split
from graftwatch.desk.vault.rotating import runs_the_vault
from graftwatch.errors import GraftwatchError


class CannotMakeError(GraftwatchError):
    """No recovery key can be made like that."""


def the_recovery() -> Recovery | None:
    """The recovery key in force."""
    rows = Recovery.objects.for_the_system("the recovery key in force").filter(retired_at=None)
    found: Recovery | None = rows.order_by("-made_at").first()
    return found


def make_recovery(viewer: Viewer, *, n_needed: int, holders: Sequence[str]) -> list[str]:
    """Share cards, one for each holder. What is not printed now is lost: nothing of it is kept."""
    private, public = boxes.key_pair()
    made = keep_recovery(viewer, public=public, n_needed=n_needed, holders=list(holders))
    publish_recovery(made)
    shares = split(private, n_needed, len(holders))
    return [card(made, number, words) for number, words in enumerate(shares, start=1)]


@action(may=runs_the_vault)
def keep_recovery(viewer: Viewer, *, public: bytes, n_needed: int, holders: list[str]) -> Recovery:
    """The public half, with a test value that only the shares open. A key before it is retired."""
    if not 2 <= n_needed <= len(holders) <= 16:
        raise CannotMakeError(
            "Two shares at least must be needed, not more than there are holders; there may be sixteen holders."
        )
    if len(set(holders)) < len(holders):
        raise CannotMakeError("Each share goes to another office. Name each holder once.")
    old = Recovery.objects.for_the_system("the recovery keys before").filter(retired_at=None)
    old.update(retired_at=timezone.now())
    test = secrets.token_bytes(64)
    made = Recovery(
        public=public,
        n_needed=n_needed,
        holders=holders,
        sealed_test=boxes.seal_to(public, test),
        test_hash=hashlib.sha256(test).hexdigest(),
    )
    made.save(force_insert=True)
    return made


def publish_recovery(recovery: Recovery) -> None:
    """The door seals to it, too: in its place in the database of the door."""
    today = timezone.localdate()
    PublishedKey.objects.filter(use=PublishedKey.Use.RECOVERY, retired_on=None).update(retired_on=today)
    PublishedKey.objects.create(
        use=PublishedKey.Use.RECOVERY, holder="recovery", public=bytes(recovery.public), since_on=today
    )
