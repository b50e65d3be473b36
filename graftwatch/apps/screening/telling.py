"""A lead with all a reader needs, as plain data: what the run's folder keeps and the desk shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from graftwatch.apps.screening.history import History
from graftwatch.indicators import all_clearings, all_indicators
from graftwatch.indicators.availability import Availability
from graftwatch.leads import Cleared, Counted, Lead
from graftwatch.leads.rows import CitedRow, Key

LEAD_LASTS = dt.timedelta(days=365)


def lead_as_data(
    lead: Lead,
    cited: Mapping[Key, CitedRow],
    history: History,
    assessed: Mapping[str, Availability],
    as_of: dt.date,
) -> dict[str, Any]:
    """One lead in the format of `leads.json`. It names no one: keys, local file numbers and numbers only."""
    known = [each.finding.known_on for each in lead.counted if each.finding.known_on]
    return {
        "key": lead.key,
        "kind": lead.kind,
        "anchor": lead.anchor,
        "label": history.label_of(lead.kind, lead.anchor),
        "facility": history.facility_of(lead.kind, lead.anchor),
        "facility_label": history.facility_label_of(lead.kind, lead.anchor),
        "bits": _rounded(lead.bits.value),
        "bits_low": _rounded(lead.bits.low),
        "bits_high": _rounded(lead.bits.high),
        "place_low": lead.place_low,
        "place_high": lead.place_high,
        "opened_by": lead.opened_by,
        "before_surgery": history.before_surgery(lead.kind, lead.anchor, as_of),
        "known_on": str(max(known)) if known else None,
        "opened_on": str(as_of),
        "expires_on": str(as_of + LEAD_LASTS),
        "families": list(lead.families),
        "sources": list(lead.origins),
        "protection_only": lead.protection_only,
        "also": [f"{kind}:{anchor}" for kind, anchor in lead.also],
        "people": sorted(lead.people),
        "findings": [_finding(each, cited, assessed[each.finding.code]) for each in lead.counted],
        "speaks_for_ordinary": [_paper(each, cited) for each in lead.cleared],
        "not_asked": [
            {"code": code, "title": all_indicators()[code].title, "why": "; ".join(each.reasons)}
            for code, each in sorted(assessed.items())
            if each.status == "not asked"
        ],
        "timeline": history.timeline(
            lead.kind, lead.anchor, [row for each in lead.counted for row in each.finding.rows]
        ),
    }


def _finding(counted: Counted, cited: Mapping[Key, CitedRow], asked: Availability) -> dict[str, Any]:
    finding, question = counted.finding, all_indicators()[counted.finding.code]
    return {
        "finding": finding.finding,
        "code": finding.code,
        "title": question.title,
        "question": question.question,
        "family": question.family,
        "subject": finding.subject,
        "known_on": str(finding.known_on) if finding.known_on else None,
        "size": finding.size,
        "numbers": finding.numbers,
        "seen": {
            "share": round(finding.seen.share, 6),
            "one_in": finding.seen.one_in,
            "n_yes": finding.seen.n_yes,
            "n_files": finding.seen.n_files,
            "stratum": finding.seen.stratum,
        },
        "bits": _rounded(finding.bits.value),
        "bits_low": _rounded(finding.bits.low),
        "bits_high": _rounded(finding.bits.high),
        "counted_bits": _rounded(counted.bits.value),
        "counted_why": counted.why,
        "without": list(asked.without),
        "benign": list(question.benign),
        "ask_first": list(question.ask_first),
        "blind_to": list(question.blind_to),
        "cites": [{"label": str(cite), "says": cite.says} for cite in question.cites],
        "rows": _rows(finding.rows, cited),
    }


def _paper(cleared: Cleared, cited: Mapping[Key, CitedRow]) -> dict[str, Any]:
    said = all_clearings()[cleared.code]
    bits = (said.bits.low + said.bits.high) / 2
    return {"code": said.code, "title": said.title, "bits": _rounded(bits), "rows": _rows(cleared.rows, cited)}


def _rows(rows: frozenset[Key], cited: Mapping[Key, CitedRow]) -> list[dict[str, Any]]:
    return [
        {"table": table, "row": row, "file_number": cited[table, row].file_number if (table, row) in cited else None}
        for table, row in sorted(rows)
    ]


def _rounded(bits: float) -> float:
    return round(bits, 2)
