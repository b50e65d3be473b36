"""Which clocks run on reports beside those of their table of states: who reported is not kept as long as what."""

from __future__ import annotations

import datetime as dt

from graftwatch.apps.reports.models import Outgoing, Report
from graftwatch.desk.inbox.clocks import running
from graftwatch.desk.vault.record_keys import record_of
from graftwatch.desk.vault.retention import Kept
from graftwatch.desk.vault.retention.clocks import clocks


def last_feedback_on(report: Report) -> dt.date | None:
    """The day of the last letter to the reporter of a report that is closed; None while it is not."""
    if report.state != "closed":
        return None
    letters = Outgoing.objects.for_the_system("when the reporter last heard of it").filter(report=report)
    day: dt.date | None = letters.order_by("-written_on").values_list("written_on", flat=True).first()
    return day


def only_the_identity(report: Report) -> list[str]:
    """What was reported stays, under a key of its own."""
    return [f"{record_of(report)}@identity_reporter"]


def keep_as(report: Report, clock: str) -> None:
    """The time of keeping that has just begun lasts as long as the State's own `retention.toml` says, or ours."""
    begun = running(report).get(name="retention")
    begun.due_at = begun.started_at + dt.timedelta(days=clocks()[clock].days)
    begun.save(update_fields=["due_at"])


KEPT = (Kept("reporter_identity", "reports.Report", since=last_feedback_on, records=only_the_identity),)
