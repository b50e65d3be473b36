"""Reports as tests hand them in: sealed like any other, to officers whose vaults open with known passphrases."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from graftwatch.apps.reports.collecting import collect
from graftwatch.apps.reports.models import Report
from graftwatch.desk.door.files import Given
from graftwatch.desk.door.handing_in import hand_in
from graftwatch.desk.door.sealing import SealedReport
from graftwatch.desk.vault.people import Unlocked, enrol, is_enrolled, unlock
from tests.people import Cast

PASSPHRASE = "seven quiet herons over the marsh"  # noqa: S105 - of nobody but these tests
READERS = ("triage", "triage2", "supervisor", "custodian", "reviewer")
WORDS = "The donor did not know the name of the hospital"
CONTENT = {"what": {"text": WORDS}, "when": {"month": "5", "year": 2026}, "where": {"country": "AT"}}


def with_vaults(cast: Cast, names: tuple[str, ...] = READERS) -> None:
    """These people have set up their vaults; the public door seals to their keys."""
    for name in names:
        user = getattr(cast, name)
        if not is_enrolled(user.pk):
            enrol(cast.viewer(name), passphrase=PASSPHRASE)


def opened(cast: Cast, name: str) -> Unlocked:
    return unlock(getattr(cast, name), PASSPHRASE)


def handed_in(
    content: dict[str, Any] = CONTENT,
    identity: dict[str, Any] | None = None,
    today: dt.date | None = None,
    files: tuple[Given, ...] = (),
    **routing: Any,
) -> SealedReport:
    """A report at the door."""
    said = {"channel": "d", "country": "AT", "must_not_see": [], "hold_days": 0, "urgent": False, "language": "en"}
    return hand_in(content, identity, {**said, **routing}, today or timezone.localdate(), files=files)


def received(**said: Any) -> tuple[Report, SealedReport]:
    """A report that the desk has collected."""
    before = set(Report.objects.for_the_system("tests").values_list("pk", flat=True))
    sealed = handed_in(**said)
    collect(timezone.now())
    return Report.objects.for_the_system("tests").exclude(pk__in=before).get(), sealed
