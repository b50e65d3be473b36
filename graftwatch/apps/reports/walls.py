"""Who is on a report: readers who hold a key and are tied to nobody it names; and never nobody."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from graftwatch.apps.reports import bundles, duty
from graftwatch.apps.reports.access import reads_reports
from graftwatch.apps.reports.models import Report
from graftwatch.desk.access import parties
from graftwatch.desk.access.matters import implicated, people_on, put_onto, take_off
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer, viewer_of
from graftwatch.errors import GraftwatchError

READER = "reader"


class NobodyMayReadError(GraftwatchError):
    """Walls leave nobody, not even on the independent route. Name one: an agency that is the independent route."""


def put_readers_onto(report: Report, wraps: dict[str, str], *, by: Viewer) -> list[User]:
    """Those who hold a key and no tie; where none is left, the independent route. Raises NobodyMayReadError."""
    avoided = implicated(report)
    holders = [user for user in _users_of(bundles.holders_of(wraps)) if is_free_to_read(user, avoided)]
    in_reserve = duty.in_reserve(wraps)
    chosen = [user for user in holders if user not in in_reserve] or holders or independent_readers(avoided)
    if not chosen:
        raise NobodyMayReadError("Walls leave nobody who could read this report. It stays where it is.")
    for user in chosen:
        put_onto(report, user, task=READER, by=by)
    return chosen


def independent_readers(avoided: Iterable[str]) -> list[User]:
    """People of the independent route who are tied to nobody named."""
    people = User.objects.filter(agency__is_independent_route=True, role="independent_reviewer", is_active=True)
    return [user for user in people.order_by("pk") if is_free_to_read(user, set(avoided))]


def is_free_to_read(user: User, avoided: set[str]) -> bool:
    viewer = viewer_of(user, timezone.localdate())
    return user.is_active and reads_reports(viewer) and not avoided & ties_of(user)


def ties_of(user: User) -> set[str]:
    """Every party the person is, belongs to, is tied to or walled off from."""
    viewer = viewer_of(user, timezone.localdate())
    published = {party for key in _published(user) for party in key}
    own = {parties.person(user.called)} | {parties.facility(key) for key in viewer.walled}
    return set(viewer.parties) | own | published


def _published(user: User) -> list[list[str]]:
    """What the door knows the person to be tied to: names as the reporter's form makes tokens of them."""
    from graftwatch.desk.door.models import PublishedKey

    return list(
        PublishedKey.objects.filter(holder=f"user:{user.pk}", retired_on=None).values_list("parties", flat=True)
    )


def take_off_whoever_is_tied(report: Report, wraps: dict[str, str], *, by: Viewer) -> list[User]:
    """After a wall was added: whoever is tied leaves; somebody who can read stays or comes."""
    avoided = implicated(report)
    for user in people_on(report):
        if avoided & ties_of(user):
            take_off(report, user)
    return put_readers_onto(report, wraps, by=by)


def _users_of(holders: Iterable[str]) -> list[User]:
    keys = [int(holder.removeprefix("user:")) for holder in holders if holder.startswith("user:")]
    return list(User.objects.filter(pk__in=keys).order_by("pk"))
