"""`graftwatch user add NAME`: the first two access officers of an office. They let in everybody else, on its pages."""

from __future__ import annotations

from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone

from graftwatch.desk.access.actions import give_mandate
from graftwatch.desk.access.first_officers import add_first_officer
from graftwatch.desk.access.models import Agency, Mandate, User
from graftwatch.desk.access.roles import ACCESS_OFFICER, GIVEN_TO_PEOPLE, ROLES
from graftwatch.desk.access.viewer import operator
from graftwatch.errors import GraftwatchError
from graftwatch.site.databases import bring_up_to_date

user = typer.Typer(help="The first people who may log in, and what an office may do.", no_args_is_help=True)
ROLE_NAMES = ", ".join(role.name for role in GIVEN_TO_PEOPLE)
KINDS = ", ".join(Agency.Kind.values)


class CannotAddError(GraftwatchError):
    """This cannot be added as asked."""


@user.command()
def add(
    name: Annotated[str, typer.Argument(help="The name to log in with")],
    agency: Annotated[str, typer.Option(prompt=True, help="The office the person works for")],
    unit: Annotated[str, typer.Option(prompt=True, help="The person's unit; the two come from different ones")],
    legal_basis: Annotated[
        str, typer.Option(prompt="Legal basis of the office's mandate", help="The provision the office acts under")
    ],
    called: Annotated[str, typer.Option(help="The name shown to colleagues")] = "",
    kind: Annotated[str, typer.Option(help=f"What a new office is. One of: {KINDS}")] = Agency.Kind.OTHER.value,
) -> None:
    """Add an access officer: the first two of an office. They nominate and let in everybody else, on its pages."""
    bring_up_to_date()
    first = add_officer(name, agency, unit, legal_basis, called, kind)
    typer.echo(f"{name} may log in as access officer of {agency}, with this first password, shown once:")
    typer.echo(first)
    typer.echo(
        "Hand it over in person. It is changed at the first log-in. Not used, it ends after"
        f" {settings.FIRST_PASSWORD_HOLDS_HOURS} hours; then run this again with another name."
    )


def add_officer(name: str, agency: str, unit: str, legal_basis: str, called: str = "", kind: str = "other") -> str:
    """The first password of an access officer, made as an act of the operator. Raises CannotAddError."""
    if kind not in Agency.Kind.values:
        raise CannotAddError(f"There is no kind of office {kind!r}. There are {KINDS}.")
    if not unit.strip():
        raise CannotAddError("Name the person's unit: two people who decide together come from different ones.")
    if User.objects.filter(username=name).exists():
        raise CannotAddError(f"Somebody logs in as {name} already. Choose another name.")
    _made, first = add_first_officer(
        operator(), username=name, called=called, agency=agency, unit=unit, kind=kind, at=timezone.now()
    )
    add_mandate(agency, ACCESS_OFFICER.name, legal_basis)
    return first


@user.command()
def mandate(
    agency: Annotated[str, typer.Argument(help="The office")],
    role: Annotated[str, typer.Option(prompt=True, help=f"For what. One of: {ROLE_NAMES}")],
    legal_basis: Annotated[str, typer.Option(prompt=True, help="The provision the office acts under")],
) -> None:
    """Record what the law lets an office do, for the whole country and from today: then it can nominate such people."""
    bring_up_to_date()
    made = add_mandate(agency, role, legal_basis)
    typer.echo(f"{agency} may work as {role}." if made else f"{agency} has a mandate for this already.")


def add_mandate(agency: str, role: str, legal_basis: str) -> bool:
    """Whether a mandate was recorded: none is, where the office has one for this purpose. Raises CannotAddError."""
    if role not in {one.name for one in GIVEN_TO_PEOPLE}:
        raise CannotAddError(f"There is no role {role!r}. There are {ROLE_NAMES}.")
    office = Agency.objects.filter(name=agency).first()
    if office is None:
        raise CannotAddError(f"There is no office {agency!r}. `graftwatch user add` makes it, with its access officer.")
    if Mandate.objects.filter(agency=office, purpose=ROLES[role].purpose).exists():
        return False
    give_mandate(operator(), office, role=role, legal_basis=legal_basis, valid_from=timezone.localdate())
    return True
