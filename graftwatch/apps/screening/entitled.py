"""A finding is as secret as its most secret row: what everybody with leads may know of a run, and what only some may.

Leads are opened twice. What everybody sees is opened over answers that rest on nothing secret. A lead of the whole that
holds more is a lead of its own, for those who hold the compartment; no page, count or rank of the others knows of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from graftwatch.apps.screening.plan import Plan
from graftwatch.indicators import all_indicators
from graftwatch.indicators.asking import Sitting, columns_read
from graftwatch.indicators.indicator import Indicator
from graftwatch.indicators.running import EVIDENCE, FINDINGS, Outcome, ask_all
from graftwatch.leads import Lead, Opened
from graftwatch.tables import Schema

LEADS, FINDINGS_FILE, EVIDENCE_FILE = "entitled.json", "entitled_findings.parquet", "entitled_evidence.parquet"
"""Files of a run that no page offers. They are written by every run, so that their being there says nothing."""

Said = dict[str, Any]


@dataclass(frozen=True)
class Parted:
    """An outcome in two: what everybody may know, and what gated questions answer when they read everything."""

    openly: Outcome
    entitled: Outcome
    whole: Mapping[str, Outcome]
    """By compartment: what everybody may know, and beside it what its holders may. One compartment opens no other."""
    gated: Mapping[str, str]
    """By finding that exists for some only: the compartment they hold."""


def open_plan(plan: Plan) -> Plan:
    """The plan without gated questions."""
    return replace(plan, questions=tuple(each for each in plan.questions if not each.entitled))


def part(plan: Plan, sitting: Sitting, schema: Schema, whole: Outcome) -> Parted:
    """Take the answers of gated questions out, and put in what these answer without the secret tables."""
    gated = {each.code: each for each in plan.questions if each.entitled}
    again = {code: _asked_openly(each, sitting, schema) for code, each in gated.items()}
    openly = _without(whole, gated, again)
    entitled = Outcome(_of(whole.findings, gated), _evidence(whole, gated), {})
    seen = {finding["finding"]: finding for finding in openly.findings.to_pylist()}
    secret = {
        finding["finding"]: gated[finding["code"]].entitled
        for finding in entitled.findings.to_pylist()
        if seen.get(finding["finding"]) != finding  # with one row more it has one more in `n_evidence`
    }
    held = {
        compartment: _without(
            whole, {code: each for code, each in gated.items() if each.entitled != compartment}, again
        )
        for compartment in sorted(set(secret.values()))
    }
    return Parted(openly, entitled, held, secret)


def _without(whole: Outcome, codes: Mapping[str, object], again: Mapping[str, Outcome]) -> Outcome:
    """The whole, where these questions answer as they do without their secret tables."""
    instead = [again[code] for code in sorted(codes)]
    return Outcome(
        findings=pa.concat_tables([_of(whole.findings, codes, invert=True), *(each.findings for each in instead)]),
        evidence=pa.concat_tables([_evidence(whole, codes, invert=True), *(each.evidence for each in instead)]),
        answers=whole.answers,  # that it was asked is no secret; the manifest leaves out how often it answered
    )


def _asked_openly(question: Indicator, sitting: Sitting, schema: Schema) -> Outcome:
    """What a gated question answers where the tables with its secret columns are not there, if it can."""
    secret = secret_tables(question, schema)
    if not secret <= set(question.optional):
        return Outcome()
    without = {name: table for name, table in sitting.tables.items() if name not in secret}
    return ask_all([question], Sitting(without, sitting.today, sitting.values), schema)


@cache
def secret_tables(question: Indicator, schema: Schema) -> frozenset[str]:
    """The tables of which the answer rests on a restricted column."""
    read = columns_read(question, schema)
    return frozenset(name for name, columns in read.items() if columns & restricted_columns(schema, name))


def restricted_columns(schema: Schema, table: str) -> set[str]:
    return {column.name for column in schema[table].columns if column.sensitivity == "restricted"}


def _of(findings: pa.Table, codes: Mapping[str, object], *, invert: bool = False) -> pa.Table:
    found = pc.is_in(findings["code"], pa.array(sorted(codes), pa.string()))
    return findings.filter(pc.invert(found) if invert else found).cast(FINDINGS)


def _evidence(outcome: Outcome, codes: Mapping[str, object], *, invert: bool = False) -> pa.Table:
    ids = _of(outcome.findings, codes)["finding"].combine_chunks()
    found = pc.is_in(outcome.evidence["finding"], ids)
    return outcome.evidence.filter(pc.invert(found) if invert else found).cast(EVIDENCE)


def kept_apart(opened: Opened, gated: Mapping[str, str]) -> Iterator[tuple[Lead, int, str]]:
    """The leads that hold a gated finding: each with its place in that queue, and its compartment."""
    places = {lead.key: place for place, lead in enumerate(opened.leads, start=1)}
    for lead in (*opened.leads, *opened.protection):
        compartment = next((gated[each] for each in sorted(lead.findings) if each in gated), "")
        if compartment:
            yield lead, places.get(lead.key, 0), compartment


def as_entitled(said: Said, place: int, compartment: str) -> Said:
    """A lead as data, under a key of its own: what is decided about it changes nothing of the lead that others see."""
    return said | {"key": f"{said['key']}#{compartment}", "place": place, "compartment": compartment}


def told_on_paper(findings: Iterable[Said]) -> list[Said]:
    """A paper is handed to others: what exists for some only is not on it."""
    gated = {code for code, question in all_indicators().items() if question.entitled}
    return [each for each in findings if each["code"] not in gated]
