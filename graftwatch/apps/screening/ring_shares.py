"""`p_ring` moves only by a named person who cites cases, and another one of another unit who agrees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from graftwatch.apps.screening.access import looks_at_leads, oversees
from graftwatch.apps.screening.models import RingShareChange
from graftwatch.apps.screening.ring_share import RingShare
from graftwatch.apps.screening.states import RING_SHARE
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.states.moving import NotYetError, move
from graftwatch.indicators import all_indicators


@action(may=looks_at_leads)
def propose_share(
    viewer: Viewer, *, code: str, low: float, high: float, cases: str, in_force_from: dt.date
) -> RingShareChange:
    """Propose another range for one question. Changes nothing until somebody of another unit agrees."""
    question = all_indicators().get(code)
    if question is None:
        raise NotYetError("No question has this code. The catalogue lists them.")
    if not 0 < low <= high <= 1:
        raise NotYetError("Both ends lie above 0 and at most at 1, the low end first.")
    if not cases.strip():
        raise NotYetError("Cite the cases that it rests on, so that somebody else can read them.")
    made: RingShareChange = RingShareChange.objects.create(
        code=code,
        low=low,
        high=high,
        cases=cases.strip(),
        in_force_from=in_force_from,
        original_low=question.p_ring.low,
        original_high=question.p_ring.high,
        original_source=question.p_ring.source,
        proposed_by_id=viewer.user_id,
    )
    return made


@action(may=oversees, named_by="verb")
def move_share(viewer: Viewer, change: RingShareChange, *, verb: str, said: Mapping[str, Any]) -> RingShareChange:
    """Agree, refuse or withdraw. Raises Denied, NotYetError."""
    move(viewer, RING_SHARE, change, verb, said)
    if change.state == "agreed":
        change.agreed_by_id = viewer.user_id
        change.save(update_fields=["agreed_by"])
    return change


def ring_shares_in_force(day: dt.date) -> dict[str, RingShare]:
    """By question, the range agreed that holds on `day`: the latest begun by then. Withdrawn ones are not read."""
    rows = RingShareChange.objects.for_the_system("which ranges a run weighs with")
    begun = rows.filter(state="agreed", in_force_from__lte=day).order_by("in_force_from", "pk")
    return {each.code: _as_share(each) for each in begun}


def _as_share(change: RingShareChange) -> RingShare:
    people = [User.objects.get(pk=pk).called for pk in (change.proposed_by_id, change.agreed_by_id or 0)]
    return RingShare(change.low, change.high, str(change.in_force_from), change.cases, *people)
