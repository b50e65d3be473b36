"""Every read of this room that is longer than one filter, scoped to a viewer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from graftwatch.apps.cases.models import Case, Review
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied


def cases(viewer: Viewer) -> Any:
    return Case.objects.seen_by(viewer).select_related("lead_agency")


def find_case(viewer: Viewer, pk: uuid.UUID) -> Case | None:
    """The case, or None: not there and not yours are one answer."""
    found: Case | None = cases(viewer).filter(pk=pk).first()
    return found


FEWEST = 5
"""Counts below this are not shown: so few can be recognised."""


@dataclass(frozen=True)
class Count:
    """How many reviews came to one outcome; None where they are too few to show."""

    outcome: str
    label: Any
    n: int | None


def non_punishment_counts(viewer: Viewer) -> list[Count]:
    """For oversight: reviews by outcome, over every case. No cell below the fewest; none can be worked out."""
    if not viewer.holds("trail"):
        raise Denied("These numbers are for oversight.")
    rows = Review.objects.for_the_system("counts for oversight, small ones left out")
    found = [(each, rows.filter(outcome=each.value).count()) for each in Review.Outcome]
    return [Count(each.value, each.label, n if n >= FEWEST else None) for each, n in found]
