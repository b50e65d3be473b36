"""One decision in ten is taken a second time, by somebody drawn by lot who has not seen the first."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.conf import settings
from django.utils import timezone

from graftwatch.apps.screening.access import sees
from graftwatch.apps.screening.models import Decision, Lead, NobodyToRead, SecondReading
from graftwatch.apps.screening.states import READ_AGAIN, SECOND_READING
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer, viewer_of
from graftwatch.desk.inbox import calendar
from graftwatch.desk.inbox.clocks import start_clock
from graftwatch.desk.states.moving import move

OPEN, APART = SECOND_READING.begins, "apart"


def draw(decision: Decision) -> SecondReading | None:
    """Perhaps ask somebody to decide again. The lot knows nothing of what was decided. Called within an action.

    Where nobody could, that is kept and counted: an office of one is not an office that agrees.
    """
    one_in: int = settings.DECISIONS_READ_AGAIN_ONE_IN
    if not one_in or secrets.randbelow(one_in) or _is_under_way(decision.lead_id):
        return None
    people = _who_has_not_seen_it(decision)
    today = calendar.today()
    if not people:
        role = User.objects.get(pk=decision.by_id).role
        NobodyToRead.objects.create(first=decision, role=role, on=today)
        return None
    asked: SecondReading = SecondReading.objects.create(
        first=decision,
        lead_id=decision.lead_id,
        to=secrets.choice(people),
        asked_on=today,
        due_on=today + dt.timedelta(days=READ_AGAIN.within.days),
    )
    start_clock(SECOND_READING.name, asked, READ_AGAIN, now=timezone.now(), matter=asked)
    return asked


def _is_under_way(lead: object) -> bool:
    rows = SecondReading.objects.for_the_system("whether a lead is being decided again")
    return bool(rows.filter(lead_id=lead, state__in=(OPEN, APART)).exists())


def _who_has_not_seen_it(decision: Decision) -> list[User]:
    """People of the same agency and role who may see the lead and have never decided about it."""
    lead = Lead.objects.for_the_system("who may decide again").get(pk=decision.lead_id)
    rows = Decision.objects.for_the_system("who has decided about a lead already")
    decided = list(rows.filter(lead=lead).values_list("by_id", flat=True))
    by = User.objects.get(pk=decision.by_id)
    people = (
        User.objects.filter(agency_id=by.agency_id or 0, role=by.role, is_active=True)
        .exclude(pk__in=decided)
        .order_by("pk")
    )
    return [user for user in people.order_by("pk") if sees(viewer_of(user, timezone.localdate()), lead)]


def asked_of(viewer: Viewer, lead: Lead) -> SecondReading | None:
    """What this viewer was asked to decide again and has not yet."""
    rows = SecondReading.objects.for_the_system("what somebody is asked to decide again")
    found: SecondReading | None = rows.filter(lead=lead, to_id=viewer.user_id or 0, state=OPEN).first()
    return found


def take(viewer: Viewer, again: SecondReading, decision: Decision) -> None:
    """The second decision is in: now both are shown. Where they differ, the lead waits for a third person."""
    again.second = decision
    again.save(update_fields=["second"])
    first = Decision.objects.for_the_system("the first decision, now that the second is in").get(pk=again.first_id)
    is_alike = first.kind == decision.kind
    move(viewer, SECOND_READING, again, "read_alike" if is_alike else "read_apart", {})
    if not is_alike:
        lead = Lead.objects.for_the_system("a lead that two decided differently").get(pk=again.lead_id)
        lead.due_on = calendar.today()
        lead.save(update_fields=["due_on"])


def settle(viewer: Viewer, decision: Decision) -> bool:
    """A third person's decision settles what two decided differently; whether there was such a thing."""
    rows = SecondReading.objects.for_the_system("what two people decided differently")
    for apart in rows.filter(lead_id=decision.lead_id, state=APART):
        both = Decision.objects.for_the_system("who the two are").filter(pk__in=(apart.first_id, apart.second_id))
        if decision.by_id not in both.values_list("by_id", flat=True):
            apart.third = decision
            apart.save(update_fields=["third"])
            move(viewer, SECOND_READING, apart, "settle_reading", {})
            return True
    return False


def shown(viewer: Viewer, lead: Lead) -> list[Any]:
    """Readings of a lead whose two decisions are both in, the last one first."""
    rows = SecondReading.objects.seen_by(viewer).filter(lead=lead).exclude(state=OPEN)
    return list(rows.order_by("-pk"))
