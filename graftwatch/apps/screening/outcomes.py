"""What came of a lead outside of this software: written down by a named person, never concluded here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graftwatch.apps.screening.access import sees
from graftwatch.apps.screening.models import Lead, Outcome
from graftwatch.apps.screening.states import OUTCOME
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.states.moving import move


@action(may=sees, named_by="verb")
def move_outcome(viewer: Viewer, lead: Lead, *, verb: str, said: Mapping[str, Any]) -> Outcome:
    """One transition of the table. `confirmed` asks the authority, the day and the reference of its own decision.

    Raises Denied, NotYetError.
    """
    rows = Outcome.objects.for_the_system("what came of a lead so far")
    found = rows.filter(lead=lead).first() or Outcome(lead=lead)
    found.written_by_id = viewer.user_id
    for name in ("authority", "decided_on", "reference"):
        if said.get(name):
            setattr(found, name, said[name])
    found.save()
    move(viewer, OUTCOME, found, verb, said)
    return found


def outcome_of(viewer: Viewer, lead: Lead) -> Outcome | None:
    found: Outcome | None = Outcome.objects.seen_by(viewer).filter(lead=lead).first()
    return found


def verbs(viewer: Viewer, outcome: Outcome | None) -> list[Any]:
    """What may be written down next."""
    return list(OUTCOME.offered(outcome.state if outcome else OUTCOME.begins, viewer.role.name))
