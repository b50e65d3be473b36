"""The part of a queue that reviewers have hours for: step by step, what was looked at leaves it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from graftwatch.evaluation.hits import Claim
from graftwatch.evaluation.plan import Budget


@dataclass(frozen=True)
class Reviewed:
    """A claim that was looked at, and on which day."""

    claim: Claim
    on: dt.date
    place: int


@dataclass
class Queue:
    """One contender's queue. A claim of which every reason was already looked at does not come back."""

    budget: Budget
    reviewed: list[Reviewed] = field(default_factory=list)
    _looked_at: set[tuple[str, str]] = field(default_factory=set)

    def review(self, step: int, day: dt.date, claims: Sequence[Claim]) -> list[Reviewed]:
        """Look at the first claims that bring anything new, as far as the hours go that are given by this step.

        Hours that found nothing to look at are kept for later steps.
        """
        left = self.budget.leads_by(step) - len(self.reviewed)
        now: list[Reviewed] = []
        for place, claim in enumerate(claims, start=1):
            if len(now) >= left:
                break
            if claim.reasons <= self._looked_at:
                continue
            self._looked_at |= claim.reasons
            now.append(Reviewed(claim, day, place))
        self.reviewed += now
        return now
