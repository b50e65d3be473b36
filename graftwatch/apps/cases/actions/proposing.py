"""Propose a case: what reports and officers do before anybody works on it."""

from __future__ import annotations

import uuid
from collections.abc import Set

from django.utils import timezone
from django.utils.translation import gettext as _

from graftwatch.apps.cases import team
from graftwatch.apps.cases.access import proposes
from graftwatch.apps.cases.models import Case
from graftwatch.apps.cases.states import INVESTIGATION
from graftwatch.apps.cases.states.investigation import OPENING
from graftwatch.desk.access import matters
from graftwatch.desk.access.models import Agency, User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.inbox.clocks import start_clock
from graftwatch.desk.states.moving import NotYetError


@action(may=proposes)
def propose_case(
    viewer: Viewer,
    *,
    title: str,
    lead_agency: Agency,
    extract: str = "",
    from_report: uuid.UUID | None = None,
    parties: Set[str] = frozenset(),
    trafficking_in_persons: str = Case.Indicated.NOT_ASSESSED,
    trafficking_in_organs: str = Case.Indicated.NOT_ASSESSED,
) -> Case:
    """A case that nobody works on yet, before those who can open it. `parties` are its walls from the first moment.

    Raises NotYetError where the lead agency itself is one of them, or where nobody is left to open it.
    """
    if team.agency_is_implicated(lead_agency, parties):
        raise NotYetError(_("This agency is a party of the case. Choose another agency to lead it."))
    supervisors = team.who_can_open(lead_agency, parties)
    if not supervisors:
        raise NotYetError(_("Walls leave nobody who could open this case. Name an independent route first."))
    case = Case(
        title=title,
        extract=extract,
        extract_compartment="investigation" if team.some_supervise(supervisors) else "review",
        lead_agency=lead_agency,
        from_report=from_report,
        proposed_by_id=viewer.user_id,
        trafficking_in_persons=trafficking_in_persons,
        trafficking_in_organs=trafficking_in_organs,
    )
    case.save()
    matters.implicate(case, parties, named_by="report" if from_report else "case")
    for user in supervisors:
        matters.put_onto(case, user, task=team.SUPERVISOR, by=viewer)
    _keep_the_proposer(viewer, case)
    start_clock(INVESTIGATION.name, case, OPENING, now=timezone.now(), matter=case)
    return case


def _keep_the_proposer(viewer: Viewer, case: Case) -> None:
    """An investigator who proposes a case stays on it; a triage supervisor, who holds no cases, does not."""
    user = User.objects.filter(pk=viewer.user_id or 0).first()
    if user is not None and viewer.holds("cases"):
        matters.put_onto(case, user, task=team.MEMBER, by=viewer)
