"""Put people onto a matter, take them off it, and name the parties that it implicates. Called from within actions.

Whoever is on a matter and tied to a party that it implicates is taken off at once, whichever came last.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils import timezone

from graftwatch.desk.access import parties as named
from graftwatch.desk.access.models import Agency, Assigned, Implicated, Signal, User
from graftwatch.desk.access.roles import ROLES
from graftwatch.desk.access.signals import signal
from graftwatch.desk.access.viewer import Viewer, viewer_of


def put_onto(matter: Model, user: User, *, task: str, by: Viewer) -> Assigned:
    """Assign a person to a matter. Twice is once."""
    found: Assigned
    found, _is_new = Assigned.objects.for_the_system("an assignment that may be there already").get_or_create(
        **_matter(matter), user=user, task=task, until=None, defaults={"by_id": by.user_id}
    )
    return found


def take_off(matter: Model, user: User) -> None:
    rows = Assigned.objects.for_the_system("assignments that end")
    rows.filter(**_matter(matter), user=user, until__isnull=True).update(until=timezone.now())


def implicate(matter: Model, parties: Iterable[str], *, named_by: str) -> None:
    """From now on whoever is tied to one of these parties finds nothing of this matter."""
    known = Implicated.objects.for_the_system("parties named already")
    for party in sorted(set(parties)):
        known.get_or_create(**_matter(matter), party=party, lifted_at=None, defaults={"named_by": named_by})
    for user in people_on(matter):
        end_conflicts(user)


def implicated(matter: Model) -> set[str]:
    """The parties that a matter implicates now. For the system: pages show them to those who may edit walls only."""
    rows = Implicated.objects.for_the_system("parties that a matter implicates")
    return set(rows.filter(**_matter(matter), lifted_at__isnull=True).values_list("party", flat=True))


def end_conflicts(user: User) -> int:
    """Take a person off every matter that implicates a party they are tied to. How many; oversight is told of each."""
    tied = viewer_of(user, timezone.localdate()).parties
    rows = Assigned.objects.for_the_system("assignments that a tie forbids").filter(user=user, until__isnull=True)
    n_ended = 0
    for row in rows:
        against = Implicated.objects.for_the_system("whether a matter implicates a party").filter(
            matter_kind=row.matter_kind, matter_id=row.matter_id, party__in=tied, lifted_at__isnull=True
        )
        if against.exists():
            row.until = timezone.now()
            row.save(update_fields=["until"])
            signal(user.pk, Signal.Kind.CONFLICT, thing=f"{row.matter_kind}:{row.matter_id}")
            n_ended += 1
    return n_ended


def someone_left(model: type[Model], parties: Iterable[str], compartment: str) -> bool:
    """Whether anybody may work on a matter of this kind that implicates these parties.

    Somebody of an ordinary office who is let in, holds the compartment and is tied to none of them. Where there is
    nobody, the matter belongs to the independent route: `independent_people`.
    """
    against = set(parties)
    holders = [name for name, role in ROLES.items() if compartment in role.compartments]
    people = User.objects.filter(role__in=holders, is_active=True, agency__is_independent_route=False)
    return any(
        viewer.holds(compartment) and not against & (viewer.parties | {named.facility(key) for key in viewer.walled})
        for viewer in (viewer_of(user, timezone.localdate()) for user in people.select_related("agency"))
    )


def independent_people(parties: Iterable[str] = ()) -> list[User]:
    """People of the independent route who are let in and tied to none of these parties."""
    against = set(parties)
    offices = Agency.objects.filter(is_independent_route=True)
    people = User.objects.filter(agency__in=offices, is_active=True).order_by("pk")
    looking = [(user, viewer_of(user, timezone.localdate())) for user in people]
    return [user for user, viewer in looking if viewer.role.compartments and not against & viewer.parties]


def people_on(matter: Model) -> Any:
    """Users assigned to a matter now."""
    rows = Assigned.objects.for_the_system("who is assigned").filter(**_matter(matter), until__isnull=True)
    return User.objects.filter(pk__in=list(rows.values_list("user_id", flat=True)))


def _matter(matter: Model) -> dict[str, Any]:
    return {"matter_kind": matter._meta.label_lower, "matter_id": matter.pk}
