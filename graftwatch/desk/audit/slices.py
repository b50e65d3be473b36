"""What a person concerned may know of the trail: who opened what concerns them, by role, agency, purpose and day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from graftwatch.desk.access.models import Agency
from graftwatch.desk.access.roles import PURPOSES, ROLES
from graftwatch.desk.audit.models import Entry
from graftwatch.desk.inbox.templatetags.days import day
from graftwatch.errors import GraftwatchError

TOLD = ("consultation", "disclosure", "combination", "erasure")


class NobodyConcernedError(GraftwatchError):
    """A slice is always of somebody or something: `cases.person:<uuid>`, `reports.report:<uuid>`."""


@dataclass(frozen=True, order=True)
class Seen:
    """One line: on this day somebody in this role, of this agency, did this for this purpose. Never who."""

    on: dt.date
    act: str
    role: str
    agency: int | None


def slice_for(*labels: str, after: int = 0) -> list[Seen]:
    """What was done with these things or matters, oldest day first; the same on one day is one line.

    `after` leaves out what was told before, up to that number of the trail.
    """
    if not all(":" in label for label in labels) or not labels:
        raise NobodyConcernedError("Say whose slice: a label as cases.person:<uuid>.")
    concerned = Q(thing__in=labels) | Q(matter__in=labels)
    rows = Entry.objects.for_the_system("the slice of a person concerned, without names")
    rows = rows.filter(concerned, number__gt=after, result="done", act__in=TOLD)
    return sorted(
        {
            Seen(at.date(), act, role, agency)
            for at, act, role, agency in rows.values_list("at", "act", "role", "agency")
        },
        key=lambda seen: (seen.on, seen.act, seen.role, seen.agency or 0),
    )


def last_number() -> int:
    rows = Entry.objects.for_the_system("up to where slices were told").order_by("-number")
    return rows.values_list("number", flat=True).first() or 0


def in_words(lines: Iterable[Seen], language: str) -> str:
    """The slice as a letter: one sentence a line, in the reader's language. Empty where there is nothing."""
    with translation.override(language):
        return "\n".join(_sentence(seen) for seen in lines)


def _sentence(seen: Seen) -> str:
    role = ROLES.get(seen.role)
    agency = Agency.objects.filter(pk=seen.agency).first() if seen.agency else None
    said = {
        "day": day(seen.on),
        "role": role.label if role else seen.role,
        "agency": agency.name if agency else _("this installation"),
        "purpose": PURPOSES.get(role.purpose, role.purpose) if role else "",
    }
    if seen.act == "consultation":
        return _("%(day)s: opened by: %(role)s, %(agency)s. Purpose: %(purpose)s.") % said
    if seen.act == "disclosure":
        return _("%(day)s: given out by: %(role)s, %(agency)s. Purpose: %(purpose)s.") % said
    if seen.act == "combination":
        return _("%(day)s: joined with other records by: %(role)s, %(agency)s. Purpose: %(purpose)s.") % said
    return _("%(day)s: erased by: %(role)s, %(agency)s. Purpose: %(purpose)s.") % said
