"""Help for somebody who wants no criminal file: a case of protection, which nobody of an investigation sees."""

from __future__ import annotations

import uuid
from collections.abc import Set

from django.utils.translation import gettext as _

from graftwatch.apps.cases import team
from graftwatch.apps.cases.models import Case
from graftwatch.apps.cases.states import PROTECTION
from graftwatch.desk.access import matters
from graftwatch.desk.access.models import Agency, User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.states.moving import NotYetError, move


@action(may=lambda viewer: viewer.holds("protection_file") and viewer.agency is not None)
def open_protection(viewer: Viewer, *, extract: str, wish: str, from_report: uuid.UUID, parties: Set[str]) -> Case:
    """The protection manager alone is on it, and protection begins at once. No clock asks for an investigation.

    Raises NotYetError where the manager's own office is a party of it.
    """
    agency = Agency.objects.get(pk=viewer.agency or 0)
    if team.agency_is_implicated(agency, parties):
        raise NotYetError(_("Your office is a party of this matter. Somebody of another office protects here."))
    case = Case(
        title=_("Protection only"),
        extract=extract,
        extract_compartment="protection_file",
        lead_agency=agency,
        from_report=from_report,
        proposed_by_id=viewer.user_id,
    )
    case.save()
    matters.implicate(case, parties, named_by="report")
    matters.put_onto(case, User.objects.get(pk=viewer.user_id or 0), task=team.MEMBER, by=viewer)
    move(viewer, PROTECTION, case, "protect", {"reason": wish})
    return case
