"""What happened to the link between a person and the identity provider, read from the trail."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from graftwatch.desk.access.approvals import named
from graftwatch.desk.access.models import Account, Approval, LogInNews, User
from graftwatch.desk.access.once import sees
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.models import Entry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TOLD = {
    "access.link_to_provider": LogInNews.Kind.PROVIDER_LINKED.label,
    "access.end_link_to_provider": LogInNews.Kind.PROVIDER_UNLINKED.label,
}


@dataclass(frozen=True)
class Happened:
    """Read on pages beside the steps of the account, and named as those are."""

    label: StrOrPromise
    at: dt.datetime
    by: User | None
    approved_by: User | None


def links_of(viewer: Viewer, account: Account) -> list[Happened]:
    """Each time a link was made or ended by an officer, oldest first. Empty where the account may not be seen.

    What ends with a step of the account, as at a reset, is told by that step.
    """
    if not sees(viewer, account):
        return []
    rows = Entry.objects.for_the_system("what happened to a link that the viewer may see")
    entries = list(rows.filter(thing=named(account), verb__in=TOLD, result="done").order_by("number"))
    people = User.objects.in_bulk([_number(entry) for entry in entries])
    return [
        Happened(TOLD[entry.verb], entry.at, people.get(_number(entry)), _who_agreed(account, entry))
        for entry in entries
    ]


def _number(entry: Entry) -> int:
    """Of the person who did it; none where it was nobody at the desk."""
    number = entry.who.removeprefix("user:")
    return int(number) if number.isdigit() else 0


def _who_agreed(account: Account, entry: Entry) -> User | None:
    """Whoever answered last before it; ending a link asks nobody."""
    rows: QuerySet[Approval] = Approval.objects.for_the_system("who agreed to a link that the viewer may see")
    asked = rows.filter(thing=named(account), verb__startswith=f"{entry.verb}.", answer=Approval.Answer.USED)
    last = asked.filter(answered_at__lte=entry.at).select_related("answered_by").order_by("-answered_at").first()
    return last.answered_by if last else None
