"""Who is looking: a person or the operator, for which office, in which role, for which purpose, behind which walls."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Literal

from django.db import models
from django.utils import timezone

from graftwatch.desk.access import parties as named
from graftwatch.desk.access.models import Account, BrokenGlass, User, Wall
from graftwatch.desk.access.roles import OPERATOR, ROLES, Role


@dataclass(frozen=True)
class Viewer:
    """What the five gates ask about whoever looks.

    `who` is a pseudonym for the trail. `facilities` is the mandate: None is the whole country, an empty set nothing.
    `matter` holds the rows of the one matter that is open before the viewer; outside of a matter no record is seen.
    `parties` are those the viewer is tied to (`parties.py`): matters that implicate one of them look absent.
    `glass_broken` holds matters, as (kind, id), that an emergency has opened to the viewer for a few hours.
    """

    who: str
    name: str
    role: Role
    agency: int | None = None
    agency_name: str = ""
    user_id: int | None = None
    legal_basis: str = ""
    facilities: frozenset[uuid.UUID] | None = frozenset()
    walled: frozenset[uuid.UUID] = frozenset()
    matter: frozenset[uuid.UUID] = frozenset()
    unit: int | None = None
    parties: frozenset[str] = frozenset()
    glass_broken: frozenset[tuple[str, uuid.UUID]] = frozenset()

    @property
    def purpose(self) -> str:
        return self.role.purpose

    def holds(self, compartment: str) -> bool:
        return compartment in self.role.compartments

    def on(self, rows: Iterable[uuid.UUID]) -> Viewer:
        """The same viewer with one matter open: these rows may be read, if every other gate opens, too."""
        return dataclasses.replace(self, matter=frozenset(rows))

    def scope(self, model: type[models.Model]) -> models.Q:
        """Which rows of `model` are this viewer's to see. Each app says so in its own `access` module; the rule
        for the records stands in `desk/access/records.py`, because the records know of no viewer."""
        label, package = model._meta.app_label, model._meta.app_config.name
        module = import_module("graftwatch.desk.access.records" if label == "records" else f"{package}.access")
        found: models.Q = module.scope(self, model)
        return found


NOBODYS_ROLE = Role("nobody", "", "none", frozenset())


def viewer_of(user: User, today: dt.date) -> Viewer:
    """The viewer that a logged-in person is today. No account, role, agency or mandate in force: nothing to see."""
    role = ROLES.get(user.role, NOBODYS_ROLE)
    agency = user.agency
    in_force = [
        mandate
        for mandate in (agency.mandates.filter(purpose=role.purpose).order_by("id") if agency else [])
        if mandate.holds_on(today)
    ]
    whole_country = any(mandate.facility is None for mandate in in_force)
    walls = Wall.objects.filter(models.Q(user=user) | models.Q(agency__isnull=False, agency=agency))
    is_let_in = bool(in_force) and lets_in(user)
    return Viewer(
        who=f"user:{user.pk}",
        name=user.called,
        role=role if is_let_in else NOBODYS_ROLE,
        agency=agency.pk if agency else None,
        agency_name=agency.name if agency else "",
        user_id=user.pk,
        legal_basis=in_force[0].legal_basis if in_force else "",
        facilities=None if whole_country else frozenset(m.facility for m in in_force if m.facility),
        walled=frozenset(walls.values_list("facility", flat=True)),
        unit=user.unit_id,
        parties=_parties(user),
        glass_broken=_glass_broken(user) if is_let_in else frozenset(),
    )


def lets_in(user: User) -> bool:
    """Whether the person's account stands open now: enrolled, and the need confirmed within the last 90 days."""
    account: Account | None = (
        Account.objects.for_the_system("whether a log-in stands open").filter(user_id=user.pk).first()
    )
    return user.is_active and account is not None and account.lets_in


def _glass_broken(user: User) -> frozenset[tuple[str, uuid.UUID]]:
    rows = BrokenGlass.objects.for_the_system("which matters an emergency has opened")
    rows = rows.filter(user_id=user.pk, state="active", ends_at__gt=timezone.now())
    return frozenset(rows.values_list("matter_kind", "matter_id"))


def _parties(user: User) -> frozenset[str]:
    """What the person is tied to: themselves, the own agency and its facility, and every declared tie."""
    own = {named.agency(user.agency.pk)} if user.agency else set()
    if user.agency and user.agency.facility:
        own.add(named.facility(user.agency.facility))
    if user.get_full_name():
        own.add(named.person(user.get_full_name()))
    return frozenset(own | set(user.ties.values_list("party", flat=True)))


def operator() -> Viewer:
    """Whoever types commands on this machine. Runs it, loads into it, adds people; sees no row of the records."""
    return Viewer(who="operator", name="operator", role=OPERATOR, facilities=None)


def acting_as(name: Literal["timer", "system", "reporter", "public"]) -> Viewer:
    """Whoever carries out a transition without logging in: a clock, the machine itself, somebody with a receipt."""
    return Viewer(who=name, name=name, role=Role(name, "", "operation", frozenset()))
