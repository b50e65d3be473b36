"""Three reports, one behind a wall, one that became a case; a request for an identity; a question to an adviser."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.utils import timezone

from graftwatch.apps.reports import actions
from graftwatch.apps.reports.collecting import collect
from graftwatch.apps.reports.models import Consultation, Report, ReportFile, Retaliation
from graftwatch.desk.access import parties
from graftwatch.desk.access.models import Agency
from graftwatch.desk.door import letters
from graftwatch.desk.door.files import Given
from tests.people import Cast
from tests.reporting import opened, received, with_vaults
from tests.sample_run import CENTRES

WHY = {"purpose": "safety", "days": "3", "reason": "The ward has asked who it was."}
ASSESSED = {"classification": "both", "source_code": "B", "information_code": "2", "risk": "possible", "summary": "s"}
ADVICE = {"extract": "Two strangers, one contact.", "reviewed": True}


SAID: dict[str, dict[str, object]] = {
    "/identities/{identity request}/answer/{custodian's verb}/": {"refuse-reason": "Use the mailbox."}
}


def in_a_case(cast: Cast) -> Report:
    """A report with a file, from which a supervisor has proposed a case."""
    found, _sealed = received(files=(Given("list.txt", b"A list", "text"),))
    tara, key = cast.viewer("triage"), opened(cast, "triage")
    actions.open_report(tara, found, unlocked=key)
    actions.carry_out(tara, found, verb="screen", said={})
    actions.take_out(tara, found, coded={"organ": "kidney"}, unlocked=key)
    actions.carry_out(tara, found, verb="assess", said=ASSESSED)
    lead = Agency.objects.get(name="Prosecution service of Atlantis")
    asked = {"title": "Four in one week", "lead_agency": str(lead.pk), "reason": "Two stories alike"}
    actions.carry_out(cast.viewer("supervisor"), found, verb="convert", said=asked)
    return found


def world(cast: Cast, tmp_path: Path, out: Path) -> dict[str, object]:
    with_vaults(cast)
    tara, key = cast.viewer("triage"), opened(cast, "triage")
    nord = parties.facility(CENTRES["Centre Nord"])
    walled, sealed = received(channel="c", identity={"name": "Nadia Nurse"}, must_not_see=[nord])
    letters.answer(sealed.receipt, "retaliation", "They took my shifts away.", timezone.localdate())
    collect(timezone.now())
    actions.open_report(tara, walled, unlocked=key)
    asked = actions.ask_for_identity(tara, walled, said=WHY)
    actions.carry_out(tara, walled, verb="screen", said={})
    actions.carry_out(tara, walled, verb="consult", said=ADVICE | {"adviser": str(cast.prosecutor.pk)})
    letters.answer(sealed.receipt, "answer", "A list.", timezone.localdate(), [Given("list.txt", b"A", "text")])
    collect(timezone.now())
    open_one, _sealed = received()
    actions.open_report(tara, open_one, unlocked=key)
    actions.carry_out(tara, open_one, verb="screen", said={})
    became_a_case = in_a_case(cast)
    return {
        "report": walled.pk,
        "report that became a case": became_a_case.pk,
        "no report": uuid.UUID(int=0),
        "identity request": asked.pk,
        "retaliation": Retaliation.objects.for_the_system("tests").get(report=walled).pk,
        "reporter's file": ReportFile.objects.for_the_system("tests").get(report=walled).pk,
        "consultation": Consultation.objects.for_the_system("tests").get(report=walled).pk,
        "phone channel": "d",
        "report in screening": open_one.pk,
        "report verb": "stop_consulting",
        "verb of two": "judge_abusive",
        "retaliation verb": "take_up_retaliation",
        "custodian's verb": "refuse",
    }
