"""The first two access officers of an agency, made at the command line; whoever comes later is let in by two people."""

from __future__ import annotations

import datetime as dt

from graftwatch.desk.access.accounts import first_password
from graftwatch.desk.access.models import Account, Agency, Unit, User
from graftwatch.desk.access.roles import ACCESS_OFFICER
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.errors import GraftwatchError

TWO = 2
"""As many as a decision of two people needs."""


class NotAFirstOfficerError(GraftwatchError):
    """The agency has its access officers: they let people in, not the command line."""


def _runs_the_machine(viewer: Viewer) -> bool:
    return viewer.holds("accounts")


@action(may=_runs_the_machine, act="permission")
def add_first_officer(
    viewer: Viewer, *, username: str, called: str, agency: str, unit: str, kind: str, at: dt.datetime
) -> tuple[User, str]:
    """An access officer with a first password, which is shown once. Raises NotAFirstOfficerError.

    While fewer than two of the agency can log in: one may lose everything, and the other has no second person then.
    """
    office, _is_new = Agency.objects.get_or_create(name=agency, defaults={"kind": kind})
    _demand_room(office, unit)
    part, _is_new = Unit.objects.get_or_create(agency=office, name=unit)
    user = User(username=username, first_name=called, role=ACCESS_OFFICER.name, agency=office, unit=part)
    user.set_unusable_password()
    user.clean_fields(exclude=["password"])
    user.save()
    account = Account.objects.create(user=user, state="enrolled", attested_at=at)
    return user, first_password(account)


def officers_who_can_work(office: Agency) -> list[Account]:
    rows = Account.objects.for_the_system("whether an agency has its access officers").select_related("user")
    found = rows.filter(user__agency=office, user__role=ACCESS_OFFICER.name, user__is_active=True)
    return [account for account in found if account.lets_in]


def _demand_room(office: Agency, unit: str) -> None:
    there = officers_who_can_work(office)
    if len(there) >= TWO:
        raise NotAFirstOfficerError(
            f"{office.name} has two access officers who can log in. One of them nominates further people on the page"
            " People, and the other agrees. This command makes the first two only."
        )
    if any(account.user.unit and account.user.unit.name == unit for account in there):
        raise NotAFirstOfficerError(
            f"The access officer of {office.name} belongs to the unit {unit}, too. Two people who decide together come"
            " from different units: name another one with --unit."
        )
