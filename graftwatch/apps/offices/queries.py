"""Every read of the room that is longer than one filter, scoped to a viewer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.offices.forms import facilities
from graftwatch.desk.access.approvals import may_answer
from graftwatch.desk.access.models import Agency, Approval, Tie, Unit, Wall
from graftwatch.desk.access.roles import ROLES
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.states.machine import Machine

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ANOTHER_POST = _("Give another role or unit")
THROUGH_THE_PROVIDER = _("Let this person log in through the identity provider, under an identifier that ends in")


@cache
def machines() -> tuple[Machine, ...]:
    """Every table of states of every app."""
    found: dict[str, Machine] = {}
    for app in apps.get_app_configs():
        if app.name.startswith("graftwatch."):
            for module in _states_of(app.name):
                found |= {each.name: each for each in vars(module).values() if isinstance(each, Machine)}
    return tuple(found.values())


def _states_of(name: str) -> list[Any]:
    try:
        states = import_module(f"{name}.states")
    except ModuleNotFoundError as missing:
        if missing.name != f"{name}.states":
            raise
        return []
    parts = iter_modules(getattr(states, "__path__", []))
    tables = [part.name for part in parts if not part.name.endswith("_test")]
    return [states, *(import_module(f"{name}.states.{part}") for part in tables)]


def act_called(verb: str) -> StrOrPromise:
    """What an act that needs two people is called. Rooms name theirs in states.py, or in their app as `two_people`."""
    if verb.startswith("access.change_post."):
        role, unit = verb.split(".")[2:4]
        named = Unit.objects.filter(pk=int(unit)).first()
        return f"{ANOTHER_POST}: {ROLES[role].label if role in ROLES else role}, {named or unit}"
    if verb.startswith("access.link_to_provider."):
        return f"{THROUGH_THE_PROVIDER}: {verb.split('.', 3)[3]}"
    room, _dot, name = verb.partition(".")
    own = next((getattr(app, "two_people", {}) for app in apps.get_app_configs() if app.label == room), {})
    if name in own:
        return str(own[name])
    for machine in machines():
        if machine.room.rsplit(".", 1)[-1] == room and any(each.name == name for each in machine.transitions):
            return machine[name].label
    return name.replace("_", " ")


def thing_called(label: str) -> StrOrPromise:
    """What kind of thing an act is about."""
    kind = label.partition(":")[0]
    try:
        return apps.get_model(kind)._meta.verbose_name or kind
    except (LookupError, ValueError):
        return kind


NUMBERS = ("exhibit", "number", "reference", "label")
"""Where a thing has the number that its pages are headed by. None of them says what the thing contains."""


def numbers_of(viewer: Viewer, approval: Approval) -> str:
    """Which thing of which matter an act is about, as far as this viewer finds them: they agree to no other one."""
    matter = f"{approval.matter_kind}:{approval.matter_id}"
    found = [_number(viewer, label) for label in dict.fromkeys((approval.thing, matter))]
    return " · ".join(filter(None, found))


def _number(viewer: Viewer, label: str) -> str:
    kind, _colon, key = label.partition(":")
    try:
        row = apps.get_model(kind)._default_manager.seen_by(viewer).filter(pk=key).first()
    except (LookupError, ValueError, ValidationError, AttributeError):
        return ""  # a thing without a table of its own, or one that nobody is kept from
    return next((str(getattr(row, name)) for name in NUMBERS if getattr(row, name, "")), "")


@dataclass(frozen=True)
class Asked:
    """One act that waits for, or has had, its second person."""

    approval: Approval
    act: StrOrPromise
    thing: StrOrPromise
    numbers: str
    is_mine: bool
    may_answer: bool


def approvals(viewer: Viewer) -> tuple[list[Asked], list[Asked]]:
    """(waiting for an answer, answered), the last one first."""
    rows = Approval.objects.seen_by(viewer).select_related("asked_by", "asked_by__agency", "answered_by")[:200]
    shown = [
        Asked(
            row,
            act_called(row.verb),
            thing_called(row.thing),
            numbers_of(viewer, row),
            row.asked_by_id == viewer.user_id,
            row.answer == Approval.Answer.WAITING and may_answer(viewer, row),
        )
        for row in rows
    ]
    waiting = [each for each in shown if each.approval.answer == Approval.Answer.WAITING]
    return waiting, [each for each in shown if each not in waiting]


@dataclass(frozen=True)
class Named:
    """A tie with the name of its party, where it has one that can be read."""

    tie: Tie
    party: StrOrPromise


def ties_of(user_id: int) -> list[Named]:
    return [Named(tie, party_called(tie.party)) for tie in Tie.objects.filter(user_id=user_id).order_by("pk")]


def party_called(party: str) -> StrOrPromise:
    """A facility or an office by name; a person as somebody: the name itself is kept nowhere."""
    kind, _colon, key = party.partition(":")
    if kind == "facility":
        return dict(facilities()).get(key, _("a facility"))
    if kind == "agency":
        return Agency.objects.filter(pk=int(key)).values_list("name", flat=True).first() or _("an office")
    return _("a person")


def walls(viewer: Viewer) -> list[tuple[Wall, str]]:
    """Walls of the viewer's agency and of its people, with the facility's name."""
    names = dict(facilities())
    rows = Wall.objects.filter(agency_id=viewer.agency or 0) | Wall.objects.filter(user__agency_id=viewer.agency or 0)
    rows = rows.select_related("user", "agency").order_by("-raised_at")
    return [(wall, names.get(str(wall.facility), str(wall.facility))) for wall in rows]


def matter_seen(viewer: Viewer, kind: str, number: uuid.UUID) -> Any:
    """A matter that the viewer sees and supervises, or None."""
    from graftwatch.desk.access.glass import kinds_of_matter

    model = kinds_of_matter().get(kind)
    if model is None or not viewer.holds("supervision"):
        return None
    return model._default_manager.seen_by(viewer).filter(pk=number).first()  # type: ignore[attr-defined]
