"""The people of Atlantis who log in: one for each thing that somebody may or may not do. Under demo settings only."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from graftwatch.desk.access.actions import add_user, give_mandate, raise_wall
from graftwatch.desk.access.models import Agency, Mandate, User, Wall
from graftwatch.desk.access.roles import ROLES
from graftwatch.desk.access.viewer import operator
from graftwatch.errors import GraftwatchError
from graftwatch.records.models import Facility
from graftwatch.site import home


class NoDemoHereError(GraftwatchError):
    """Demo log-ins exist only under demo settings."""


@dataclass(frozen=True)
class Person:
    """One person of the play."""

    name: str
    called: str
    role: str
    agency: str
    kind: str
    unit: str
    what: str


AUTHORITY, COURT = "Transplant authority of Atlantis", "Court of auditors of Atlantis"
FOCAL_POINT, POLICE = "National focal point of Atlantis", "Police of Atlantis"
PROSECUTION, PROTECTION = "Prosecution service of Atlantis", "Victim protection service of Atlantis"
HOTLINE, CENTRE = "Harbour hotline", "Centre Nord"
LABORATORY = "Reference laboratory of Atlantis"
OMBUDS = "Ombudsperson of Atlantis"

PEOPLE = (
    Person("officer", "Olga Officer", "screening_officer", AUTHORITY, "transplant_authority", "Screening",
           "screening officer: leads, decisions"),
    Person("walled", "Walid Walled", "screening_officer", AUTHORITY, "transplant_authority", "Screening",
           "the same, walled off from one centre"),
    Person("genetics", "Gita Genetics", "genetic_reviewer", LABORATORY, "health_body", "Review",
           "genetic reviewer: leads that rest on genetics, too"),
    Person("advocate", "Ada Advocate", "donor_advocate", AUTHORITY, "transplant_authority", "Donors",
           "donor advocate: leads that rest on what donors confide, too"),
    Person("auditor", "Aune Auditor", "auditor", COURT, "oversight", "Chamber 1", "auditor: runs, decisions, trail"),
    Person("access", "Abbas Access", "access_officer", FOCAL_POINT, "triage_office", "Security",
           "access officer: people, ties, walls"),
    Person("access2", "Adele Access", "access_officer", FOCAL_POINT, "triage_office", "Direction",
           "access officer of another unit: the second person"),
    Person("triage", "Tara Triage", "triage_officer", FOCAL_POINT, "triage_office", "Triage",
           "triage officer: reads reports"),
    Person("triage2", "Tomas Triage", "triage_officer", FOCAL_POINT, "triage_office", "Triage",
           "another triage officer"),
    Person("supervisor", "Sana Supervisor", "triage_supervisor", FOCAL_POINT, "triage_office", "Direction",
           "triage supervisor: decides on reports"),
    Person("hotline", "Hana Hotline", "hotline_operator", HOTLINE, "civil_society", "Line", "takes calls"),
    Person("custodian", "Cyrus Custodian", "identity_custodian", OMBUDS, "custodian", "Identities",
           "custodian of identities"),
    Person("protection", "Petra Protector", "protection_manager", PROTECTION, "protection", "Cases",
           "protection case manager"),
    Person("investigator", "Ivo Investigator", "investigator", POLICE, "police", "Trafficking", "investigator"),
    Person("prosecutor", "Paula Prosecutor", "prosecutor", PROSECUTION, "prosecution", "Trafficking", "prosecutor"),
    Person("prosecutor2", "Piet Prosecutor", "prosecutor", PROSECUTION, "prosecution", "Appeals",
           "prosecutor of another unit"),
    Person("keeper", "Kemal Keeper", "evidence_custodian", POLICE, "police", "Evidence store", "custodian of evidence"),
    Person("reviewer", "Rhea Reviewer", "independent_reviewer", OMBUDS, "oversight", "Review", "independent reviewer"),
    Person("liaison", "Lars Liaison", "liaison_officer", CENTRE, "health_body", "Liaison",
           "liaison officer of a hospital"),
    Person("exchange", "Ella Exchange", "exchange_officer", FOCAL_POINT, "triage_office", "Exchange",
           "exchange officer"),
    Person("exchange2", "Emil Exchange", "exchange_officer", FOCAL_POINT, "triage_office", "Legal",
           "exchange officer who reads before release"),
    Person("contact", "Cleo Contact", "exchange_officer", POLICE, "police", "Contact point",
           "exchange officer of the police"),
    Person("contact2", "Cedric Contact", "exchange_officer", POLICE, "police", "Legal",
           "the same, of another unit"),
    Person("dpo", "Dana Dataprotection", "data_protection_officer", FOCAL_POINT, "triage_office", "Data protection",
           "data-protection officer"),
)  # fmt: skip
INDEPENDENT = (OMBUDS,)
LAW = "Atlantis Transplantation Act, article 12"


@dataclass(frozen=True)
class LogIn:
    """One demo log-in."""

    name: str
    password: str
    what: str


def make_demo_people() -> list[LogIn]:
    """The demo's people, made once; their passwords are drawn at random and lie beside the keys (mode 600)."""
    if not settings.IS_DEMO:
        raise NoDemoHereError("Demo log-ins are made only under the demo settings: graftwatch demo.")
    log_ins = [LogIn(person.name, _password(person.name), person.what) for person in PEOPLE]
    for person, log_in in zip(PEOPLE, log_ins, strict=True):
        if not User.objects.filter(username=person.name).exists():
            make(person, log_in.password)
    _wall_off("walled")
    return log_ins


def make(person: Person, password: str) -> User:
    """One person with agency, unit and a mandate for the role, made by the same acts as everywhere."""
    root = operator()
    user = add_user(
        root, username=person.name, password=password, role=person.role, agency=person.agency, called=person.called,
        unit=person.unit, kind=person.kind, independent=person.agency in INDEPENDENT,
    )  # fmt: skip
    office = Agency.objects.get(name=person.agency)
    if not Mandate.objects.filter(agency=office, purpose=ROLES[person.role].purpose).exists():
        give_mandate(
            root, office, role=person.role, legal_basis=LAW, valid_from=timezone.localdate().replace(year=2020)
        )
    return user


def _password(name: str) -> str:
    """The first twenty signs of a secret of this installation: the same after a restart, different everywhere."""
    return home.secret(f"demo-{name}")[:20]


def _wall_off(name: str) -> None:
    """Behind the first transplant centre of the country, if its records are here already."""
    user = User.objects.get(username=name)
    if Wall.objects.filter(user=user).exists():
        return
    centres = Facility.objects.for_the_system("a centre for the demo's wall").filter(kind__startswith="transplant")
    first = centres.order_by("source_id").first()
    if first is not None:
        raise_wall(operator(), user, facility=first.id, reason="Demo: a relative works there")
