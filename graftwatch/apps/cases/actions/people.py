"""People in a case: added, given a part, seen as possible victims; what is known about each, asked neutrally."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from graftwatch.apps.cases import names
from graftwatch.apps.cases.access import sees_case, sees_person
from graftwatch.apps.cases.models import Case, Facts, Note, Person, Review, RoleRecorded
from graftwatch.desk.access import parties
from graftwatch.desk.access.approvals import use_approval
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied, action
from graftwatch.desk.audit.canonical import canonical
from graftwatch.desk.states.moving import NotYetError

NAMES = ("identity_victim", "investigation")
"""The compartments in which a name can lie."""


def writes_people(viewer: Viewer, case: Case) -> bool:
    return any(map(viewer.holds, NAMES)) and sees_case(viewer, case)


def writes_person(viewer: Viewer, person: Person) -> bool:
    return any(map(viewer.holds, NAMES)) and sees_person(viewer, person)


def hears_victims(viewer: Viewer, person: Person) -> bool:
    return viewer.holds("identity_victim") and sees_person(viewer, person)


@action(may=writes_people)
def add_person(
    viewer: Viewer,
    case: Case,
    *,
    name: str,
    role: str,
    compartment: str,
    identity: str = "",
    age: str = Person.Age.UNKNOWN,
    victim: str = "",
    said_by: str = "",
) -> Person:
    """Somebody new. A donor, and a child, is presumed a possible victim until somebody who hears victims says more."""
    if compartment not in NAMES or not viewer.holds(compartment):
        raise Denied("A name is kept only in a compartment that the writer holds.")
    presumed = role == Person.Role.DONOR or age == Person.Age.CHILD
    person = Person(
        case=case,
        label=_next_label(case),
        compartment=compartment,
        token=parties.person(name),
        role=role,
        age=age,
        victim=victim or (Person.Victim.CONCERN if presumed else Person.Victim.NONE),
        added_by_id=viewer.user_id,
    )
    _demand_free_of_history(viewer, person, role, said_by)
    names.write(person, name=name, identity=identity)
    person.save()
    RoleRecorded.objects.create(person=person, role=role, said_by=said_by, by_id=viewer.user_id)
    return person


@action(may=writes_person)
def record_role(viewer: Viewer, person: Person, *, role: str, said_by: str = "") -> RoleRecorded:
    """The part somebody has in the case. A victim becomes a suspect only after a review, and with a second person."""
    review = _demand_free_of_history(viewer, person, role, said_by)
    approval = use_approval(viewer, "cases.record_role", person) if review is not None else None
    before, person.role, person.cleared_by = person.role, role, review
    person.save(update_fields=["role", "cleared_by"])
    made: RoleRecorded = RoleRecorded.objects.create(
        person=person,
        role=role,
        before=before,
        review=review,
        said_by=said_by,
        by_id=viewer.user_id,
        approved_by=approval.answered_by if approval else None,
    )
    return made


def _demand_free_of_history(viewer: Viewer, person: Person, role: str, said_by: str) -> Review | None:
    """Nothing for parts that accuse nobody. Else the finished review, where one was needed. Raises NotYetError."""
    if role not in Person.SUSPECTED:
        return None
    if role == Person.Role.SUSPECT and not (viewer.holds("charges") and said_by.strip()):
        raise NotYetError(_("Only a prosecutor writes down a suspect, and says which authority named them."))
    if person.review_is_open:
        raise NotYetError(_("Non-punishment is under review for this person. Wait for the decision of two people."))
    if person.non_punishment == "applied":
        raise NotYetError(_("Non-punishment applies to this person. They are not named for it."))
    if _same_name_as_a_victim(person):
        raise NotYetError(_("Somebody of this name is or may be a victim in this case. Clear up who is who first."))
    if not person.has_victim_history:
        return None
    if person.non_punishment != "not_applied":
        raise NotYetError(
            _("This person is or may be a victim. Raise non-punishment, and have it decided by two people first.")
        )
    rows = Review.objects.for_the_system("the finished review that lets a part be named").filter(person=person)
    found: Review = rows.latest("raised_at")
    return found


def _same_name_as_a_victim(person: Person) -> bool:
    others = Person.objects.for_the_system("whether a victim of the same name is in the case").filter(
        case=person.case_id, token=person.token, victim__in=Person.OPEN_VICTIM
    )
    return bool(person.token) and others.exclude(pk=person.pk).exists()


@action(may=writes_person)
def record_victim(viewer: Viewer, person: Person, *, victim: str, why: str) -> None:
    """That somebody is, may be, or is not found to be a victim. It is never forgotten that the question was asked.

    Only those who hear victims write down that somebody is identified, or is not.
    """
    if victim == Person.Victim.NONE or (
        victim in (Person.Victim.IDENTIFIED, Person.Victim.NOT_IDENTIFIED) and not viewer.holds("identity_victim")
    ):
        raise Denied("This is not for this role to say.")
    if person.role in Person.SUSPECTED and victim in Person.OPEN_VICTIM:
        RoleRecorded.objects.create(person=person, role=Person.Role.SET_ASIDE, before=person.role, by_id=viewer.user_id)
        person.role, person.cleared_by = Person.Role.SET_ASIDE, None
    person.victim = victim
    person.save(update_fields=["victim", "role", "cleared_by"])
    names.move_under_people(person, case_of(person))
    Note(
        case_id=person.case_id,
        compartment=_own_compartment(viewer),
        kind=Note.Kind.OPINION,
        text=_("As a victim, person %(label)s: %(why)s") % {"label": person.label, "why": why},
        by_id=viewer.user_id,
    ).save()


@action(may=writes_person)
def record_facts(viewer: Viewer, /, person: Person, **answers: Any) -> Facts:
    """What is known about the elements of the offence, for one person. Earlier answers stay."""
    made = Facts(
        person=person,
        compartment=_own_compartment(viewer),
        answers=canonical({name: value for name, value in answers.items() if value not in (None, "", [])}),
        by_id=viewer.user_id,
    )
    made.save()
    return made


def case_of(person: Person) -> Case:
    found: Case = Case.objects.for_the_system("the case of a person whom the viewer sees").get(pk=person.case_id)
    return found


def _own_compartment(viewer: Viewer) -> str:
    return next(compartment for compartment in NAMES if viewer.holds(compartment))


def _next_label(case: Case) -> str:
    """A, B, … Z, AA: what pages, papers and exports call somebody."""
    n = Person.objects.for_the_system("how many people are in the case").filter(case=case).count()
    letters = ""
    while True:
        letters = chr(ord("A") + n % 26) + letters
        n = n // 26 - 1
        if n < 0:
            return letters
