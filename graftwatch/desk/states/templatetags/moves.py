"""Filters that put a transition into words: what was done, and in which role."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from graftwatch.desk.access.roles import ROLES
from graftwatch.desk.states.catalogue import all_machines
from graftwatch.desk.states.models import Move

register = template.Library()


@register.filter
def what(move: Move) -> str:
    """The label of the transition; its plain name where the table has lost it since."""
    machine = all_machines().get(move.machine)
    labels = {each.name: str(each.label) for each in machine.transitions} if machine else {}
    return labels.get(move.verb, move.verb)


@register.filter
def in_role(move: Move) -> str:
    """The role it was done in; a clock, the machine or a reporter where nobody logged in."""
    if move.role in ROLES:
        return str(ROLES[move.role].label)
    others = {"timer": _("a clock"), "system": _("the machine"), "reporter": _("the reporter"), "public": _("the door")}
    return others.get(move.role, move.role)
