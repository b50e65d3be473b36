"""What stands against a transition: each guard gives nothing, or the sentence that says why not and what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from graftwatch.apps.cases import team
from graftwatch.apps.cases.models import Case, Person, Review, kinds_of_attachment
from graftwatch.apps.cases.states.protection import ENDED
from graftwatch.desk.access import matters
from graftwatch.desk.access.approvals import granted_for
from graftwatch.desk.access.models import Assigned, User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.inbox.models import Task
from graftwatch.desk.vault.retention.kinds import holds_on

Said = Mapping[str, Any]


def lead_agency_is_not_implicated(viewer: Viewer, case: Case, said: Said) -> str:
    if team.agency_is_implicated(case.lead_agency, matters.implicated(case)):
        return _("The lead agency is itself a party of this case. Choose another one first.")
    return ""


def supervises_or_stands_in(viewer: Viewer, case: Case, said: Said) -> str:
    """The independent route opens or rejects a case only where walls leave no supervisor on it."""
    if viewer.holds("supervision") or not team.some_supervise(team.members(case)):
        return ""
    return _("A supervisor of this case does this. The independent route stands in only where walls leave none.")


def nobody_conflicts(viewer: Viewer, case: Case, said: Said) -> str:
    """Everybody on the case and whoever is chosen now, against every party of the case."""
    implicated = matters.implicated(case)
    chosen = User.objects.filter(pk=said.get("lead") or 0)
    if team.tied_members(case):
        return _("A member is tied to a party of this case. Take them off it first.")
    if any(team.is_tied(team.looking_today(user), implicated) for user in chosen):
        return _("The person you chose cannot lead this case. Choose somebody else.")
    return ""


def leads_or_supervises(viewer: Viewer, case: Case, said: Said) -> str:
    leads = Assigned.objects.for_the_system("who leads the case").filter(
        matter_kind=Case._meta.label_lower, matter_id=case.pk, user_id=viewer.user_id, task=team.LEAD, until=None
    )
    if viewer.holds("supervision") or leads.exists():
        return ""
    return _("Only whoever leads this case does this, or a supervisor.")


def non_punishment_was_checked(viewer: Viewer, case: Case, said: Said) -> str:
    """For everybody with a history as a victim, whether or not this viewer may read their name."""
    people = Person.objects.for_the_system("whether non-punishment was checked").filter(case=case)
    unchecked = [each.label for each in people if each.has_victim_history and not _has_a_decision(each)]
    if unchecked:
        return _(
            "Non-punishment is not decided yet for: %(people)s. Raise it and have it decided by two people before "
            "anybody is charged."
        ) % {"people": ", ".join(unchecked)}
    return ""


def _has_a_decision(person: Person) -> bool:
    return person.non_punishment in ("applied", "not_applied")


def evidence_is_indexed(viewer: Viewer, case: Case, said: Said) -> str:
    return _first_hindrance(case, "hinders_charging")


def evidence_has_its_disposition(viewer: Viewer, case: Case, said: Said) -> str:
    return _first_hindrance(case, "hinders_closing")


def _first_hindrance(case: Case, question: str) -> str:
    for model in kinds_of_attachment():
        for each in model._default_manager.for_the_system("what hinders a step of the case").filter(case=case):
            words: str = getattr(each, question)()
            if words:
                return words
    return ""


def victims_are_not_left_out(viewer: Viewer, case: Case, said: Said) -> str:
    people = Person.objects.for_the_system("whether a victim is to be told").filter(case=case)
    if said.get("victims_told") == "no_victim" and people.exclude(victim=Person.Victim.NONE).exists():
        return _("Somebody in this case is or may be a victim. Say whether they were told.")
    return ""


def tasks_are_done(viewer: Viewer, case: Case, said: Said) -> str:
    tasks = Task.objects.for_the_system("what is still to do").filter(
        matter_kind=Case._meta.label_lower, matter_id=case.pk, done_at=None
    )
    return _("Tasks are still open. Do them, or say on each why it is not needed.") if tasks.exists() else ""


def is_not_restricted(viewer: Viewer, case: Case, said: Said) -> str:
    return _("The case is restricted already.") if case.restricted else ""


def is_restricted(viewer: Viewer, case: Case, said: Said) -> str:
    return "" if case.restricted else _("The case is not restricted.")


def hold_ends_later(viewer: Viewer, case: Case, said: Said) -> str:
    until = said.get("until")
    is_later = isinstance(until, dt.date) and until > timezone.localdate()
    return "" if is_later else _("Name a day after today on which the hold ends.")


def is_held(viewer: Viewer, case: Case, said: Said) -> str:
    return "" if case.held_until else _("There is no legal hold on this case.")


def no_hold(viewer: Viewer, case: Case, said: Said) -> str:
    held = max(holds_on(case, timezone.localdate()), default=None)
    if held is not None:
        return _("A legal hold stands until %(day)s. Nothing is archived or erased before.") % {"day": held}
    return ""


def kept_long_enough(viewer: Viewer, case: Case, said: Said) -> str:
    if case.keep_until and timezone.localdate() < case.keep_until:
        return _("The law keeps this case until %(day)s.") % {"day": case.keep_until}
    return ""


def protection_has_ended(viewer: Viewer, case: Case, said: Said) -> str:
    if case.protection in ("none", *ENDED):
        return ""
    return _("Somebody is still being protected in this case. It is kept for as long as that goes on.")


def others_decide_an_appeal(viewer: Viewer, person: Person, said: Said) -> str:
    """An appeal is decided by nobody who decided before."""
    if person.non_punishment != "appealed":
        return ""
    last = Review.objects.for_the_system("who decided before").filter(person=person).last()
    approval = granted_for(viewer, "cases.apply_non_punishment", person) or granted_for(
        viewer, "cases.not_apply_non_punishment", person
    )
    now = {viewer.user_id, approval.answered_by_id if approval else None} - {None}
    if last is not None and now & {last.decided_by_id, last.decided_with_id}:
        return _("You, or the second person, decided this before. Others have to decide the appeal.")
    return ""
