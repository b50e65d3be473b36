"""Who works on a case: who can open it, who may be chosen, and who of the members is tied to one of its parties."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from graftwatch.apps.cases.models import Case, FacilityInCase
from graftwatch.desk.access import matters, parties
from graftwatch.desk.access.models import Agency, Assigned, User
from graftwatch.desk.access.roles import ROLES
from graftwatch.desk.access.viewer import Viewer, viewer_of, viewers_of

LEAD, MEMBER, SUPERVISOR = "lead", "member", "supervisor"
RANK = {MEMBER: 1, SUPERVISOR: 2, LEAD: 3}


def looking_today(user: User) -> Viewer:
    return viewer_of(user, timezone.localdate())


def is_tied(viewer: Viewer, implicated: Set[str]) -> bool:
    """By a declared tie, the own agency, or a wall in front of a facility."""
    return bool(implicated & (viewer.parties | {parties.facility(key) for key in viewer.walled}))


def free_of_ties(users: Iterable[User], implicated: Set[str], *compartments: str) -> list[User]:
    """Those who hold all these compartments today and are tied to none of these parties."""
    found = []
    roles = {name for name, role in ROLES.items() if set(compartments) <= role.compartments}
    for user in (user for user in users if user.role in roles):
        viewer = looking_today(user)
        if all(map(viewer.holds, compartments)) and not is_tied(viewer, implicated):
            found.append(user)
    return found


def people() -> QuerySet[User]:
    found: QuerySet[User] = User.objects.filter(is_active=True).select_related("agency").order_by("first_name", "pk")
    return found


def who_can_open(lead_agency: Agency, implicated: Set[str]) -> list[User]:
    """Supervisors of the lead agency; else of any; where walls leave none, the independent route (exhaustion rule)."""
    in_question = free_of_ties(people(), implicated, "cases", "supervision")
    own = [user for user in in_question if user.agency_id == lead_agency.pk]
    independent = people().filter(agency__is_independent_route=True)
    return own or in_question or free_of_ties(independent, implicated, "cases")


def some_supervise(users: Iterable[User]) -> bool:
    """Whether the normal chain is still there; without, the independent route decides in its place."""
    return any(looking_today(user).holds("supervision") for user in users)


def agency_is_implicated(agency: Agency, implicated: Set[str]) -> bool:
    own = {parties.agency(agency.pk)} | ({parties.facility(agency.facility)} if agency.facility else set())
    return bool(own & implicated)


def members(case: Case) -> list[User]:
    return list(matters.people_on(case).select_related("agency", "unit").order_by("first_name", "pk"))


def tasks_on(case: Case) -> dict[int, str]:
    """What each member does in it: the most that somebody was put onto it for."""
    rows = Assigned.objects.for_the_system("what members do").filter(
        matter_kind=case._meta.label_lower, matter_id=case.pk, until=None
    )
    found: dict[int, str] = {}
    for user, task in rows.values_list("user_id", "task"):
        found[user] = max(found.get(user, task), task, key=lambda one: RANK.get(one, 0))
    return found


@dataclass(frozen=True)
class Member:
    """Somebody on the case, what they do in it, and whether they find it today: a tie, a wall or a missing admission
    can stand in between."""

    user: User
    task: str
    sees_it: bool


def on(case: Case, tasks: Mapping[int, str], admitted: Set[int]) -> list[Member]:
    """Everybody on a case, however many, in few queries; whether they see it is what `sees_case` says of each."""
    users = list(people_of(tasks))
    viewers = viewers_of(users, timezone.localdate())
    implicated = matters.implicated(case)
    where = _facilities(case) if any(each.walled or each.facilities is not None for each in viewers) else set()
    return [
        Member(user, tasks[user.pk], _finds(viewer, case, implicated, where, admitted))
        for user, viewer in zip(users, viewers, strict=True)
    ]


def people_of(tasks: Mapping[int, str]) -> QuerySet[User]:
    found: QuerySet[User] = User.objects.filter(pk__in=list(tasks))
    return found.select_related("agency", "unit").order_by("first_name", "pk")


def _facilities(case: Case) -> set[uuid.UUID]:
    rows = FacilityInCase.objects.for_the_system("which facilities of a case its members may be walled off from")
    return set(rows.filter(case=case, facility__isnull=False).values_list("facility", flat=True))


def _finds(viewer: Viewer, case: Case, implicated: Set[str], where: Set[uuid.UUID], admitted: Set[int]) -> bool:
    """The gates of `access.scope` for somebody who is assigned; a test compares the two for everybody."""
    return (
        viewer.holds("cases")
        and not is_tied(viewer, implicated)
        and not viewer.walled & where
        and (viewer.facilities is None or bool(viewer.facilities & where))
        and (not case.restricted or viewer.user_id in admitted)
    )


def tied_members(case: Case) -> list[User]:
    """Members newly tied to a party of the case: they find nothing any more, until somebody looks at it."""
    implicated = matters.implicated(case)
    return [user for user in members(case) if is_tied(looking_today(user), implicated)]


def who_may_join(case: Case) -> list[User]:
    """People who hold cases, are free of ties, and are not on it yet."""
    here = {user.pk for user in members(case)}
    return [user for user in free_of_ties(people(), matters.implicated(case), "cases") if user.pk not in here]
