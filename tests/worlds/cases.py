"""One case with an investigator in the lead, a possible victim, a note, a task, a clock and somebody who is named."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.utils import timezone

from graftwatch.apps.cases.actions import (
    Telling,
    add_member,
    add_person,
    give_task,
    go_on,
    name_in,
    propose_case,
    write_note,
)
from graftwatch.desk.access import parties
from graftwatch.desk.inbox.models import Deadline
from tests.people import Cast
from tests.reporting import with_vaults
from tests.sample_run import CENTRES


def world(cast: Cast, tmp_path: Path, out: Path) -> dict[str, object]:
    prosecutor = cast.viewer("prosecutor")
    case = propose_case(
        cast.viewer("supervisor"),
        title="Four operations in one week",
        extract="Four recipients, one contact person.",
        lead_agency=cast.prosecutor.agency,
        parties={parties.facility(CENTRES["Centre Nord"])},
    )
    go_on(prosecutor, case, verb="open_case", lead=str(cast.investigator.pk), legal_basis="Criminal code, 12")
    for name in ("protection", "reviewer"):
        add_member(prosecutor, case, user=getattr(cast, name))
    contact = str(cast.protection.pk)
    go_on(cast.viewer("investigator"), case, verb="start_preliminary", plan="Ask the ward", protection_contact=contact)
    with_vaults(cast, ("prosecutor",))
    person = add_person(prosecutor, case, name="Amal Haddad", role="donor", compartment="investigation")
    said = {"side": "protection", "offences": ["organ_sale"], "link": "Deceived about the operation"}
    go_on(cast.viewer("protection"), person, verb="raise_non_punishment", **said)
    go_on(prosecutor, person, verb="look_at", first_look="Her statement")
    write_note(prosecutor, case, text="They met on 3 May.", kind="fact", source="ward", compartment="investigation")
    task = give_task(prosecutor, case, what="Call the ward", compartment="investigation")
    telling = Telling("person", "Pair P-4821", "the prosecutor", tell_on=timezone.localdate())
    about = {"about_kind": "screening.lead", "about_id": uuid.uuid4()}
    named = name_in(prosecutor, case, telling=telling, **about)  # type: ignore[arg-type]
    clock = Deadline.objects.seen_by(prosecutor).get(matter_id=case.pk, name="preliminary", stopped_at=None)
    return {
        "case": case.pk,
        "case_person": person.pk,
        "case_task": task.pk,
        "case_clock": clock.pk,
        "case_named": named.pk,
        "case_step": "activate",
        "case_second": "release_hold",
        "case_person_step": "apply_non_punishment",
        "case_named_step": "record_telling",
        "case_member": cast.protection.pk,
    }
