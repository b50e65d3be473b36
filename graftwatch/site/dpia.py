"""The data-protection impact assessment of this installation, written from what is installed and what it holds."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from django.apps import apps
from django.db import models

import graftwatch
from graftwatch import countries
from graftwatch.desk.access.models import Agency, Mandate, User
from graftwatch.desk.access.roles import GIVEN_TO_PEOPLE, PURPOSES
from graftwatch.desk.states.catalogue import all_machines
from graftwatch.desk.vault.fields import SealedText
from graftwatch.indicators import all_indicators
from graftwatch.indicators.asking import TableMissingError, columns_read
from graftwatch.records.guarded import Guarded
from graftwatch.records.models import Record
from graftwatch.records.schema import record_models, schema, table_name

FOR_PEOPLE = "……………………………………………………………………"
OURS = "graftwatch."


def assessment(today: dt.date) -> str:
    """The whole paper as Markdown. It names no person and holds counts only; what people must answer is left blank."""
    parts: tuple[Callable[[], Iterable[str]], ...] = (
        _what_it_is,
        _purposes,
        _records,
        _work,
        _questions,
        _readers,
        _clocks,
        _risks,
        _to_be_signed,
    )
    head = (
        f"# Data-protection impact assessment\n\nOf this installation of Graftwatch, as it stands on {today:%d %B %Y}."
    )
    return "\n\n".join([head, *("\n".join(part()) for part in parts)]) + "\n"


def _table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    named = list(heads)
    yield "| " + " | ".join(named) + " |"
    yield "|" + " --- |" * len(named)
    for row in rows:
        yield "| " + " | ".join(str(cell).replace("|", "/").replace("\n", " ") for cell in row) + " |"


def _what_it_is() -> Iterator[str]:
    yield "## 1. What is done, and for whom\n"
    yield (
        "Records of transplantation, travel and money are asked questions that may show trafficking in persons for"
        " organ removal. People can report, sealed. Agencies work on cases. The software asks and explains; a person"
        " decides."
        f"\n\nState: {countries.chosen() or 'none named: no national value is in force'}."
        f" Controller: {FOR_PEOPLE} Data-protection officer: {FOR_PEOPLE}"
    )


def _purposes() -> Iterator[str]:
    yield "## 2. Purposes and legal bases\n"
    mandates = Mandate.objects.select_related("agency").order_by("purpose", "agency__name")
    yield from _table(
        ("Purpose", "Office", "Legal basis", "Where", "From", "To"),
        (
            (PURPOSES.get(each.purpose, each.purpose), each.agency, each.legal_basis,
             "one facility" if each.facility else "the whole country", each.valid_from, each.valid_to or "open")
            for each in mandates
        ),
    )  # fmt: skip


def _records() -> Iterator[str]:
    yield "## 3. Records: what is known about people\n"
    stored = {table_name(model): model for model in record_models()}
    yield from _table(
        ("Table", "One row is", "Usually held by", "Rows here", "Columns: open, personal, special, restricted",
         "Leave into a snapshot: as they are, as token, derived"),
        (_record_row(table.name, stored[table.name]) for table in schema()),
    )  # fmt: skip


def _record_row(name: str, model: type[Record]) -> tuple[object, ...]:
    table = schema()[name]
    secrecy = Counter(column.sensitivity for column in table.columns)
    ways = Counter(column.way_out for column in table.columns)
    rows = "in files" if model.bulk else _count(model)
    secret = ", ".join(str(secrecy[kind]) for kind in ("open", "personal", "special", "restricted"))
    leaving = ", ".join(str(ways[kind]) for kind in ("carried", "token", "derived"))
    return name, table.meaning, table.holder, rows, secret, leaving


def _count(model: type[models.Model]) -> int:
    if issubclass(model, Guarded):
        return int(model.objects.for_the_system("counting rows for the assessment").count())
    return int(model._default_manager.count())


def _work() -> Iterator[str]:
    yield "## 4. Work: what is done with it\n"
    yield from _table(
        ("Table", "One row is", "Rows here", "Where it lies", "Sealed fields, by compartment"),
        (
            (model._meta.label_lower, _first_line(model), _count(model), getattr(model, "lives_in", "default"),
             ", ".join(f"{field.name} ({_compartment(field)})" for field in _sealed(model)) or "none")
            for model in _work_models()
        ),
    )  # fmt: skip


def _work_models() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if model.__module__.startswith(OURS) and not issubclass(model, Record):
            yield model


def _sealed(model: type[models.Model]) -> list[SealedText]:
    return [field for field in model._meta.local_fields if isinstance(field, SealedText)]


def _compartment(field: SealedText) -> str:
    return field.compartment or f"as its {field.compartment_from} says"


def _first_line(thing: object) -> str:
    return (thing.__doc__ or "").strip().splitlines()[0] if thing.__doc__ else ""


def _questions() -> Iterator[str]:
    yield "## 5. Questions that are asked of records\n"
    yield "None reads ethnicity, religion, surname origin, poverty or migration status. Innocent readings are said.\n"
    yield from _table(
        ("Code", "Question", "About", "Reads", "Held by"),
        (
            (code, asked.question, asked.about, _reads(code), ", ".join(asked.holders))
            for code, asked in all_indicators().items()
        ),
    )


def _reads(code: str) -> str:
    try:
        found = columns_read(all_indicators()[code], schema())
    except TableMissingError as missing:
        return str(missing)
    return "; ".join(f"{table}: {', '.join(sorted(columns))}" for table, columns in sorted(found.items()))


def _readers() -> Iterator[str]:
    yield "## 6. Who reads, in which role\n"
    people = Counter(User.objects.filter(is_active=True).values_list("role", flat=True))
    yield from _table(
        ("Role", "Purpose", "Compartments", "People here"),
        (
            (role.label, PURPOSES[role.purpose], ", ".join(sorted(role.compartments)), people[role.name])
            for role in GIVEN_TO_PEOPLE
        ),
    )
    yield f"\nOffices: {Agency.objects.count()}. Each reading of sealed words is an act in the trail, without content."


def _clocks() -> Iterator[str]:
    yield "## 7. Clocks\n"
    yield from _table(
        ("Matter", "Clock", "Days", "When it ends"),
        (
            (machine.label, clock.label, f"{clock.within.total_seconds() / 86400:g}", clock.ends)
            for machine in all_machines().values()
            for transition in machine.transitions
            for clock in transition.starts
        ),
    )
    yield "\nHow long each kind of record is kept, and on which basis: the page on retention at the desk."


RISKS = (
    (
        "A donor is charged instead of protected",
        "Review by two people before anybody with open victim status is listed",
    ),
    ("A reporter is found out through what the text says", "Warnings before sending, broad dates and places, walls"),
    ("An insider reads or leaks", "Five gates, walls, sealed words, every reading in a trail that shows changes"),
    ("An innocent clinician or pair is looked at", "Innocent readings beside each finding; no score about a person"),
    ("Care is delayed by a question", "Surgery goes on unless the centre decides; days lost are counted and shown"),
    ("A group is asked more often than others", "Counted beside recall; a reason to switch a question off"),
    ("A database or backup is stolen", "Sealed words open with keys that lie elsewhere and in no backup of the data"),
    ("People in small numbers are recognised in statistics", "Small cells are suppressed, also against subtraction"),
)


def _risks() -> Iterator[str]:
    yield "## 8. Risks to people, and what stands against them\n"
    yield from _table(
        ("Risk", "What stands against it", "What remains, in this country (to be written by people)"),
        ((risk, measure, FOR_PEOPLE) for risk, measure in RISKS),
    )
    yield "\nThe threats one by one, each with its test: docs/security/threat-model.md."


def _to_be_signed() -> Iterator[str]:
    yield "## 9. To be answered and signed by people\n"
    for line in (
        "Is each purpose necessary, and is no less enough?",
        "Whose views were asked: donors, patients, clinicians, survivors?",
        "How do persons concerned learn of it, object, correct, and complain?",
        "What is passed to other States, under which protocol?",
        "Advice of the data-protection officer:",
        "Decision, name, day, signature:",
    ):
        yield f"- {line} {FOR_PEOPLE}"
    yield f"\nMade by Graftwatch {getattr(graftwatch, '__version__', '')}from what is installed; it names no person."
