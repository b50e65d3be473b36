"""What changes who may see: people, mandates and walls."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.utils import timezone

from graftwatch.desk.access import accounts, glass
from graftwatch.desk.access.models import Account, Agency, BrokenGlass, Mandate, Unit, User, Wall
from graftwatch.desk.access.roles import ROLES
from graftwatch.desk.access.states import ACCOUNT, DUE
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied, action
from graftwatch.desk.inbox.clocks import start_clock


def manages_accounts(viewer: Viewer) -> bool:
    return viewer.holds("accounts")


@action(may=manages_accounts)
def add_user(
    viewer: Viewer,
    *,
    username: str,
    password: str,
    role: str,
    agency: str,
    called: str = "",
    language: str = "",
    unit: str = "",
    kind: str = Agency.Kind.OTHER,
    independent: bool = False,
) -> User:
    """A new person of an agency, at work at once: for demo and tests. Agency and unit are made when they are new."""
    if not settings.PEOPLE_WITHOUT_ENROLMENT:
        raise Denied("Here nobody is let in by one act. Two access officers nominate, verify and enrol.")
    new = {"kind": kind, "is_independent_route": independent}
    office, _is_new = Agency.objects.get_or_create(name=agency, defaults=new)
    part = Unit.objects.get_or_create(agency=office, name=unit)[0] if unit else None
    user = User(username=username, role=role, agency=office, unit=part, first_name=called, language=language)
    user.set_password(password)
    user.clean_fields()
    user.save()
    Account.objects.create(user=user, state="active", attested_at=timezone.now(), has_own_password=True)
    start_clock(ACCOUNT.name, user.account, DUE, now=timezone.now(), matter=user.account)
    return user


@action(may=manages_accounts)
def give_mandate(
    viewer: Viewer,
    agency: Agency,
    *,
    role: str,
    legal_basis: str,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    facility: uuid.UUID | None = None,
) -> Mandate:
    """What the law lets an agency look at, for the purpose of one role, from one day on."""
    return Mandate.objects.create(
        agency=agency,
        purpose=ROLES[role].purpose,
        legal_basis=legal_basis,
        facility=facility,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def _walls_in(viewer: Viewer, user: User) -> bool:
    return manages_accounts(viewer) or (viewer.holds("walls") and user.agency_id == viewer.agency)


@action(may=_walls_in)
def raise_wall(viewer: Viewer, user: User, *, facility: uuid.UUID, reason: str) -> Wall:
    """Keep one person away from one facility. Taking it down again needs two people: `walls.take_wall_down`."""
    return Wall.objects.create(user=user, facility=facility, reason=reason)


@action(may=lambda viewer, user: viewer.user_id == user.pk)
def choose_language(viewer: Viewer, user: User, *, language: str) -> None:
    """The language a person reads."""
    user.language = language
    user.save(update_fields=["language"])


def when_time_is_up(viewer: Viewer, thing: Account | BrokenGlass, *, verb: str, deadline: object) -> None:
    """Called by the clock, within its act: an account falls due or is locked, broken glass closes."""
    if isinstance(thing, Account):
        accounts.take_step(viewer, thing, verb=verb, said={})
    else:
        glass.take_step(viewer, thing, verb=verb, said={})
