"""What lies on the desks of the fictional State: vaults that are open to try, three reports, and one case under way."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.utils import timezone

from graftwatch.apps.cases.actions import add_member, add_person, give_task, go_on, propose_case, write_note
from graftwatch.apps.reports.collecting import collect
from graftwatch.apps.reports.models import Report
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer, viewer_of
from graftwatch.desk.door.handing_in import hand_in
from graftwatch.desk.vault.people import enrol, is_enrolled
from graftwatch.site import home
from graftwatch.site.laying_out import lay_out_for_the_door

READERS = ("triage", "triage2", "supervisor", "custodian", "reviewer", "prosecutor", "investigator", "protection")
REPORTS = (
    (
        "d",
        {
            "what": {"text": "Three recipients named the same contact person. None could say who the donor was."},
            "danger": {"now": "no"},
            "when": {"year": 2026, "month": "5"},
            "where": {"country": "XA"},
            "organ": {"which": "kidney", "donor": "living"},
        },
        None,
        False,
    ),
    (
        "c",
        {
            "what": {"text": "The donor asked me when he would be paid, and the interpreter told him to be silent."},
            "danger": {"now": "yes", "who": "The donor. He sleeps where the contact person tells him to."},
            "when": {"year": 2026, "month": "6"},
            "where": {"country": "XA"},
        },
        {"name": "Nadia Nurse", "work": "Nurse, ward 4"},
        True,
    ),
    (
        "a",
        {
            "when": {"year": 2026, "month": "3"},
            "where": {"country": "XA"},
        },
        None,
        False,
    ),
)
"""Channel, content, identity, danger. Nobody in them exists."""


def passphrase() -> str:
    """What opens the vaults of the demo's people: the same after a restart, different everywhere."""
    return home.secret("demo-vault")[:20]


def make_demo_matters() -> None:
    """Once: later what people did with them stays as they left it."""
    for name in READERS:
        user = User.objects.get(username=name)
        if not is_enrolled(user.pk):
            enrol(_viewer(name), passphrase=passphrase())
    lay_out_for_the_door()
    if not Report.objects.for_the_system("whether the demo has its reports").exists():
        _reports()
        _case()


def _viewer(name: str) -> Viewer:
    return viewer_of(get_user_model().objects.get(username=name), timezone.localdate())


def _reports() -> None:
    for channel, content, identity, urgent in REPORTS:
        routing = {"channel": channel, "country": "XA", "must_not_see": [], "hold_days": 0, "urgent": urgent}
        hand_in(content, identity, {**routing, "language": "en"}, timezone.localdate())
    collect(timezone.now())


def _case() -> None:
    prosecutor, investigator, protector = (
        User.objects.get(username=name) for name in ("prosecutor", "investigator", "protection")
    )
    assert prosecutor.agency is not None
    case = propose_case(
        _viewer("supervisor"),
        title="One contact person behind four operations",
        extract="Four recipients, strangers to one another; one telephone number; donors who could not name the ward.",
        lead_agency=prosecutor.agency,
        parties=set(),
    )
    leads, looks = _viewer("prosecutor"), _viewer("investigator")
    go_on(leads, case, verb="open_case", lead=str(investigator.pk), legal_basis="Atlantis Criminal Code, section 12")
    add_member(leads, case, user=protector)
    plan = "Speak with the donors first, alone, and not as accused."
    go_on(looks, case, verb="start_preliminary", plan=plan, protection_contact=str(protector.pk))
    donor = add_person(leads, case, name="Amal Haddad", role="donor", compartment="investigation")
    said = {"side": "protection", "offences": ["organ_sale"], "link": "Deceived about the operation and the sum"}
    go_on(_viewer("protection"), donor, verb="raise_non_punishment", **said)
    write_note(looks, case, text="The ward's book has the same number beside four names.", kind="fact", source="ward",
               compartment="investigation")  # fmt: skip
    give_task(looks, case, what="Ask the telephone company whose number it is", compartment="investigation")
