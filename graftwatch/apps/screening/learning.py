"""What reviewing has taught so far, counted for oversight: rates, agreement, outcomes, and what so few cannot show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graftwatch.apps.screening.access import oversees
from graftwatch.apps.screening.models import Decision, DrawnFile, NobodyToRead, Outcome, RingShareChange, SecondReading
from graftwatch.apps.screening.states import LABEL_OF
from graftwatch.desk.access.roles import ROLES
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied, note
from graftwatch.leads.learning import LEAST_FILES, Agreement, Rate, ReviewedFile, agreement, rate_among_ordinary

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WHY = "what reviewing has taught, counted without names"


@dataclass(frozen=True)
class Learnt:
    """All that the page shows. No file and no person is named in it."""

    n_drawn: int
    n_answered: int
    n_not_looked_into: int
    n_waiting: int
    rates: tuple[Rate, ...]
    agreement: Agreement
    n_asked_again: int
    n_given_up: int
    nobody_to_read: tuple[tuple[StrOrPromise, int], ...]
    outcomes: dict[str, int]
    shares: tuple[Any, ...]
    least: int = LEAST_FILES

    @property
    def n_ordinary(self) -> int:
        return max((rate.n_files for rate in self.rates), default=0)


def learnt(viewer: Viewer) -> Learnt:
    """Count. Raises Denied for anybody but oversight; that it was looked at is in the trail."""
    if not oversees(viewer):
        raise Denied("What was learnt is for oversight.")
    note(viewer, "screening.read_what_was_learnt")
    drawn = list(DrawnFile.objects.seen_by(viewer).order_by("pk"))
    last = _standing_decisions(viewer)
    kinds = Counter(last[each.lead_id].kind for each in drawn if each.lead_id in last)
    files = list(_reviewed(drawn, last, _outcomes(viewer)))
    codes = sorted({code for file in files for code in file.answered})
    readings = list(SecondReading.objects.seen_by(viewer))
    return Learnt(
        n_drawn=len(drawn),
        n_answered=sum(file.label is not None for file in files),
        n_not_looked_into=kinds["not_looked_into"],
        n_waiting=len(drawn) - sum(kinds.values()),
        rates=tuple(rate_among_ordinary(files, code) for code in codes),
        agreement=agreement(_pairs(viewer, readings)),
        n_asked_again=len(readings),
        n_given_up=sum(each.state == "given_up" for each in readings),
        nobody_to_read=_nobody_to_read(viewer),
        outcomes=dict(Counter(_outcomes(viewer).values())),
        shares=tuple(RingShareChange.objects.seen_by(viewer).order_by("-pk")),
    )


def _nobody_to_read(viewer: Viewer) -> tuple[tuple[StrOrPromise, int], ...]:
    """By role, how many decisions were drawn for a second reading that no colleague could give."""
    found = Counter(NobodyToRead.objects.seen_by(viewer).values_list("role", flat=True))
    return tuple((ROLES[role].label, n) for role, n in sorted(found.items()))


def _standing_decisions(viewer: Viewer) -> dict[Any, Decision]:
    """By lead the decision that holds: the last one that is no second reading."""
    readings = SecondReading.objects.seen_by(viewer).exclude(second=None).values_list("second_id", flat=True)
    rows = Decision.objects.seen_by(viewer).exclude(pk__in=list(readings)).order_by("pk")
    return {row.lead_id: row for row in rows}


def _outcomes(viewer: Viewer) -> dict[Any, str]:
    return dict(Outcome.objects.seen_by(viewer).values_list("lead_id", "state"))


def _reviewed(
    drawn: Iterable[DrawnFile], last: dict[Any, Decision], outcomes: dict[Any, str]
) -> Iterable[ReviewedFile]:
    """Drawn files that somebody looked into, with what the questions said of them when that was decided.

    Leads are in none of it: that one was looked into hangs on its weight, and on the hours there were.
    """
    for each in drawn:
        decision = last.get(each.lead_id)
        if decision is None or decision.at.date() < each.on:
            continue
        confirmed = outcomes.get(each.lead_id) == "confirmed"
        label = "confirmed" if confirmed else LABEL_OF.get(decision.kind)
        yield ReviewedFile(str(each.lead_id), each.chance, _answered(decision), label)


def _answered(decision: Decision) -> frozenset[str]:
    found = decision.frozen_evidence["lead"]["findings"]
    return frozenset(finding["code"] for finding in found)


def _pairs(viewer: Viewer, readings: Iterable[SecondReading]) -> list[tuple[str, str]]:
    kinds = dict(Decision.objects.seen_by(viewer).values_list("pk", "kind"))
    return [(kinds[each.first_id], kinds[each.second_id]) for each in readings if each.second_id]
