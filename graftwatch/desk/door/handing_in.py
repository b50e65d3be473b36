"""A report is handed in: all its rows in one transaction, once, however often the button is pressed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, router, transaction

from graftwatch.desk.door.files import Given
from graftwatch.desk.door.models import Mailbox
from graftwatch.desk.door.readers import published_keys
from graftwatch.desk.door.sealing import SealedReport, seal_report


def hand_in(
    content: Mapping[str, Any],
    identity: Mapping[str, Any] | None,
    routing: Mapping[str, Any],
    today: dt.date,
    *,
    receipt: str = "",
    files: Sequence[Given] = (),
) -> SealedReport:
    """Seal to the published keys and store. Used by the public form and by intake on the phone.

    A second time with the same receipt stores nothing new and gives the same answer: a lost connection, a second
    press. Raises NobodyLeftError, TooBusyError; then nothing is stored.
    """
    report = seal_report(content, identity, routing, published_keys(), today, receipt=receipt, files=files)
    try:
        with transaction.atomic(using=router.db_for_write(Mailbox)):
            report.mailbox.save(force_insert=True)
            report.envelope.save(force_insert=True)
            for row in report.files:
                row.save(force_insert=True)
    except IntegrityError:
        if not Mailbox.objects.filter(pk=report.mailbox.pk).exists():
            raise
    return report
