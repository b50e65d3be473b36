"""What leaves the triage room: a proposed case, an extract for a case that exists, a journey for the register."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from graftwatch.apps.cases.actions import propose_case
from graftwatch.apps.cases.actions.protecting import open_protection
from graftwatch.apps.cases.models import Case
from graftwatch.apps.reports.extract import as_words, coded_of
from graftwatch.apps.reports.lookup import agency_of, case_of
from graftwatch.apps.reports.models import Report, ReportInCase
from graftwatch.desk.access.matters import implicate, implicated
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.states.handing_over import hand_over

INDICATES = {"thb_or": (True, False), "organ_trafficking": (False, True), "both": (True, True)}
Said = Mapping[str, Any]


def propose(viewer: Viewer, report: Report, said: Said) -> None:
    """A case with every wall of the report from its first moment. No narrative, no reporter."""
    agency = agency_of(said["lead_agency"])
    assert agency is not None  # its guard has found one
    persons, organs = INDICATES.get(report.classification, (False, False))
    propose_case(
        viewer,
        title=str(said["title"]),
        lead_agency=agency,
        extract=as_words(report),
        from_report=report.pk,
        parties=implicated(report),
        trafficking_in_persons=_indicated(persons),
        trafficking_in_organs=_indicated(organs),
    )


def protect(viewer: Viewer, report: Report, said: Said) -> None:
    """A case of protection alone, for the manager who was called in; the person's wish is its reason."""
    open_protection(
        viewer,
        extract=as_words(report),
        wish=str(said["wish"]),
        from_report=report.pk,
        parties=implicated(report),
    )


def offer(viewer: Viewer, report: Report, said: Said) -> None:
    """The draft of a disclosure to an office of this installation. Another body is written down and not reached."""
    office = agency_of(said.get("office"))
    if office is not None:
        hand_over(
            "extract",
            viewer,
            asked=office,
            words=as_words(report),
            regulatory=report.classification == "regulatory",
            legal_basis=str(said["legal_basis"]),
            purpose=str(said["purpose"]),
            parties=implicated(report),
        )


def _indicated(yes: bool) -> str:
    return Case.Indicated.INDICATED if yes else Case.Indicated.NOT_ASSESSED


def join_to_case(viewer: Viewer, report: Report, said: Said) -> None:
    """The extract for the team of a case; the case takes on the walls of the report."""
    case = case_of(said["case"])
    assert case is not None  # its guard has found one
    implicate(case, implicated(report), named_by="report")
    row = ReportInCase(case=case, by_id=viewer.user_id, compartment="investigation", report_number=report.number)
    row.extract = as_words(report)
    row.save(force_insert=True)


def register_journey(viewer: Viewer, report: Report, said: Said) -> None:
    """One row of the travel register, without a person: the only part of a report that becomes a record."""
    from graftwatch.records.models import TravelRegistration

    coded, born = coded_of(report), uuid.uuid4()
    midnight = timezone.make_aware(dt.datetime.combine(report.received_on, dt.time()))
    TravelRegistration(
        id=born,
        version=uuid.uuid4(),
        source_system="reports",
        source_id=str(born),
        recorded_at=midnight,
        direction="outgoing_recipient",
        organ=coded.get("organ") or "unknown",
        registered_on=report.received_on,
        country=str(coded.get("where") or report.country),
    ).save(force_insert=True)
