"""Drills: shares that nobody has tried are a hope. Without a drill that succeeded, no reader's key is published."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.vault import boxes
from graftwatch.desk.vault.models import Drill, Recovery
from graftwatch.desk.vault.recovery.making import the_recovery
from graftwatch.desk.vault.rotating import runs_the_vault

A_YEAR = 365


def opens(recovery: Recovery, private: bytes) -> bool:
    """Whether this is the private half: it opens the test value."""
    try:
        test = boxes.unseal_with(private, bytes(recovery.sealed_test))
    except boxes.CannotOpenError:
        return False
    return hashlib.sha256(test).hexdigest() == recovery.test_hash


@action(may=runs_the_vault)
def record_drill(viewer: Viewer, recovery: Recovery, *, private: bytes, shares: list[int]) -> Drill:
    """Try the joined shares, and write down how it went."""
    done = Drill(recovery=recovery, shares=shares, succeeded=opens(recovery, private))
    done.save(force_insert=True)
    return done


def days_since_drill() -> int | None:
    """Days since the recovery key in force was last proven; None where it never was."""
    recovery = the_recovery()
    drills = Drill.objects.for_the_system("the last drill").filter(recovery=recovery, succeeded=True)
    last = drills.order_by("at").last() if recovery else None
    return (timezone.now() - last.at).days if last else None


def is_proven() -> bool:
    return days_since_drill() is not None


def why_not_published() -> str:
    """Why readers' keys are not published, as a sentence that says what to do; empty where nothing is in the way."""
    if not settings.VAULT_NEEDS_DRILL or is_proven():
        return ""
    if the_recovery() is None:
        return _(
            "Reports cannot be received yet: if a passphrase were lost now, they would be lost. "
            "Make recovery shares first: graftwatch recovery make."
        )
    return _(
        "Reports cannot be received yet: the recovery shares have not been tried. "
        "Bring their holders together: graftwatch recovery drill."
    )
