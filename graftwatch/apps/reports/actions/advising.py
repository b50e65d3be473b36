"""An adviser reads the anonymised extract and answers. The report itself stays absent for them."""

from __future__ import annotations

from graftwatch.apps.reports.access import is_the_adviser
from graftwatch.apps.reports.models import Consultation, Report
from graftwatch.apps.reports.states import REPORT
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.states.moving import move


@action(may=is_the_adviser)
def read_extract(viewer: Viewer, consultation: Consultation) -> str:
    """The extract; "" once it is erased."""
    return consultation.extract.for_the_system("the adviser who was asked reads the extract") or ""


@action(may=is_the_adviser)
def give_advice(viewer: Viewer, consultation: Consultation, *, advice: str) -> None:
    """The advice goes to whoever asked, and the consultation is over."""
    report = Report.objects.for_the_system("the report that advice was asked on").get(pk=consultation.report_id)
    move(viewer, REPORT, report, "advise", {"advice": advice})
    consultation.advice, consultation.is_over = advice, True
    consultation.save(update_fields=["advice", "is_over"])
