"""Whether a planted ring would have been in the queue, each ring weighed as if it were the only one in the copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graftwatch.apps.screening.self_test.asking import Answers
from graftwatch.apps.screening.self_test.basis import Basis
from graftwatch.apps.screening.self_test.ring import Ring
from graftwatch.leads import Cleared, Finding, Lead, open_leads, weigh_all
from graftwatch.leads.hits import shows
from graftwatch.leads.opening import anchors_reached
from graftwatch.leads.places import heaviest
from graftwatch.leads.rows import CitedRow, Key

NO_LIMIT = 1e9


@dataclass(frozen=True)
class Asked:
    """What one copy answered, with the rows it cites, and what other rings of the same copy edited."""

    answers: Answers
    cited: Mapping[Key, CitedRow]
    codes: frozenset[str]
    edited: frozenset[Key]


def is_found(ring: Ring, asked: Asked, basis: Basis) -> bool:
    """Whether a lead that shows this ring stands in the part of the queue that reviewers have time for."""
    weighed = _weighed(ring, asked, basis)
    planted = [each for each in weighed if each.rows & ring.decisive]
    anchors = {anchor for each in planted for anchor in anchors_reached(each, asked.cited, basis.who)}
    if not anchors:
        return False
    leads = _leads(anchors, weighed, asked, basis)
    own = [lead for lead in leads if (lead.kind, lead.anchor) in anchors]
    told = {lead.key for lead in own}
    others = [heaviest(lead) for lead in basis.opened.leads if lead.key not in told]
    queue = sorted([*others, *(heaviest(lead) for lead in own)])[: basis.opening.most_leads]
    return any(heaviest(lead) in queue and _shows(lead, ring, asked.cited) for lead in own)


def _weighed(ring: Ring, asked: Asked, basis: Basis) -> list[Finding]:
    """The findings of the questions that the ring's rows answer, without those that rest on another ring."""
    others = asked.edited - ring.decisive
    mine = [each for each in asked.answers.findings if not asked.answers.rows_of[each["finding"]] & others]
    near = {each["code"] for each in mine if asked.answers.rows_of[each["finding"]] & ring.decisive}
    return weigh_all(
        [each for each in mine if each["code"] in near],
        asked.answers.rows_of,
        asked.cited,
        basis.who,
        basis.peers,
        basis.questions,
    )


def _leads(anchors: set[Key], weighed: list[Finding], asked: Asked, basis: Basis) -> tuple[Lead, ...]:
    """The leads that open about these anchors, whatever the hours there are."""
    again = {each.code for each in weighed}
    kept = {each.finding: each for key in anchors for each in basis.near.get(key, ()) if each.code not in again}
    new = [each for each in weighed if anchors_reached(each, asked.cited, basis.who) & anchors]
    papers: list[Cleared] = [each for each in basis.cleared if each.code not in asked.codes]
    opening = replace(basis.opening, reviewer_hours=NO_LIMIT)
    opened = open_leads(
        [*kept.values(), *new],
        [*papers, *asked.answers.cleared],
        asked.cited,
        basis.who,
        basis.questions,
        basis.schema,
        opening,
    )
    return opened.leads


def _shows(lead: Lead, ring: Ring, cited: Mapping[Key, CitedRow]) -> bool:
    counting = [each.finding for each in lead.counted if each.bits.value > 0 or each.bears_out]
    rows = frozenset(row for each in counting for row in each.rows)
    own = set(lead.anchor.split(":")) if lead.kind in ("pair", "recipient", "person") else set()
    named = frozenset(own).union(*(cited[row].people for row in rows if row in cited))
    people = ring.people.union(*(cited[row].people for row in ring.decisive if row in cited))
    return shows(rows, named, decisive=ring.decisive, people=people, members=ring.decisive)
