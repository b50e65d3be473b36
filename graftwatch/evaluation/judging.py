"""What one contender's reviewers met: rings and look-alikes with their day, and ordinary pairs put to a question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graftwatch.evaluation.hits import Claim, Planted, Row, is_hit, through
from graftwatch.evaluation.queue import Reviewed


@dataclass(frozen=True)
class Met:
    """A ring or look-alike that reviewers met: when, at which place of the queue, through which questions."""

    on: dt.date
    place: int
    through: tuple[str, ...]
    weight: float


@dataclass
class Judge:
    """Keeps score for one contender in one view. It alone knows what was planted."""

    rings: Sequence[Planted]
    lookalikes: Sequence[Planted]
    least_share: float = 0.5
    whole_files: int = 2
    """So many files of a ring a contender that cites no rows must have looked at: one alone shows no link."""
    met: dict[str, Met] = field(default_factory=dict)
    n_reviewed: int = 0
    n_false: int = 0
    false_pairs: dict[str, tuple[dt.date, tuple[str, ...]]] = field(default_factory=dict)
    _files_seen: dict[str, set[str]] = field(default_factory=dict)

    def look_at(self, reviewed: Iterable[Reviewed], people_of: Mapping[Row, frozenset[str]]) -> None:
        """Score what was reviewed in one step. A review that shows no ring is a false one, look-alikes included."""
        for each in reviewed:
            self.n_reviewed += 1
            hit_rings = [ring for ring in self.rings if self._hits(each.claim, ring, people_of)]
            for planted in (*hit_rings, *(one for one in self.lookalikes if self._hits(each.claim, one, people_of))):
                if self._shows(each.claim, planted):
                    met = Met(each.on, each.place, through(each.claim, planted), each.claim.weight)
                    self.met.setdefault(planted.id, met)
            if not hit_rings:
                self.n_false += 1
                for pair in each.claim.pairs:
                    self.false_pairs.setdefault(pair, (each.on, tuple(sorted(each.claim.rows_by_code))))

    def _shows(self, claim: Claim, planted: Planted) -> bool:
        if claim.rows is not None:
            return True
        seen = self._files_seen.setdefault(planted.id, set())
        seen.add(claim.key)
        return len(seen) >= self.whole_files

    def hits_a_ring(self, claim: Claim, people_of: Mapping[Row, frozenset[str]]) -> bool:
        return any(self._hits(claim, ring, people_of) for ring in self.rings)

    def _hits(self, claim: Claim, planted: Planted, people_of: Mapping[Row, frozenset[str]]) -> bool:
        return is_hit(claim, planted, people_of, least_share=self.least_share)

    def fate(
        self,
        ring: Planted,
        claims: Sequence[Claim],
        rows_of: Mapping[str, frozenset[Row]],
        people_of: Mapping[Row, frozenset[str]],
    ) -> str:
        """How far a ring came on the last day: raised, and if not, where it was lost."""
        if ring.id in self.met:
            return "raised"
        if any(self._hits(claim, ring, people_of) for claim in claims):
            return "in the queue, beyond the hours"
        if any((claim.rows or frozenset()) & ring.decisive for claim in claims):
            return "in a lead that names too many others"
        if any(rows & ring.decisive for rows in rows_of.values()):
            return "findings, no lead"
        return "no finding on the link"
