"""What becomes of an account: nominated, verified, enrolled, confirmed, suspended, closed; post and unit."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from graftwatch.desk.access.access import manages, manages_people
from graftwatch.desk.access.approvals import use_approval
from graftwatch.desk.access.log_in_news import write_news
from graftwatch.desk.access.models import Account, Assigned, LogInNews, Mandate, ProviderLink, Unit, User
from graftwatch.desk.access.roles import GIVEN_TO_PEOPLE, ROLES
from graftwatch.desk.access.sessions import end_sessions
from graftwatch.desk.access.states import ACCOUNT
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied, action
from graftwatch.desk.states.moving import NotYetError, move

ROLE_NAMES = frozenset(role.name for role in GIVEN_TO_PEOPLE)


@action(may=manages_people)
def nominate(viewer: Viewer, *, username: str, called: str, role: str, unit: Unit) -> Account:
    """Name a person of one's own agency. Nothing opens yet. Raises NotYetError where the agency has no mandate."""
    _demand_mandate(viewer, role)
    if unit.agency_id != viewer.agency:
        raise Denied("The unit belongs to another agency.")
    if User.objects.filter(username=username).exists():
        raise NotYetError(_("Somebody logs in under this name already. Choose another name."))
    user = User(username=username, first_name=called, role=role, agency_id=viewer.agency, unit=unit, is_active=False)
    user.set_unusable_password()
    user.clean_fields(exclude=["password"])
    user.save()
    made: Account = Account.objects.create(user=user, nominated_by_id=viewer.user_id)
    return made


def _demand_mandate(viewer: Viewer, role: str) -> None:
    if role not in ROLE_NAMES:
        raise Denied("There is no such role.")
    today, purpose = timezone.localdate(), ROLES[role].purpose
    held = Mandate.objects.filter(agency_id=viewer.agency or 0, purpose=purpose)
    if not any(mandate.holds_on(today) for mandate in held):
        raise NotYetError(_("Your office has no mandate for this role. Whoever runs this installation records one."))


@action(may=manages, named_by="verb")
def take_step(viewer: Viewer, account: Account, *, verb: str, said: Mapping[str, Any]) -> str:
    """One transition of an account with what follows from it. Gives the first password where one was made.

    Raises NotYetError, NeedsASecondPersonError, Denied.
    """
    move(viewer, ACCOUNT, account, verb, said)
    return str(_EFFECTS.get(verb, _nothing_more)(viewer, account) or "")


def _nothing_more(viewer: Viewer, account: Account) -> None:
    return None


def _verified(viewer: Viewer, account: Account) -> None:
    account.verified_by_id = viewer.user_id
    account.save(update_fields=["verified_by"])


def _enrolled(viewer: Viewer, account: Account) -> str:
    _attested(viewer, account)
    return first_password(account)


def first_password(account: Account) -> str:
    """A password to hand over in person: it opens nothing but the page for one's own, and that for some hours."""
    first = secrets.token_urlsafe(12)
    account.user.set_password(first)
    account.user.is_active = True
    account.user.save(update_fields=["password", "is_active"])
    account.has_own_password = False
    account.first_password_until = timezone.now() + dt.timedelta(hours=settings.FIRST_PASSWORD_HOLDS_HOURS)
    account.save(update_fields=["has_own_password", "first_password_until"])
    return first


def _set_anew(viewer: Viewer, account: Account) -> str:
    """After a loss: nothing that the person had, or that a finder has, opens anything any more."""
    from allauth.mfa.models import Authenticator

    end_sessions(account.user)
    Authenticator.objects.filter(user_id=account.user_id).delete()
    end_provider_link(account.user)
    write_news(account.user, LogInNews.Kind.RESET, by=viewer.user_id)
    return _enrolled(viewer, account)


def end_provider_link(user: User) -> bool:
    """Within an action: the identity provider's word opens nothing of this person's any more. Whether it did."""
    rows = ProviderLink.objects.for_the_system("a log-in through the identity provider that ends").filter(user=user)
    return bool(rows.delete()[0])


def _attested(viewer: Viewer, account: Account) -> None:
    account.attested_at = timezone.now()
    account.save(update_fields=["attested_at"])


def _let_in_again(viewer: Viewer, account: Account) -> None:
    account.user.is_active = True
    account.user.save(update_fields=["is_active"])
    _attested(viewer, account)


def _locked_out(viewer: Viewer, account: Account) -> None:
    account.user.is_active = False
    account.user.save(update_fields=["is_active"])
    end_sessions(account.user)


def _left(viewer: Viewer, account: Account) -> None:
    _locked_out(viewer, account)
    end_provider_link(account.user)
    account.user.set_unusable_password()
    account.user.save(update_fields=["password"])
    rows = Assigned.objects.for_the_system("assignments of somebody who left")
    rows.filter(user=account.user, until__isnull=True).update(until=timezone.now())


_EFFECTS = {
    "verify": _verified,
    "enrol": _enrolled,
    "reset": _set_anew,
    "attest": _attested,
    "reinstate": _let_in_again,
    "suspend": _locked_out,
    "run_out": _locked_out,
    "leave": _left,
}


@action(may=manages)
def begin_work(viewer: Viewer, account: Account) -> None:
    """The person has a password of their own and a second factor: the account is active from now on."""
    move(viewer, ACCOUNT, account, "begin", {})


@action(may=manages)
def change_post(viewer: Viewer, account: Account, *, role: str, unit: Unit) -> None:
    """Another role or unit, agreed to by a second person for exactly this change."""
    use_approval(viewer, post_verb(role, unit), account)
    if account.user_id == viewer.user_id or unit.agency_id != viewer.agency:
        raise Denied("Nobody changes their own post, or puts somebody into another agency's unit.")
    _demand_mandate(viewer, role)
    account.user.role, account.user.unit = role, unit
    account.user.save(update_fields=["role", "unit"])
    end_sessions(account.user)


def post_verb(role: str, unit: Unit) -> str:
    return f"access.change_post.{role}.{unit.pk}"


@action(may=manages_people)
def add_unit(viewer: Viewer, *, name: str) -> Unit:
    """A unit of one's own agency."""
    return Unit.objects.get_or_create(agency_id=viewer.agency or 0, name=name)[0]
