"""Somebody nominated, a wall, a tie, an act that waits, glass that was broken, and a case that implicates a party."""

from __future__ import annotations

import uuid
from pathlib import Path

from graftwatch.apps.cases.models import Case
from graftwatch.desk.access import accounts, glass, walls
from graftwatch.desk.access.actions import raise_wall
from graftwatch.desk.access.approvals import ask_for_approval
from graftwatch.desk.access.matters import put_onto
from graftwatch.desk.access.models import Implicated, Unit
from graftwatch.records.guarded import writing
from graftwatch.records.models import Facility
from tests.people import Cast
from tests.sample_run import CENTRES

SAID: dict[str, dict[str, object]] = {
    "/approvals/{approval}/answer/": {"granted": "yes", "why": "r"},
    "/people/nominate/": {"called": "Nour New", "username": "nour", "role": "triage_officer", "unit": "unit of triage"},
    "/people/units/": {"name": "Archive"},
    "/people/{account}/post/": {"role": "triage_officer", "unit": "unit of triage"},
    "/people/{account}/provider/": {"subject": "b1946ac9-2a1f"},
    "/people/{account}/ties/": {"kind": "owns", "person": "Amal Haddad"},
    "/people/{account}/steps/{account step}/": {"how": "met"},
    "/me/ties/": {"kind": "family", "person": "Amal Haddad"},
    "/pace/": {"why": "r"},
    "/walls/raise/": {"whom": "agency", "facility": "facility", "reason": "r"},
    "/walls/of/{matter kind}/{matter}/name/": {"person": "Amal Haddad"},
    "/glass/ask/": {"kind": "cases.case", "reference": "matter", "reason": "harm", "words": "r"},
}


def world(cast: Cast, tmp_path: Path, out: Path) -> dict[str, object]:
    access = cast.viewer("access")
    triage = Unit.objects.get(agency=cast.triage.agency, name="Triage")
    account = accounts.nominate(access, username="nina", called="Nina New", role="triage_officer", unit=triage)
    named = {"name": "Centre Nord", "source_system": "s", "source_id": "centre nord"}
    with writing("a facility to choose"):
        Facility.objects.create(version=uuid.uuid4(), id=CENTRES["Centre Nord"], **named)
    with writing("a case of the offices' world"):
        case = Case.objects.create(title="A case", lead_agency=cast.prosecutor.agency)
        put_onto(case, cast.prosecutor, task="lead", by=cast.viewer("prosecutor"))
    walls.implicate_party(cast.viewer("prosecutor"), case, party="person:somebody")
    broken = glass.ask_to_break(
        cast.viewer("investigator"), matter=("cases.case", case.pk), reason="danger_to_life", words="w"
    )
    waiting = ask_for_approval(cast.viewer("access2"), account, verb="access.enrol", reason="r", matter=account)
    return {
        "account": account.pk,
        "account step": "verify",
        "account tie": walls.declare_tie(access, account.user, kind="family", party="person:another").pk,
        "unit of triage": triage.pk,
        "facility": CENTRES["Centre Nord"],
        "wall": raise_wall(access, cast.triage2, facility=CENTRES["Centre Sud"], reason="r").pk,
        "approval": waiting.pk,
        "matter kind": "cases.case",
        "matter": case.pk,
        "implicated": Implicated.objects.for_the_system("a test").get(matter_id=case.pk).pk,
        "glass": broken.pk,
        "glass step": "close_again",
        "passkey": 1,
    }
