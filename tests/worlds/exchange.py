"""A request of the focal point to the police, being prepared there, and one that a wall hides."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.utils import timezone

from graftwatch.apps.exchange import actions, queries
from graftwatch.apps.exchange.models import Disclosure
from graftwatch.desk.access.matters import implicate
from graftwatch.desk.access.models import Agency
from graftwatch.desk.access.parties import agency
from graftwatch.records.guarded import writing
from graftwatch.site.demo_people import FOCAL_POINT, POLICE
from tests.people import Cast


def draft(cast: Cast) -> Disclosure:
    return actions.compose(
        cast.viewer("exchange"),
        asked=Agency.objects.get(name=POLICE),
        case=None,
        words="Who arranged the journey?",
        kind="police",
        is_spontaneous=True,
        handling="H1",
        purpose="Find who arranges journeys",
        legal_basis="article 40",
        ends_on=timezone.localdate() + dt.timedelta(days=30),
    )


def world(cast: Cast, tmp_path: Path, out: Path) -> dict[str, object]:
    made, hidden = draft(cast), draft(cast)
    viewer = cast.viewer("exchange")
    actions.move_disclosure(viewer, made, verb="volunteer", said={})
    again = queries.find_disclosure(viewer, made.pk)
    assert again is not None
    row = actions.add_what_leaves(viewer, again, about="a notice", words="One in May", basis="no_person")
    with writing("a wall"):
        implicate(hidden, {agency(Agency.objects.get(name=FOCAL_POINT).pk)}, named_by="test")
    return {"disclosure": made.pk, "row": row.pk, "disclosure behind a wall": hidden.pk, "verb": "give_to_review"}
