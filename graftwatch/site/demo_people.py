"""The demo's log-ins: an officer, a colleague behind a wall and an auditor of Atlantis. Under demo settings only."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from graftwatch.desk.access.actions import raise_wall
from graftwatch.desk.access.models import User, Wall
from graftwatch.desk.access.roles import AUDITOR, SCREENING_OFFICER
from graftwatch.desk.access.viewer import operator
from graftwatch.errors import GraftwatchError
from graftwatch.records.models import Facility
from graftwatch.site import home
from graftwatch.site.verbs.user import add_person


class NoDemoHereError(GraftwatchError):
    """Demo log-ins exist only under demo settings."""


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
    office, court = "Transplant authority of Atlantis", "Court of auditors of Atlantis"
    law, audit_law = "Atlantis Transplantation Act, article 12", "Atlantis Audit Act, article 3"
    people = [
        _log_in("officer", "Olga Officer", SCREENING_OFFICER.name, office, law, "screening officer: leads, decisions"),
        _log_in("walled", "Walid Walled", SCREENING_OFFICER.name, office, law, "the same, walled off from one centre"),
        _log_in("auditor", "Aune Auditor", AUDITOR.name, court, audit_law, "auditor: runs, decisions, trail"),
    ]
    _wall_off("walled")
    return people


def _log_in(name: str, called: str, role: str, agency: str, legal_basis: str, what: str) -> LogIn:
    password = _password(name)
    if not User.objects.filter(username=name).exists():
        add_person(name, agency, legal_basis, password, role, called)
    return LogIn(name, password, what)


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
