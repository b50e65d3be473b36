"""A case as the tests of this room need it: proposed by triage, opened by a prosecutor, with a team."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from graftwatch.apps.cases.actions import add_member, add_person, go_on, propose_case
from graftwatch.apps.cases.models import Case, Person
from graftwatch.apps.cases.states import INVESTIGATION
from graftwatch.desk.access import parties
from graftwatch.desk.access.approvals import answer_approval, ask_for_approval
from graftwatch.desk.access.models import Agency
from graftwatch.desk.vault.people import Unlocked, enrol, unlock
from tests.people import Cast
from tests.sample_run import CENTRES

PASSPHRASE = "four odd words lantern"  # noqa: S105 - nobody of this name exists
NORD = parties.facility(CENTRES["Centre Nord"])


@pytest.fixture
def proposed(cast: Cast) -> Case:
    """What triage proposes to the prosecution service: it implicates Centre Nord."""
    return propose_case(
        cast.viewer("supervisor"),
        title="Four operations in one week",
        extract="Four recipients, one contact person.",
        lead_agency=Agency.objects.get(name="Prosecution service of Atlantis"),
        parties={NORD},
    )


@pytest.fixture
def case(cast: Cast, proposed: Case) -> Case:
    """Opened, with an investigator in the lead and a protection manager on it."""
    prosecutor = cast.viewer("prosecutor")
    go_on(prosecutor, proposed, verb="open_case", lead=str(cast.investigator.pk), legal_basis="Criminal code, 12")
    for name in ("protection", "reviewer", "keeper"):
        add_member(prosecutor, proposed, user=getattr(cast, name))
    for name in ("prosecutor", "investigator", "protection"):
        enrol(cast.viewer(name), passphrase=f"{name} {PASSPHRASE}")
    return proposed


@pytest.fixture
def opened(cast: Cast) -> Callable[[str], Unlocked]:
    """The vault of somebody on the case, open: `opened("protection")`."""
    return lambda name: unlock(getattr(cast, name), f"{name} {PASSPHRASE}")


@pytest.fixture
def active(cast: Cast, case: Case) -> Case:
    contact = str(cast.protection.pk)
    go_on(cast.viewer("investigator"), case, verb="start_preliminary", plan="Ask the ward", protection_contact=contact)
    go_on(cast.viewer("prosecutor"), case, verb="activate", threshold="Four files, one number")
    return case


@pytest.fixture
def donor(cast: Cast, case: Case) -> Person:
    return add_person(cast.viewer("investigator"), case, name="Amal Haddad", role="donor", compartment="investigation")


@pytest.fixture
def second(cast: Cast) -> Callable[..., None]:
    """A second person agrees: `second("prosecutor", "prosecutor2", "reopen", case)`."""

    def agree(asker: str, answerer: str, verb: str, thing: Case | Person, granted: bool = True) -> None:
        matter = thing if isinstance(thing, Case) else thing.case
        asked = ask_for_approval(
            cast.viewer(asker), thing, verb=f"cases.{verb}", reason="as the law asks", matter=matter
        )
        answer_approval(cast.viewer(answerer), asked, granted=granted, why="I read the file")

    return agree


SOON = timezone.localdate() + dt.timedelta(days=10)
ANSWERS = {
    "day": SOON,
    "choice": "first",
    "choices": ["first"],
    "yes_no": True,
    "line": "a line",
    "text": "words",
}


def answers_for(verb: str, cast: Cast) -> dict[str, Any]:
    """A step of the investigation with something for everything that it asks."""
    found: dict[str, Any] = {"verb": verb}
    for ask in INVESTIGATION[verb].asks:
        found[ask.name] = ask.choices[0][0] if ask.choices else ANSWERS.get(ask.kind, str(cast.investigator.pk))
    return found
