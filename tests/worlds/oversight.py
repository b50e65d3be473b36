"""A signed head, a row of the trail, and a person of a case who has an access code."""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone

from graftwatch.apps.cases.actions import add_member, add_person, go_on, propose_case
from graftwatch.desk.access.models import Agency
from graftwatch.desk.audit.action import note
from graftwatch.desk.audit.codes import give_access_code
from graftwatch.desk.audit.heads import sign_head
from graftwatch.desk.audit.models import Entry
from tests.people import Cast
from tests.reporting import with_vaults


def world(cast: Cast, tmp_path: Path, out: Path) -> dict[str, object]:
    auditor, prosecutor = cast.viewer("auditor"), cast.viewer("prosecutor")
    note(auditor, "oversight.search")
    entry = Entry.objects.for_the_system("a row of the auditor").order_by("-number").values_list("pk", flat=True)[0]
    person = _person(cast, prosecutor)
    give_access_code(cast.viewer("protection"), person, language="en", today=timezone.localdate())
    head = sign_head(auditor, now=timezone.now())
    return {"entry of the auditor": entry, "head": head.size, "root": head.root, "person with a code": person.pk}


def _person(cast, prosecutor):
    case = propose_case(
        cast.viewer("supervisor"),
        title="A case with a donor",
        extract="One file.",
        lead_agency=Agency.objects.get(name="Prosecution service of Atlantis"),
    )
    go_on(prosecutor, case, verb="open_case", lead=str(cast.investigator.pk), legal_basis="Criminal code, 12")
    add_member(prosecutor, case, user=cast.protection)
    with_vaults(cast, ("protection",))
    return add_person(cast.viewer("protection"), case, name="Amal Haddad", role="donor", compartment="identity_victim")
