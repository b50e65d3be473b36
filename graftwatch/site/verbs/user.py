"""`graftwatch user add NAME`: people who may log in, with role and agency."""

from __future__ import annotations

from typing import Annotated

import typer
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from graftwatch.desk.access.actions import add_user, give_mandate
from graftwatch.desk.access.models import Agency, Mandate, User
from graftwatch.desk.access.roles import GIVEN_TO_PEOPLE, ROLES
from graftwatch.desk.access.viewer import operator
from graftwatch.errors import GraftwatchError
from graftwatch.site.databases import bring_up_to_date

user = typer.Typer(help="People who may log in.", no_args_is_help=True)
ROLE_NAMES = ", ".join(role.name for role in GIVEN_TO_PEOPLE)


class CannotAddError(GraftwatchError):
    """This person cannot be added as asked."""


@user.callback()
def of_people() -> None:
    """People who may log in."""


@user.command()
def add(
    name: Annotated[str, typer.Argument(help="The name to log in with")],
    agency: Annotated[str, typer.Option(prompt=True, help="The office the person works for")],
    legal_basis: Annotated[
        str, typer.Option(prompt="Legal basis of the office's mandate", help="The provision the office acts under")
    ],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)],
    role: Annotated[str, typer.Option(help=f"One of: {ROLE_NAMES}")] = GIVEN_TO_PEOPLE[0].name,
    called: Annotated[str, typer.Option(help="The name shown to colleagues")] = "",
) -> None:
    """Add one person. An office without a mandate for the role is given one for the whole country, from today."""
    bring_up_to_date()
    add_person(name, agency, legal_basis, password, role, called)
    typer.echo(f"{name} may log in as {role} of {agency}.")


def add_person(name: str, agency: str, legal_basis: str, password: str, role: str, called: str = "") -> User:
    """The person, made as an act of the operator. Raises CannotAddError."""
    if role not in {one.name for one in GIVEN_TO_PEOPLE}:
        raise CannotAddError(f"There is no role {role!r}. There are {ROLE_NAMES}.")
    if User.objects.filter(username=name).exists():
        raise CannotAddError(f"Somebody logs in as {name} already. Choose another name.")
    try:
        validate_password(password, User(username=name, first_name=called))
    except ValidationError as problem:
        raise CannotAddError(" ".join(problem.messages)) from None
    made = add_user(operator(), username=name, password=password, role=role, agency=agency, called=called)
    office, purpose = Agency.objects.get(name=agency), ROLES[role].purpose
    if not Mandate.objects.filter(agency=office, purpose=purpose).exists():
        give_mandate(operator(), office, role=role, legal_basis=legal_basis, valid_from=timezone.localdate())
    return made
