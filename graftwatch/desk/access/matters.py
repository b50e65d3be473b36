"""Put people onto a matter, take them off it, and name the parties that it implicates. Called from within actions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils import timezone

from graftwatch.desk.access.models import Assigned, Implicated, User
from graftwatch.desk.access.viewer import Viewer


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


def implicated(matter: Model) -> set[str]:
    """The parties that a matter implicates now. For the system: pages show them to those who may edit walls only."""
    rows = Implicated.objects.for_the_system("parties that a matter implicates")
    return set(rows.filter(**_matter(matter), lifted_at__isnull=True).values_list("party", flat=True))


def people_on(matter: Model) -> Any:
    """Users assigned to a matter now."""
    rows = Assigned.objects.for_the_system("who is assigned").filter(**_matter(matter), until__isnull=True)
    return User.objects.filter(pk__in=list(rows.values_list("user_id", flat=True)))


def _matter(matter: Model) -> dict[str, Any]:
    return {"matter_kind": matter._meta.label_lower, "matter_id": matter.pk}
