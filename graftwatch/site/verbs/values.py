"""`graftwatch values …`: a State going live draws its own; a named person changes one; auditors see them."""

from __future__ import annotations

import datetime as dt
import os
from typing import Annotated

import typer
from django.conf import settings
from django.contrib.auth import authenticate
from django.utils import timezone

from graftwatch import countries
from graftwatch.apps.screening.own_values import draw_values, open_values, set_value
from graftwatch.countries.own_values import OwnValue
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import operator, viewer_of
from graftwatch.errors import GraftwatchError
from graftwatch.site.databases import bring_up_to_date
from graftwatch.site.showing import day_or_none

values = typer.Typer(help="The values that a State keeps to itself.", no_args_is_help=True)
Country = Annotated[str, typer.Option(help="The State; by default the one that this installation names")]
Author = Annotated[str, typer.Option(prompt=True, help="Who answers for it, by name and office")]
Since = Annotated[str, typer.Option(help="First day in force (YYYY-MM-DD); by default today")]


class NotAnAuditorError(GraftwatchError):
    """Whoever asks to see the values is no auditor, or did not say so in a way that can be believed."""


@values.callback()
def of_values() -> None:
    """The values that a State keeps to itself."""


@values.command("draw")
def draw_own(
    author: Author,
    country: Country = "",
    since: Since = "",
    again: Annotated[bool, typer.Option(help="Also draw anew what was drawn or set before")] = False,
) -> None:
    """Draw this State's own value of each parameter within its range. No value is printed; what its law sets stays."""
    bring_up_to_date()
    state, day = _state(country), _day(since)
    n = draw_values(operator(), home=settings.GRAFTWATCH_HOME, state=state, author=author, since=day, again=again)
    if n:
        typer.echo(f"{n} values were drawn for {state}, in force from {day}. Only its auditors are shown them.")
    else:
        typer.echo(f"Nothing was drawn for {state}: every value with a range has its own. --again draws anew.")


@values.command("set")
def set_own(
    code: Annotated[str, typer.Argument(help="The code of the question")],
    name: Annotated[str, typer.Argument(help="The name of the parameter")],
    author: Author,
    why: Annotated[str, typer.Option(prompt=True, help="Why it is changed")],
    value: Annotated[float, typer.Option(prompt=True, hide_input=True, help="The value; better typed when asked")],
    country: Country = "",
    since: Since = "",
) -> None:
    """Set one value from a day on. The one before stays written, with its author."""
    bring_up_to_date()
    state, day = _state(country), _day(since)
    set_value(
        operator(), home=settings.GRAFTWATCH_HOME, state=state, code=code.upper(), name=name, value=value,
        author=author, why=why, since=day,
    )  # fmt: skip
    typer.echo(f"{code.upper()} {name} has a new value of {state}, in force from {day}. The one before stays written.")


@values.command("show")
def show_own(
    auditor: Annotated[str, typer.Option(prompt=True, help="The name that the auditor logs in with")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, help="Better typed when asked")],
    country: Country = "",
) -> None:
    """Print every value that this State drew or set, for an auditor. That it was looked at is in the trail."""
    bring_up_to_date()
    state = _state(country)
    found = authenticate(username=auditor, password=password)
    if not isinstance(found, User):
        raise NotAnAuditorError("That name and password do not open an account. Nothing was shown.")
    lines = open_values(viewer_of(found, timezone.localdate()), home=settings.GRAFTWATCH_HOME, state=state)
    for each in lines:
        typer.echo(_in_words(each))
    if not lines:
        typer.echo(f"{state} has drawn nothing yet: graftwatch values draw --country {state}")


def _in_words(own: OwnValue) -> str:
    how = "drawn" if own.drawn else "set"
    return (
        f"{own.since}  {own.code} {own.name} = {own.value:g}, {how} by {own.author} on {own.written_on}: {own.why}."
        f" Published default: {own.original:g} ({own.original_source})"
    )


def _state(country: str) -> str:
    name = country or os.environ.get(countries.NAMED_BY, "")
    if not name:
        raise countries.UnknownCountryError(f"No State is named. Give --country, or set {countries.NAMED_BY}.")
    countries.package_of(name)
    return name


def _day(since: str) -> dt.date:
    return day_or_none(since) or timezone.localdate()
