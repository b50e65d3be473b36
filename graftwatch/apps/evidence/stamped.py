"""Which lines of an exhibit's custody record others have time-stamped."""

from __future__ import annotations

from graftwatch.apps.evidence.models import CustodyEvent, Item
from graftwatch.desk.audit import stamping
from graftwatch.desk.audit.models import TimeStamp


def about_event(event: CustodyEvent) -> str:
    return f"evidence.custodyevent:{event.pk}"


def stamps_of(item: Item) -> list[tuple[CustodyEvent, TimeStamp]]:
    """Each stamped line of an exhibit's record, with what the authority says."""
    rows = CustodyEvent.objects.for_the_system("the stamped lines of an exhibit").filter(item_id=item.pk)
    return [(event, stamp) for event in rows.order_by("number") for stamp in stamping.stamps_of(about_event(event))]
