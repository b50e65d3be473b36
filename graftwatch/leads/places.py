"""Where a lead stands in the queue, at either end of what it may weigh, and which leads there is time for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from graftwatch.leads.lead import Lead


@dataclass(frozen=True)
class Opening:
    """When a lead opens. The hours a State can give decide how many; below `least_bits` none opens, however few."""

    reviewer_hours: float = 100.0
    hours_per_lead: float = 2.0
    least_bits: float = 4.0
    skips_the_score: frozenset[str] = frozenset()

    @property
    def most_leads(self) -> int:
        return int(self.reviewer_hours // self.hours_per_lead)


_ORDER = ("pair", "recipient", "person", "account", "practitioner", "facility", "thing", "journey", "place")


def heaviest(lead: Lead) -> tuple[float, float, int, str]:
    """What a queue is sorted by."""
    return _by(lead, lead.bits.value)


def _by(lead: Lead, bits: float) -> tuple[float, float, int, str]:
    return (-round(bits, 6), -round(lead.bits.uncapped, 6), _ORDER.index(lead.kind), lead.anchor)


def with_places(leads: Sequence[Lead]) -> list[Lead]:
    """Each lead with its places if every weight stood at the low, or at the high, end of its range."""
    low = _places(leads, lambda lead: lead.bits.low)
    high = _places(leads, lambda lead: lead.bits.high)
    return [replace(lead, place_low=low[lead.key], place_high=high[lead.key]) for lead in leads]


def _places(leads: Sequence[Lead], end: Callable[[Lead], float]) -> dict[str, int]:
    ordered = sorted(leads, key=lambda lead: _by(lead, end(lead)))
    return {lead.key: place for place, lead in enumerate(ordered, start=1)}


def above_the_bar(ordered: Sequence[Lead], opening: Opening) -> tuple[list[Lead], list[Lead]]:
    """Those that weigh enough and that there is time for; and the others, each with the reason."""
    enough = [lead for lead in ordered if _weighs_enough(lead, opening)]
    light = [replace(lead, why_not="weighs too little") for lead in ordered if not _weighs_enough(lead, opening)]
    late = [
        replace(lead, why_not="heavier leads take all the hours there are") for lead in enough[opening.most_leads :]
    ]
    return enough[: opening.most_leads], late + light


def _weighs_enough(lead: Lead, opening: Opening) -> bool:
    return lead.bits.value >= opening.least_bits or lead.opened_by == "skips the score"
