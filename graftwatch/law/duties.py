"""Who has to report what, to whom and how, as each State's own file `duties.toml` says it; and whom to call.

Words are plain English and serve as message ids. The format stands in docs/how-to/duties-of-a-country.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, TypeVar, get_args

from graftwatch.errors import GraftwatchError

Kind = Literal["named", "de-identified", "voluntary", "unknown"]
"""A duty to report with one's name, a duty to give notice without names, no duty, or we do not know."""

About = Literal["suspicion", "travel"]
"""What was noticed: something that may be a crime, or a transplant abroad."""

Channel = Literal["a", "b", "c", "d"]
"""a notice without names, b with one's name, c with the name kept by a custodian, d without a name."""

EVERYONE = "everyone"
ROLES: Mapping[str, str] = {
    "surgeon": "Transplant surgeon",
    "physician": "Doctor",
    "nurse": "Nurse",
    "coordinator": "Transplant coordinator",
    "psychologist": "Psychologist",
    "social-worker": "Social worker",
    "laboratory": "Laboratory",
    "pharmacist": "Pharmacist",
    "interpreter": "Interpreter",
    "manager": "Hospital management",
    "border": "Police, border or customs",
    "bank": "Bank or insurance",
    "travel-agent": "Travel or transport",
    "other-work": "Other work",
    "patient": "Patient or somebody who waits for an organ",
    "donor": "Somebody who gave an organ, or was asked to",
    "relative": "Relative or friend",
    "public": "Somebody else",
}
"""Roles that the wizard asks about, by code."""


class MalformedDutyError(GraftwatchError):
    """A State's `duties.toml` lacks what every one has, or leaves somebody without an answer."""


@dataclass(frozen=True)
class Contact:
    """An office that takes calls. `phone` is written as people dial it."""

    id: str
    name: str
    says: str
    phone: str
    hours: str = ""


@dataclass(frozen=True)
class Duty:
    """What these roles have to do, or may do, about what they noticed.

    `cites` are (statute or source, place): the country's own statutes first, else the corpus of Graftwatch.
    """

    id: str
    who: tuple[str, ...]
    about: About
    kind: Kind
    channel: Channel
    says: str
    cites: tuple[tuple[str, str], ...]
    within: str = ""
    to: str = ""
    exceptions: tuple[str, ...] = ()
    protects: str = ""
    instead: tuple[Channel, ...] = ()


@dataclass(frozen=True)
class Duties:
    """Everything a State says about reporting. `country` is empty where no State is named."""

    country: str
    emergency: str
    notes: tuple[str, ...]
    contacts: tuple[Contact, ...]
    duties: tuple[Duty, ...]

    def __iter__(self) -> Iterator[Duty]:
        return iter(self.duties)

    def that_applies(self, role: str, about: About) -> Duty:
        """The one duty for a role and what it noticed. Raises MalformedDutyError for a role that is not known."""
        for duty in self.duties:
            if duty.about == about and (role in duty.who or EVERYONE in duty.who):
                return duty
        raise MalformedDutyError(f'Nothing is said for "{role}" about {about}. The roles: {", ".join(ROLES)}.')

    def contact(self, id: str) -> Contact | None:
        return next((each for each in self.contacts if each.id == id), None)


@cache
def without_a_country() -> Duties:
    """What is said where no country is named: that we do not know, and how to report all the same."""
    return read_duties(files("graftwatch.law") / "default-duties.toml")


def read_duties(file: Traversable) -> Duties:
    """The duties of a `duties.toml`. Raises MalformedDutyError where a word is missing or a role gets no answer."""
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    _complete("The file", said, {"country", "emergency", "notes", "duty"}, {"contact"})
    found = Duties(
        country=said["country"],
        emergency=said["emergency"],
        notes=tuple(said["notes"]),
        contacts=tuple(_made(Contact, each) for each in said.get("contact", ())),
        duties=tuple(_made(Duty, each) for each in said["duty"]),
    )
    for problem in faults(found):
        raise MalformedDutyError(problem)
    return found


def faults(found: Duties) -> Iterator[str]:
    """What is wrong with the duties of a State, one sentence each."""
    for duty in found.duties:
        for name, value, known in (
            ("kind", duty.kind, get_args(Kind)),
            ("about", duty.about, get_args(About)),
            *(("channel", channel, get_args(Channel)) for channel in (duty.channel, *duty.instead)),
            *(("who", role, (*ROLES, EVERYONE)) for role in duty.who),
        ):
            if value not in known:
                yield f'{duty.id}: {name} is "{value}". Choose among: {", ".join(known)}.'
        if duty.to and not found.contact(duty.to):
            yield f'{duty.id} goes to "{duty.to}", and no [[contact]] has that id.'
        if duty.kind in ("named", "de-identified") and not (duty.within and duty.to and duty.protects):
            yield f"{duty.id} is a duty: say within which time, to whom, and what protects the person who reports."
        if duty.kind == "de-identified" and duty.channel != "a":
            yield f'{duty.id} is a notice without names: its channel is "a".'
        if not duty.cites:
            yield f"{duty.id} cites nothing. Name the provision."
    for about in get_args(About):
        for role in ROLES:
            n = sum(duty.about == about and (role in duty.who or EVERYONE in duty.who) for duty in found.duties)
            if n != 1:
                yield f"{n} duties speak of {role} and {about}. Each role needs exactly one answer."


def every_word(found: Duties) -> Iterator[str]:
    """Each message id that the duties of a State bring to a page or a paper."""
    yield from found.notes
    for contact in found.contacts:
        yield from (contact.name, contact.says, contact.hours)
    for duty in found.duties:
        yield from (duty.says, duty.within, duty.protects, *duty.exceptions)


Row = TypeVar("Row", Contact, Duty)


def _made(kind: type[Row], said: dict[str, Any]) -> Row:
    needed = {each.name for each in fields(kind) if each.default is MISSING}
    _complete(f"{kind.__name__} {said.get('id', 'without id')}", said, needed, {each.name for each in fields(kind)})
    plain: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
    if "cites" in plain:
        plain["cites"] = tuple((source, place) for source, place in plain["cites"])
    return kind(**plain)


def _complete(what: str, said: Mapping[str, Any], needed: set[str], also: set[str]) -> None:
    if missing := sorted(needed - set(said)):
        raise MalformedDutyError(f"{what} does not say {missing}.")
    if unknown := sorted(set(said) - needed - also):
        raise MalformedDutyError(f"{what} says {unknown}, which nobody reads. It may say {sorted(needed | also)}.")
