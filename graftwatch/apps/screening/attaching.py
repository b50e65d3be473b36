"""Attach a lead to a case: its rows frozen, sealed and hashed, and whoever is named in it written down at once."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from graftwatch.apps.cases.access import walls_of_cases
from graftwatch.apps.cases.actions import Telling, write_named
from graftwatch.apps.cases.models import Case, Named, Shared
from graftwatch.apps.cases.queries import answers_about
from graftwatch.apps.screening.access import opens_rows
from graftwatch.apps.screening.models import Lead, LeadInCase, LeadInRun, Run, TouchedFacility
from graftwatch.apps.screening.showing_rows import shown_rows
from graftwatch.desk.access import parties
from graftwatch.desk.access.gates import not_implicating
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action, tell
from graftwatch.desk.audit.canonical import canonical, sha256
from graftwatch.desk.audit.recipients import agency_code
from graftwatch.desk.states.moving import NotYetError

COMPARTMENT = "investigation"
OPEN_TO_LEADS = ("opened", "preliminary", "active", "suspended", "reopened")


def case_called(viewer: Viewer, number: str) -> Case | None:
    """The case of a number that whoever leads it told the officer; None where a wall stands, or there is none."""
    rows = Case.objects.for_the_system("a case by the number that its lead told the officer")
    found: Case | None = (
        rows.filter(not_implicating(viewer, Case) & walls_of_cases(viewer))
        .filter(number=number.strip().upper(), restricted=False, investigation__in=OPEN_TO_LEADS)
        .first()
    )
    return found


def hands_over(viewer: Viewer, lead: Lead) -> bool:
    """A lead about a donor or a possible victim alone is never handed to an investigation: it offers protection.

    Nor is one that exists for some only: a case is read by others.
    """
    return not lead.protection_only and not lead.compartment and opens_rows(viewer, lead)


@action(may=hands_over)
def attach_lead(
    viewer: Viewer, lead: Lead, *, found: LeadInRun, number: str, why: str, legal_basis: str, tellings: list[Telling]
) -> LeadInCase:
    """Hand a copy of a lead to a case. Raises NotYetError where there is no such case for this officer.

    `tellings` say of the persons and of the centre when and by whom they are told, or which law delays it until when.
    """
    case = case_called(viewer, number)
    if case is None:
        raise NotYetError(_("There is no open case of this number for you. Ask whoever gave you the number."))
    tell(matter=case, justification="a_lead_for_a_case", recipient=agency_code(case.lead_agency_id))
    if not tellings:
        raise NotYetError(_("Say who is told, by whom and when, or which law delays it."))
    run = Run.objects.seen_by(viewer).get(pk=found.run_id)
    frozen = canonical(frozen_of(viewer, found, run))
    made = LeadInCase(
        case=case,
        by_id=viewer.user_id,
        compartment=COMPARTMENT,
        lead=lead,
        label=lead.label,
        why=why,
        frozen=frozen,
        frozen_hash=sha256(frozen),
        fingerprint=run.fingerprint,
        legal_basis=legal_basis,
    )
    _save_once(made)
    for telling in tellings:
        write_named(viewer, case, Lead._meta.label_lower, lead.pk, telling)
    Shared(
        case=case,
        agency=case.lead_agency,
        compartment=COMPARTMENT,
        what=_("The lead %(label)s, frozen as %(hash)s") % {"label": lead.label, "hash": made.frozen_hash[:8]},
        legal_basis=legal_basis,
        purpose=why[:300],
        by_id=viewer.user_id,
    ).save()
    return made


def _save_once(made: LeadInCase) -> None:
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise NotYetError(_("This lead is in that case already, as it stands today.")) from None


def frozen_of(viewer: Viewer, found: LeadInRun, run: Run) -> dict[str, Any]:
    """The lead as the run found it, its rows as the officer may read them today, parameters and fingerprint."""
    return {
        "lead": found.said,
        "rows": [dataclasses.asdict(table) | {"label": str(table.label)} for table in _plain(viewer, found)],
        "fingerprint": run.fingerprint,
        "parameters": run.manifest.get("parameters", {}),
        "own_values": run.manifest.get("own_values", {}),
    }


def _plain(viewer: Viewer, found: LeadInRun) -> list[Any]:
    """Rows with their keys as text, so that the canonical form means the same everywhere."""
    return [
        dataclasses.replace(
            table,
            rows=tuple(dataclasses.replace(row, id=str(row.id)) for row in table.rows),  # type: ignore[arg-type]
        )
        for table in shown_rows(viewer, found)
    ]


def parties_of(lead: Lead) -> set[str]:
    """The facilities that a lead touches, as parties: for a case that is proposed from it."""
    rows = TouchedFacility.objects.for_the_system("the facilities that a lead touches").filter(lead=lead)
    return {parties.facility(key) for key in rows.values_list("facility", flat=True)}


def told_about(lead: Lead) -> list[Named]:
    """Who is named in copies of this lead, and how far telling and answering has come; no words, no case."""
    return answers_about(Lead._meta.label_lower, lead.pk)


def n_copies(lead: Lead) -> int:
    n: int = LeadInCase.objects.for_the_system("how many copies left this office").filter(lead=lead).count()
    return n
