"""How many sealed pages one person opens in an hour. Beyond a limit the desk slows down and oversight is told."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone

from graftwatch.desk.access import parties
from graftwatch.desk.access.models import Opening, Signal
from graftwatch.desk.access.signals import signal
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action

HOUR = dt.timedelta(hours=1)


def n_opened(viewer: Viewer) -> int:
    """Sealed pages that the viewer has opened within the hour, or since they last said why they need more."""
    rows = Opening.objects.for_the_system("how fast somebody reads").filter(user_id=viewer.user_id or 0)
    began = timezone.now() - HOUR
    said_why = Signal.objects.for_the_system("when somebody last said why they read so much").filter(
        user_id=viewer.user_id or 0, kind=Signal.Kind.MANY_OPENED, at__gt=began
    )
    last = said_why.exclude(said="").order_by("-at").first()
    return int(rows.filter(at__gt=last.at if last else began).count())


def is_too_fast(viewer: Viewer) -> bool:
    return viewer.user_id is not None and n_opened(viewer) >= settings.SEALED_PAGES_AN_HOUR


def _is_somebody(viewer: Viewer) -> bool:
    return viewer.user_id is not None


@action(may=_is_somebody)
def count_opening(viewer: Viewer, *, page: str) -> None:
    """Count a sealed page, once an hour; at the limit tell oversight."""
    rows = Opening.objects.for_the_system("sealed pages counted already")
    token, began = parties.keyed(f"page {page}"), timezone.now() - HOUR
    rows.filter(user_id=viewer.user_id, at__lte=began).delete()
    if not rows.filter(user_id=viewer.user_id, page=token).exists():
        Opening.objects.create(user_id=viewer.user_id, page=token)
        if n_opened(viewer) == settings.SEALED_PAGES_AN_HOUR:
            signal(viewer.user_id or 0, Signal.Kind.MANY_OPENED)


@action(may=_is_somebody)
def go_on(viewer: Viewer, *, why: str) -> None:
    """Say why so many pages are needed, without a name, and read on. Oversight reads what was said."""
    signal(viewer.user_id or 0, Signal.Kind.MANY_OPENED, said=why[:300])
