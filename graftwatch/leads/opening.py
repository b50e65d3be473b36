"""Which anchors become leads, and in what order a person should look."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from graftwatch.leads.counting import count_together, sum_of
from graftwatch.leads.lead import Cleared, Counted, Finding, Lead, OpenedBy
from graftwatch.leads.places import Opening, above_the_bar, heaviest, with_places
from graftwatch.leads.question import Question
from graftwatch.leads.rows import CitedRow, Files, Key
from graftwatch.tables import Schema

LEAST_SAID = 1.0
"""Bits. A finding under this is less than twice as frequent in a ring's files as in ordinary ones here. It says next to
nothing, and names people all the same: it stays in the run's files and is put before nobody."""


@dataclass(frozen=True)
class Opened:
    """The queue, heaviest first; the protection list, unranked; the weight at which leads opened (bits); and what lies
    below the bar, each with the reason why it is no lead: for the run's own files, never for a desk table."""

    leads: tuple[Lead, ...]
    protection: tuple[Lead, ...]
    threshold: float
    below: tuple[Lead, ...] = ()


def open_leads(
    findings: Iterable[Finding],
    cleared: Iterable[Cleared],
    cited: Mapping[Key, CitedRow],
    files: Files,
    questions: Mapping[str, Question],
    schema: Schema,
    opening: Opening,
) -> Opened:
    """One lead per anchor that enough speaks for.

    An anchor counts the findings about it and, for pairs and recipients, those with a row of theirs among the
    evidence: one step, no chaining. Institutions count only what is about them, or a large one would gather every
    finding of its patients. A lead whose findings all count on a heavier one is named there and takes no place.
    """
    papers_by_anchor = _papers_by_anchor(cleared, cited, files)
    candidates = []
    for (kind, anchor), own in sorted(_by_anchor(findings, cited, files).items()):
        papers = _papers_for((kind, anchor), own, papers_by_anchor)
        counted = count_together(own.values(), papers, questions)
        is_offer = _is_for_protection(kind, anchor, counted, files, questions)
        said = counted if is_offer else _worth_saying(counted, questions, opening)
        lead = _lead(kind, anchor, said, papers, cited, files, questions, schema, opening)
        candidates.append(lead if said else replace(lead, counted=counted))
    protection = [lead for lead in candidates if lead.protection_only]
    ranked = [lead for lead in candidates if not lead.protection_only and not lead.why_not]
    folded = with_places(_fold(sorted(ranked, key=heaviest)))
    kept, below = above_the_bar(folded, opening)
    standing = {lead.key for lead in folded}
    below += [replace(lead, why_not="counts on another lead") for lead in ranked if lead.key not in standing]
    below += [lead for lead in candidates if lead.why_not and not lead.protection_only]
    threshold = min((lead.bits.value for lead in kept), default=opening.least_bits)
    return Opened(tuple(kept), tuple(sorted(protection, key=lambda lead: lead.key)), threshold, tuple(below))


def _by_anchor(
    findings: Iterable[Finding], cited: Mapping[Key, CitedRow], files: Files
) -> dict[Key, dict[str, Finding]]:
    found: dict[Key, dict[str, Finding]] = {}
    for finding in findings:
        for anchor in anchors_reached(finding, cited, files):
            found.setdefault(anchor, {})[finding.finding] = finding
    return found


def anchors_reached(finding: Finding, cited: Mapping[Key, CitedRow], files: Files) -> set[Key]:
    """What a finding is about, and the pairs and recipients with a row of theirs among its evidence."""
    anchors = {_own_anchor(finding, files)}
    for row in finding.rows:
        if row in cited:
            anchors |= files.anchors_of(cited[row])
    return anchors


def _own_anchor(finding: Finding, files: Files) -> Key:
    """A thing that is an account, a person, a unit or who works there is anchored as such.

    Whoever waits or has received is a recipient.
    """
    kind, anchor = finding.about, finding.subject
    if kind == "thing" and anchor.split(":", 1)[0] in ("account", "person", "facility", "practitioner"):
        kind, anchor = anchor.split(":", 1)
    if kind == "person" and anchor in files.recipients:
        kind = "recipient"
    return (kind, anchor)


def _worth_saying(
    counted: tuple[Counted, ...], questions: Mapping[str, Question], opening: Opening
) -> tuple[Counted, ...]:
    """Without what is too common here to speak for looking."""
    return tuple(
        each
        for each in counted
        if each.finding.bits.value >= LEAST_SAID
        or each.bears_out
        or each.finding.code in opening.skips_the_score
        or questions[each.finding.code].family == "profile"
    )


def _papers_by_anchor(
    cleared: Iterable[Cleared], cited: Mapping[Key, CitedRow], files: Files
) -> dict[str, list[Cleared]]:
    """Evidence the other way by what it is about, and by the pairs and recipients whose rows it rests on."""
    found: dict[str, list[Cleared]] = {}
    for paper in cleared:
        reached = {anchor for row in paper.rows if row in cited for _kind, anchor in files.anchors_of(cited[row])}
        for anchor in {paper.subject, *reached}:
            found.setdefault(anchor, []).append(paper)
    return found


def _papers_for(
    key: Key, findings: Mapping[str, Finding], papers_by_anchor: Mapping[str, list[Cleared]]
) -> list[Cleared]:
    """What speaks for an ordinary file here: about the anchor, or about the very thing that a finding is about."""
    codes = {each.code for each in findings.values()}
    about_it = [paper for paper in papers_by_anchor.get(key[1], ()) if codes & set(paper.answers)]
    subjects = {(each.subject, each.code) for each in findings.values() if each.subject != key[1]}
    about_them = [
        paper
        for subject, code in sorted(subjects)
        for paper in papers_by_anchor.get(subject, ())
        if paper.subject == subject and code in paper.answers
    ]
    return list(dict.fromkeys([*about_it, *about_them]))


def _lead(
    kind: str,
    anchor: str,
    counted: tuple[Counted, ...],
    papers: list[Cleared],
    cited: Mapping[Key, CitedRow],
    files: Files,
    questions: Mapping[str, Question],
    schema: Schema,
    opening: Opening,
) -> Lead:
    counting = [each for each in counted if each.bits.value > 0]
    families = sorted({questions[each.finding.code].family for each in counting})
    speaking = [each for each in counted if each.bits.value > 0 or each.bears_out]
    origins = sorted({schema[table].origin for each in speaking for table, _row in each.finding.rows} - {""})
    protection_only = _is_for_protection(kind, anchor, counted, files, questions)
    opened_by, why_not = _opened_by(kind, counted, families, origins, questions, opening)
    rows = {row for each in counted for row in each.finding.rows}
    people: set[str] = set().union(*(cited[row].people for row in rows if row in cited))
    return Lead(
        kind=kind,
        anchor=anchor,
        counted=counted,
        cleared=tuple(papers),
        bits=sum_of(counted),
        opened_by=opened_by or "weight",
        why_not=why_not,
        families=tuple(families),
        origins=tuple(origins),
        protection_only=protection_only,
        people=frozenset(people),
    )


def _is_for_protection(
    kind: str, anchor: str, counted: Collection[Counted], files: Files, questions: Mapping[str, Question]
) -> bool:
    """Where the subject is a donor, or may be a victim, only protection can be offered."""
    if kind == "donor":
        return True
    may_be_victim = any(
        questions[each.finding.code].may_be_victim and each.finding.subject == anchor for each in counted
    )
    return kind == "person" and (anchor in files.donors or may_be_victim)


def _opened_by(
    kind: str,
    counted: tuple[Counted, ...],
    families: list[str],
    origins: list[str],
    questions: Mapping[str, Question],
    opening: Opening,
) -> tuple[OpenedBy | None, str]:
    """By what a lead opens, or why it does not."""
    codes = {each.finding.code for each in counted if each.bits.value > 0}
    if codes & opening.skips_the_score:
        return "skips the score", ""
    if not codes:
        return None, "nothing about it weighs as much as one bit"
    # Two strong questions about one account suffice even where they rest on the same payments: they weigh once.
    strong = {each.finding.code for each in counted if questions[each.finding.code].strength == "strong"}
    if kind == "account" and len(strong) >= 2 and len(families) < 2 and len(origins) < 2:
        return "money only", ""
    if all(questions[code].never_alone for code in codes) and len(codes) < 2:
        return None, "this finding opens no lead without another"
    if len(families) >= 2 or len(origins) >= 2:
        return "weight", ""
    return None, "one kind of question and one source of records only"


def _fold(leads: list[Lead]) -> list[Lead]:
    kept: list[Lead] = []
    holders: dict[str, list[int]] = {}
    for lead in leads:
        among = [set(holders.get(finding, ())) for finding in lead.findings]
        within = sorted(set.intersection(*among)) if among else []
        if within:
            first = within[0]
            kept[first] = replace(kept[first], also=(*kept[first].also, (lead.kind, lead.anchor)))
            continue
        for finding in lead.findings:
            holders.setdefault(finding, []).append(len(kept))
        kept.append(lead)
    return kept
