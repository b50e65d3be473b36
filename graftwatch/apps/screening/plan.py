"""What one run reads: the questions that can be asked, and the columns that they and the leads rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graftwatch.apps.screening import observatory
from graftwatch.indicators import all_clearings, all_indicators, all_reconciliations
from graftwatch.indicators.asking import TableMissingError, columns_read
from graftwatch.indicators.availability import Availability, Present, assess
from graftwatch.indicators.indicator import Asked, Clearing, Indicator, Reconciliation
from graftwatch.indicators.store import Store
from graftwatch.tables import Schema

LEADS_READ: Mapping[str, frozenset[str]] = {
    "living_donor_assessment": frozenset(
        {"donor", "recipient", "organ", "relationship", "facility", "opened_on", "surgery_planned_on"}
        | {"crossmatch_valid_until", "outcome"}
    ),
    "transplant": frozenset({"donor", "recipient", "organ_kind", "relationship", "facility", "performed_on"}),
    "waiting_list_entry": frozenset({"person", "organ", "facility", "residency_at_listing", "listed_on"}),
    "facility": frozenset({"kind", "ownership"}),
    "person": frozenset({"residency", "language"}),
    "account": frozenset({"holder_kind"}),
    "municipality": frozenset({"code"}),
}
"""What the weighing needs to compare a finding with ordinary files of its kind."""


@dataclass(frozen=True)
class Plan:
    """The questions, clearings and lists of one run, how far each can be asked, and what they read."""

    questions: tuple[Indicator, ...]
    clearings: tuple[Clearing, ...]
    lists: tuple[Reconciliation, ...]
    assessed: Mapping[str, Availability]
    reads: Mapping[str, set[str]]


def make_plan(
    schema: Schema, present: Present, *, without: frozenset[str] = frozenset(), store: Store | None = None
) -> Plan:
    """Plan a run over what is `present`; `without` names questions that this State has switched off.

    `store` is where earlier runs kept what each question reads.
    """
    chosen = [question for code, question in all_indicators().items() if code not in without]
    assessed = assess(schema, present, chosen, store=store)
    questions = tuple(question for question in chosen if assessed[question.code].status != "not asked")
    there = frozenset(name for name, counts in present.items() if counts.get("", 0))
    clearings = tuple(each for each in all_clearings().values() if _reads(each, schema, there, store))
    lists = tuple(each for each in all_reconciliations().values() if _reads(each, schema, there, store))
    reads: dict[str, set[str]] = {name: set(columns) for name, columns in LEADS_READ.items() if name in there}
    for table, columns in observatory.reads(schema, there, store).items():
        reads.setdefault(table, set()).update(columns)
    for asked in (*questions, *clearings, *lists):
        for table, columns in _reads(asked, schema, there, store).items():
            reads.setdefault(table, set()).update(columns)
    for table in [name for name in reads if schema[name].versions_of]:
        reads.setdefault(schema[table].versions_of, set())  # findings cite the row itself
    for table, columns in reads.items():
        # Rows are tied to their files and days by these, whatever question cites them.
        columns |= {*schema[table].references, schema[table].when or ""}
        columns &= set(schema[table].readable)
    return Plan(questions, clearings, lists, assessed, reads)


def _reads(asked: Asked, schema: Schema, there: frozenset[str], store: Store | None) -> dict[str, set[str]]:
    try:
        return columns_read(asked, schema, there, store=store)
    except TableMissingError:
        return {}
