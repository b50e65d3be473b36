"""Who is looking: a person or the operator, for which office, in which role, for which purpose, behind which walls."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Literal

from django.db import models
from django.utils import timezone

from graftwatch.desk.access import parties as named
from graftwatch.desk.access.models import Account, BrokenGlass, Mandate, Tie, User, Wall
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
    return viewers_of([user], today)[0]


@dataclass(frozen=True)
class _Rows:
    """What decides about some people, each table read once."""

    mandates: list[Mandate]
    accounts: dict[int, Account]
    walls: list[Wall]
    ties: list[Tie]
    glass: list[BrokenGlass]

    @classmethod
    def about(cls, users: Sequence[User]) -> _Rows:
        people = [user.pk for user in users]
        agencies = {user.agency_id for user in users if user.agency_id}
        accounts = Account.objects.for_the_system("whether a log-in stands open").filter(user_id__in=people)
        glass = BrokenGlass.objects.for_the_system("which matters an emergency has opened").filter(
            user_id__in=people, state="active", ends_at__gt=timezone.now()
        )
        return cls(
            list(Mandate.objects.filter(agency_id__in=agencies).order_by("id")),
            {account.user_id: account for account in accounts},
            list(Wall.objects.filter(models.Q(user_id__in=people) | models.Q(agency_id__in=agencies))),
            list(Tie.objects.filter(user_id__in=people)),
            list(glass),
        )


def viewers_of(users: Sequence[User], today: dt.date) -> list[Viewer]:
    """The same for many people at once, in their order; take them with their agencies."""
    rows = _Rows.about(users)
    return [_viewer(user, rows, today) for user in users]


def _viewer(user: User, rows: _Rows, today: dt.date) -> Viewer:
    role = ROLES.get(user.role, NOBODYS_ROLE)
    agency = user.agency
    in_force = [
        mandate
        for mandate in rows.mandates
        if agency and mandate.agency_id == agency.pk and mandate.purpose == role.purpose and mandate.holds_on(today)
    ]
    whole_country = any(mandate.facility is None for mandate in in_force)
    account = rows.accounts.get(user.pk)
    is_let_in = bool(in_force) and user.is_active and account is not None and account.lets_in
    return Viewer(
        who=f"user:{user.pk}",
        name=user.called,
        role=role if is_let_in else NOBODYS_ROLE,
        agency=agency.pk if agency else None,
        agency_name=agency.name if agency else "",
        user_id=user.pk,
        legal_basis=in_force[0].legal_basis if in_force else "",
        facilities=None if whole_country else frozenset(m.facility for m in in_force if m.facility),
        walled=frozenset(
            wall.facility
            for wall in rows.walls
            if wall.user_id == user.pk or (agency is not None and wall.agency_id == agency.pk)
        ),
        unit=user.unit_id,
        parties=_parties(user, rows),
        glass_broken=frozenset(
            (glass.matter_kind, glass.matter_id) for glass in rows.glass if is_let_in and glass.user_id == user.pk
        ),
    )


def lets_in(user: User) -> bool:
    """Whether the person's account stands open now: enrolled, and the need confirmed within the last 90 days."""
    account: Account | None = (
        Account.objects.for_the_system("whether a log-in stands open").filter(user_id=user.pk).first()
    )
    return user.is_active and account is not None and account.lets_in


def _parties(user: User, rows: _Rows) -> frozenset[str]:
    """What the person is tied to: themselves, the own agency and its facility, and every declared tie."""
    own = {named.agency(user.agency.pk)} if user.agency else set()
    if user.agency and user.agency.facility:
        own.add(named.facility(user.agency.facility))
    if user.get_full_name():
        own.add(named.person(user.get_full_name()))
    return frozenset(own | {tie.party for tie in rows.ties if tie.user_id == user.pk})


def operator() -> Viewer:
    """Whoever types commands on this machine. Runs it, loads into it, adds people; sees no row of the records."""
    return Viewer(who="operator", name="operator", role=OPERATOR, facilities=None)


def acting_as(name: Literal["timer", "system", "reporter", "public"]) -> Viewer:
    """Whoever carries out a transition without logging in: a clock, the machine itself, somebody with a receipt."""
    return Viewer(who=name, name=name, role=Role(name, "", "operation", frozenset()))
