"""Put people onto a case, take them off, admit them to a restricted one, name its parties and its lead agency."""

from __future__ import annotations

from collections.abc import Set

from django.utils.translation import gettext as _

from graftwatch.apps.cases import names, team
from graftwatch.apps.cases.access import sees_case, supervises
from graftwatch.apps.cases.actions.people import writes_people
from graftwatch.apps.cases.models import Admitted, Case, Person
from graftwatch.desk.access import matters
from graftwatch.desk.access.models import Agency, Assigned, User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.states.moving import NotYetError
from graftwatch.desk.vault.people import Unlocked


def leads_the_team(viewer: Viewer, case: Case) -> bool:
    """Supervisors, and whoever leads the case."""
    if not sees_case(viewer, case):
        return False
    rows = Assigned.objects.for_the_system("who leads the case").filter(
        matter_kind=Case._meta.label_lower, matter_id=case.pk, user_id=viewer.user_id, task=team.LEAD, until=None
    )
    return viewer.holds("supervision") or rows.exists()


@action(may=leads_the_team)
def add_member(viewer: Viewer, case: Case, *, user: User, task: str = team.MEMBER) -> None:
    """The conflict check comes first: nobody joins who is tied to a party of the case."""
    if user not in team.who_may_join(case):
        raise NotYetError(_("This person cannot join this case. Choose somebody else."))
    matters.put_onto(case, user, task=task, by=viewer)
    if case.restricted:
        admit(viewer, case, user=user)


@action(may=leads_the_team)
def take_off_member(viewer: Viewer, case: Case, *, user: User) -> None:
    matters.take_off(case, user)
    for person in Person.objects.for_the_system("names that somebody must not open any more").filter(case=case):
        names.shut_out(person, user)


@action(may=writes_people)
def let_members_read_names(viewer: Viewer, case: Case, *, unlocked: Unlocked) -> int:
    """Seal the names that the viewer can open for the other members who may read them, too. How many were let in.

    Only an open vault can do it: neither the machine nor a supervisor lets anybody in without it.
    """
    found = 0
    for person in Person.objects.seen_by(viewer).filter(case=case, compartment__in=viewer.role.compartments):
        if person.held_name:
            found += names.let_in(person, unlocked, names.who_may_hold(case, person.compartment))
    return found


@action(may=supervises)
def admit(viewer: Viewer, case: Case, *, user: User) -> None:
    """Admit a member to a restricted case, by name."""
    Admitted.objects.for_the_system("whether somebody is admitted already").get_or_create(
        case=case, user=user, defaults={"by_id": viewer.user_id}
    )


@action(may=leads_the_team)
def implicate(viewer: Viewer, case: Case, *, parties: Set[str]) -> None:
    """Name parties of the case. Removing one needs two people, in the room of walls."""
    matters.implicate(case, parties, named_by="case")


@action(may=supervises)
def change_lead_agency(viewer: Viewer, case: Case, *, agency: Agency) -> None:
    if team.agency_is_implicated(agency, matters.implicated(case)):
        raise NotYetError(_("This agency is a party of the case. Choose another agency to lead it."))
    case.lead_agency = agency
    case.save(update_fields=["lead_agency"])
