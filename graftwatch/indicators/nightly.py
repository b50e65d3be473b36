"""Ask again only what may have changed since an earlier run, and get what a full run would give."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from graftwatch import engines
from graftwatch.indicators.asking import Sitting, TableMissingError, base_tables, computed
from graftwatch.indicators.belonging import Belonging, distinct, kind_of
from graftwatch.indicators.indicator import Asked, Indicator
from graftwatch.indicators.running import EVIDENCE, FINDINGS, Answer, Outcome, ask, findings_of
from graftwatch.tables import Schema


@dataclass(frozen=True)
class Earlier:
    """What an earlier run left: its tables and its findings.

    `unchanged` names the tables whose content is the same now as it was then, `same_basis` the questions (codes) that
    rested on what they rest on now: see `basis_of`. `n_rows` says how large the tables are, where that is known:
    questions are asked in full where finding the rows of some keys would take longer.
    """

    tables: Mapping[str, ir.Table]
    unchanged: Collection[str]
    same_basis: Collection[str]
    findings: pa.Table
    evidence: pa.Table
    n_rows: Mapping[str, int] | None = None


WORTH_PARTING = 8
"""So many times every row that leads to a key is looked at before a question can be asked of some keys: four times to
find what changed, and then to find the keys and their rows. Questions that read less in full are asked in full."""


@dataclass
class Since:
    """The questions by what became of them: kept as they were, asked of some keys, to be asked in full."""

    kept: list[Indicator] = field(default_factory=list)
    in_part: dict[str, list[Indicator]] = field(default_factory=dict)
    in_full: list[Indicator] = field(default_factory=list)

    def ways(self) -> dict[str, str]:
        """By code: `kept`, `in part` or `in full`."""
        part = [question for each in self.in_part.values() for question in each]
        said = {"kept": self.kept, "in part": part, "in full": self.in_full}
        return {question.code: way for way, questions in said.items() for question in questions}


def basis_of(asked: Asked, sitting: Sitting) -> str:
    """All that an answer is a function of beside rows and programme: values, tables that are there, and the day.

    The day counts where an expression says `today`: as days pass such a question may answer otherwise about rows that
    stayed as they were, and which ones it does not say. So it is asked in full on every new day.
    """
    return json.dumps(_basis(asked, sitting), sort_keys=True, default=str)


def _basis(asked: Asked, sitting: Sitting) -> dict[str, Any]:
    inner = [(name, computed(name)) for name in asked.tables]
    return {
        "values": sitting.settings_of(asked),
        "today": sitting.today if asked.needs_today else None,
        "tables": {name: _basis(each, sitting) if each else name in sitting.tables for name, each in inner},
    }


def plan_since(questions: Iterable[Indicator], sitting: Sitting, schema: Schema, earlier: Earlier) -> Since:
    """What may be kept, what must be asked of some keys only, and what in full."""
    since = Since()
    for question in questions:
        changed = [
            name for name in base_tables(question) if name in sitting.tables and name not in earlier.unchanged
        ]  # fmt: skip
        if question.code not in earlier.same_basis:
            since.in_full.append(question)
        elif not changed:
            since.kept.append(question)
        elif question.depends_on and _all_belong(changed, question.depends_on, sitting, schema):
            since.in_part.setdefault(kind_of(question.depends_on), []).append(question)
        else:
            since.in_full.append(question)
    for kind, part in list(since.in_part.items()):
        if earlier.n_rows is not None and not _is_worth_parting(kind, part, sitting, schema, earlier.n_rows):
            since.in_full += since.in_part.pop(kind)
    return since


def _is_worth_parting(
    kind: str, questions: Collection[Indicator], sitting: Sitting, schema: Schema, n_rows: Mapping[str, int]
) -> bool:
    read = sum(n_rows.get(name, 0) for question in questions for name in base_tables(question))
    return read >= WORTH_PARTING * sum(n_rows.get(name, 0) for name in _reached(kind, questions, sitting, schema))


def _all_belong(changed: Collection[str], depends_on: str, sitting: Sitting, schema: Schema) -> bool:
    belonging = Belonging(sitting.tables, schema, kind_of(depends_on))
    return all(belonging.has(name) for name in changed)


def ask_since(
    questions: Iterable[Indicator],
    sitting: Sitting,
    schema: Schema,
    earlier: Earlier,
    *,
    on_answer: Callable[[Answer], None] = lambda _answer: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> tuple[Outcome, dict[str, str]]:
    """The outcome of a full run over `sitting`, and by code how it came about."""
    asked = list(questions)
    since = plan_since(asked, sitting, schema, earlier)
    some = {kind: _some_keys(kind, each, sitting, schema, earlier) for kind, each in since.in_part.items()}
    ways = since.ways()
    outcome = Outcome()
    findings, evidence = [FINDINGS.empty_table()], [EVIDENCE.empty_table()]
    for question in asked:
        if should_stop():
            break
        began = time.perf_counter()
        try:
            found, proof = _answer(question, ways[question.code], some, sitting, schema, earlier)
        except TableMissingError:
            continue
        answer = Answer(question.code, len(found), len(proof), time.perf_counter() - began)
        outcome.answers[question.code] = answer
        findings.append(found)
        evidence.append(proof)
        on_answer(answer)
    outcome.findings, outcome.evidence = pa.concat_tables(findings), pa.concat_tables(evidence)
    return outcome, ways


@dataclass(frozen=True)
class SomeKeys:
    """The keys to whom something changed, and a sitting over the rows that belong to them."""

    keys: frozenset[str]
    sitting: Sitting

    def touches(self, question: Indicator, subject: str) -> bool:
        """A pair is touched when either of the two is."""
        named = subject.split(":") if question.about == "pair" else [subject]
        return not self.keys.isdisjoint(named)


def _some_keys(
    kind: str, questions: Collection[Indicator], sitting: Sitting, schema: Schema, earlier: Earlier
) -> SomeKeys:
    wanted = _reached(kind, questions, sitting, schema)
    now = Belonging({name: sitting.tables[name] for name in wanted}, schema, kind)
    then = Belonging({name: earlier.tables[name] for name in wanted if name in earlier.tables}, schema, kind)

    def keep(name: str, rows: ir.Table) -> ir.Table:
        return sitting.keep(f"some_{kind}_{name}", rows)

    changed: list[ir.Table] = []
    for name in wanted:
        if name in earlier.unchanged or not now.has(name):
            continue
        columns = list(schema[name].engine_schema)
        new, old = now.tables[name][columns], then.tables[name][columns] if name in then.tables else None
        # a snapshot holds no row twice, so equal rows need not be counted, which is dearer
        changed += now.keys(name, new if old is None else keep(f"{name}_new", new.difference(old)))
        if old is not None:
            changed += then.keys(name, keep(f"{name}_old", old.difference(new)))
    keys = keep("changed", distinct(changed))
    near = keep("near", distinct(now.partners(keys)))
    tables = dict(sitting.tables) | now.rows_of(near, keep)
    part = sitting.over(tables, f"some_{kind}")
    return SomeKeys(frozenset(engines.fetch(keys)["key"].to_pylist()), part)


def _reached(kind: str, questions: Collection[Indicator], sitting: Sitting, schema: Schema) -> list[str]:
    """The tables that these questions read, and those through which their rows lead to a key."""
    found: dict[str, None] = {}
    waiting = [name for question in questions for name in base_tables(question)]
    while waiting:
        name = waiting.pop()
        if name in sitting.tables and name not in found:
            found[name] = None
            table = schema[name]
            waiting += [*table.references.values(), *([table.versions_of] if table.versions_of else [])]
    belonging = Belonging(sitting.tables, schema, kind)
    return sorted(name for name in found if belonging.has(name))


def _answer(
    question: Indicator, way: str, some: Mapping[str, SomeKeys], sitting: Sitting, schema: Schema, earlier: Earlier
) -> tuple[pa.Table, pa.Table]:
    if way == "in full":
        return findings_of(question, ask(question, sitting), schema)
    kept, proof = _of_code(question.code, earlier)
    if way == "kept":
        return kept, proof
    part = some[kind_of(question.depends_on or "")]
    if not part.keys:
        return kept, proof
    found, new_proof = findings_of(question, ask(question, part.sitting), schema)
    touched = [part.touches(question, subject) for subject in found["subject"].to_pylist()]
    stay = [not part.touches(question, subject) for subject in kept["subject"].to_pylist()]
    found, kept = found.filter(pa.array(touched, pa.bool_())), kept.filter(pa.array(stay, pa.bool_()))
    both = pa.concat_tables([kept, found]).sort_by("subject")
    cited = pa.concat_tables([_cited_by(kept, proof), _cited_by(found, new_proof)])
    return both, cited.sort_by([(name, "ascending") for name in EVIDENCE.names])


def _of_code(code: str, earlier: Earlier) -> tuple[pa.Table, pa.Table]:
    found = earlier.findings.filter(pc.equal(earlier.findings["code"], code))
    return found, _cited_by(found, earlier.evidence)


def _cited_by(found: pa.Table, proof: pa.Table) -> pa.Table:
    return proof.filter(pc.is_in(proof["finding"], value_set=found["finding"].combine_chunks()))
