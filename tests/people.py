"""The people of the desk's tests: those of the demo, made by the same acts as everywhere."""

from __future__ import annotations

import uuid

from django.utils import timezone

from graftwatch.desk.access.actions import raise_wall
from graftwatch.desk.access.models import Agency, User
from graftwatch.desk.access.viewer import Viewer, operator, viewer_of
from graftwatch.site.demo_people import CENTRE, PEOPLE, make

PASSWORD = "a long sentence for tests"  # noqa: S105 - nobody of this name exists
NAMES = tuple(person.name for person in PEOPLE)


class Cast:
    """Who plays: `cast.triage` is the user, `cast.viewer("triage")` the same person looking today."""

    def __getattr__(self, name: str) -> User:
        if name not in NAMES:
            raise AttributeError(name)
        return User.objects.get(username=name)

    def viewer(self, name: str) -> Viewer:
        return viewer_of(getattr(self, name), timezone.localdate())


def people(walled_off_from: uuid.UUID) -> Cast:
    """Everybody; `walled` is walled off from a facility, which is the one that `liaison` works for."""
    for person in PEOPLE:
        make(person, PASSWORD)
    cast = Cast()
    raise_wall(operator(), cast.walled, facility=walled_off_from, reason="A sister works there")
    Agency.objects.filter(name=CENTRE).update(facility=walled_off_from)
    return cast
