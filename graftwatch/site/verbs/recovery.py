"""`graftwatch recovery make | drill | use | status`: what is done when a passphrase is lost, and before."""

from __future__ import annotations

from typing import Annotated

import typer

from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.vault.models import PersonKey
from graftwatch.desk.vault.people import publish_keys
from graftwatch.desk.vault.recovery import (
    WrongSharesError,
    days_since_drill,
    joined,
    make_recovery,
    record_drill,
    the_recovery,
    why_not_published,
)
from graftwatch.desk.vault.recovery.drills import A_YEAR
from graftwatch.desk.vault.recovery.making import CannotMakeError
from graftwatch.desk.vault.recovery.using import NothingToRecoverError, key_of_user, recover_person
from graftwatch.site.databases import bring_up_to_date

recovery = typer.Typer(help="When a passphrase is lost: shares on paper, drills, recovery.", no_args_is_help=True)
A_PAGE = "\f"


@recovery.callback()
def of_passphrases() -> None:
    """When a passphrase is lost: shares on paper, drills, recovery."""


@recovery.command()
def make(
    holder: Annotated[list[str], typer.Option(help="An office that is given a share; name one for each share")],
    needed: Annotated[int, typer.Option(help="How many shares together open", min=2, max=16)] = 3,
    again: Annotated[bool, typer.Option(help="Replace the recovery key that is in force")] = False,
) -> None:
    """Make a recovery key and print one card for each holder, a page each. Nothing of it is kept: send it to paper."""
    bring_up_to_date()
    if the_recovery() is not None and not again:
        raise CannotMakeError("There is a recovery key. --again makes another one; the shares of this one then end.")
    typer.echo(A_PAGE.join(make_recovery(operator(), n_needed=needed, holders=holder)))
    typer.echo("Hand each page to its holder. Then try them: graftwatch recovery drill", err=True)


@recovery.command()
def drill() -> None:
    """Ask the holders for their shares, and prove that together they open what is sealed to the recovery key."""
    bring_up_to_date()
    private, numbers = _ask_for_shares()
    found = the_recovery()
    assert found is not None
    done = record_drill(operator(), found, private=private, shares=numbers)
    if not done.succeeded:
        raise WrongSharesError("These shares make a key, but not the one in force. Are they from an older making?")
    typer.echo(f"The drill has succeeded with shares {', '.join(map(str, numbers))}. It is due again in a year.")
    typer.echo(publish_keys(operator()) or "Readers' keys are published: reports can be received.")


@recovery.command()
def use(name: Annotated[str, typer.Argument(help="The log-in name of the person who lost the passphrase")]) -> None:
    """Give a person access again, once two people have agreed to it in the desk. The person chooses new words here."""
    bring_up_to_date()
    user = User.objects.filter(username=name).first()
    if user is None:
        raise NothingToRecoverError(f"Nobody logs in as {name}.")
    key = key_of_user(user)
    private, _numbers = _ask_for_shares()
    words: str = typer.prompt(f"{name}, your new vault passphrase", hide_input=True, confirmation_prompt=True)
    recover_person(operator(), key, private=private, passphrase=words)
    typer.echo(f"{name} opens the vault with the new passphrase. It is in the trail.")


@recovery.command()
def status() -> None:
    """Whether there is a recovery key, when it was last proven, and whose keys it would open."""
    bring_up_to_date()
    for line in sentences():
        typer.echo(line)


def sentences() -> list[str]:
    found = the_recovery()
    if found is None:
        return [why_not_published() or "There is no recovery key: a lost passphrase is lost for good."]
    keys = PersonKey.objects.for_the_system("whose keys recovery would open")
    n_all, n_covered = keys.count(), keys.filter(recovery=found.fingerprint).count()
    said = [
        f"Recovery key {found.fingerprint[:16]}: {found.n_needed} of {len(found.holders)} shares open it.",
        f"It would open the vaults of {n_covered} of {n_all} people; the others are added when they next open theirs.",
    ]
    return said + ([reminder()] if reminder() else [f"The last drill was {days_since_drill()} days ago."])


def reminder() -> str:
    """What is said at the start of the desk when a drill is due; empty otherwise."""
    days = days_since_drill()
    if the_recovery() is None or (days is not None and days < A_YEAR):
        return ""
    if days is None:
        return "The shares have never been tried: graftwatch recovery drill"
    return f"The last drill of the recovery shares was {days} days ago. It is due every year: graftwatch recovery drill"


def _ask_for_shares() -> tuple[bytes, list[int]]:
    found = the_recovery()
    if found is None:
        raise WrongSharesError("There is no recovery key. Make one first: graftwatch recovery make")
    typer.echo(f"{found.n_needed} holders of shares are asked one after another. What is typed is not shown.")
    shares = [typer.prompt(f"Share {n} of {found.n_needed}", hide_input=True) for n in range(1, found.n_needed + 1)]
    return joined(shares)
