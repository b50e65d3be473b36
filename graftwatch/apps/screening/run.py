"""One screening run: a function of a snapshot. Same rows, same questions, same parameters, same answer."""

from __future__ import annotations

import datetime as dt
import shutil
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend

from graftwatch import codes, engines
from graftwatch.apps.screening import drawing, entitled, observatory, own_values, writing
from graftwatch.apps.screening.coverage import unseen_centres
from graftwatch.apps.screening.groups import groups_asked
from graftwatch.apps.screening.harm import harm
from graftwatch.apps.screening.history import History
from graftwatch.apps.screening.plan import Plan, make_plan
from graftwatch.apps.screening.request import Request
from graftwatch.apps.screening.ring_share import with_ring_share
from graftwatch.apps.screening.self_test.basis import Basis
from graftwatch.apps.screening.self_test.telling import self_test
from graftwatch.apps.screening.since import ask_plan
from graftwatch.apps.screening.telling import lead_as_data
from graftwatch.apps.screening.writing import Told
from graftwatch.desk.snapshots import Snapshot, Source, count_present, take
from graftwatch.desk.snapshots.taking import last_recorded_day
from graftwatch.errors import GraftwatchError
from graftwatch.indicators import all_clearings
from graftwatch.indicators.asking import Sitting, TableMissingError
from graftwatch.indicators.compiled import CompiledSitting
from graftwatch.indicators.reconciling import reconcile_all
from graftwatch.indicators.running import Outcome, ask, findings_of
from graftwatch.leads import Cleared, cited_rows, files, open_leads, populations, weigh_all
from graftwatch.leads.ordinary import Population
from graftwatch.leads.rows import Key
from graftwatch.tables import Schema


class RunStoppedError(GraftwatchError):
    """Somebody stopped the run."""


@dataclass(frozen=True)
class Progress:
    """What is being done, and how far: `done` of `total` steps."""

    words: str
    done: int
    total: int


@dataclass(frozen=True)
class RunResult:
    """Where the run lies, its manifest, and the State's own values, which are in neither."""

    out: Path
    manifest: Mapping[str, Any]
    own_values: str = ""


def run(
    source: Source,
    request: Request,
    *,
    progress: Callable[[Progress], None] = lambda _progress: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> RunResult:
    """Take a snapshot, ask, weigh, and write the three things that never mix. Raises RunStoppedError."""
    writing.refuse_other_folders(request.out)
    engine = engines.connect_duckdb(
        scratch=request.snapshot_folder.with_name(f"{request.snapshot_folder.name}.scratch")
    )
    tell = _teller(progress, should_stop)
    tell("Counting what is there", 0, 1)
    with source.open(engine.con):
        present = count_present(engine.con, source, request.schema)
        as_of = request.as_of or last_recorded_day(engine.con, source, request.schema)
        plan = make_plan(request.schema, present, without=request.switched_off, store=request.queries)
        snapshot = _take(engine, source, plan, request, as_of, tell)
    tables = _tables(engine, snapshot, request.schema)
    sitting = _sitting(engine, tables, snapshot, request)
    outcome, since = _ask(plan, sitting, snapshot, request, tell, should_stop)
    tell("Drawing up reconciliation lists", 0, 1)
    lists = reconcile_all(sitting, plan.lists)
    tell("Weighing findings", 0, 1)
    peers = populations(tables, codes.RELATIONSHIP)
    cleared = _clearings(plan, sitting, request.schema)
    parted = entitled.part(plan, sitting, request.schema, outcome)
    weigh = partial(_weigh, plan, cleared, tables, peers, snapshot=snapshot, request=request)
    basis = replace(weigh(parted.openly), plan=entitled.open_plan(plan))
    opened, cited = basis.opened, basis.cited
    tested = self_test(basis, request.trials, tell)
    lot = drawing.lottery(opened, peers, snapshot.fingerprint)
    anchors = [(lead.kind, lead.anchor) for lead in (*opened.leads, *opened.protection, *lot.told)]
    history = History(tables, request.schema, anchors)
    history.add_days_of(cited.values())
    apart = _kept_apart(weigh, parted, tables, plan)
    told = {
        "leads": [lead_as_data(lead, cited, history, plan.assessed, as_of) for lead in opened.leads],
        "protection": [lead_as_data(lead, cited, history, plan.assessed, as_of) for lead in opened.protection],
        "by_lot": [lead_as_data(lead, cited, history, plan.assessed, as_of) for lead in lot.told],
    }
    tell("Writing", 0, 1)
    counts = observatory.tables_for_report(tables, partial(_counting, engine, tables, request), as_of)
    settings = own_values.split({each.code: sitting.settings_of(each) for each in plan.questions}, request.own)
    manifest = writing.manifest(
        run_id=str(uuid.uuid4()),
        request=request,
        snapshot=snapshot,
        plan=plan,
        outcome=parted.openly,
        opened=opened,
        lists=lists,
        unseen=unseen_centres(tables, request.schema, snapshot),
        observatory=counts,
        settings=settings,
        since=since,
    )
    manifest["self_test"] = tested
    manifest["groups"] = groups_asked(opened.leads, peers["pair"].stratum_of, tables, basis.who, cited)
    manifest["harm"] = harm(engine.con, snapshot, request.schema, entitled.open_plan(plan), request.live_from)
    files_of_the_run = drawing.files_table(lot, opened, tables)
    writing.write(request.out, manifest, told, parted, apart, files_of_the_run, lists, request.quarantine)
    return RunResult(request.out, manifest, settings.kept)


def _tables(engine: ibis.BaseBackend, snapshot: Snapshot, schema: Schema) -> dict[str, ibis.Table]:
    read = {name: engines.read_snapshot(engine, snapshot.folder, schema[name]) for name in snapshot.tables}
    return {name: table for name, table in read.items() if table is not None}


def _sitting(here: Backend, tables: Mapping[str, ibis.Table], snapshot: Snapshot, request: Request) -> Sitting:
    """Questions, lists and clearings are put to the engine that was asked for; what they give is weighed here."""
    if request.engine == "duckdb" and request.queries is not None:
        return CompiledSitting(
            tables, snapshot.as_of, request.values, engines.keep(here),
            engine=here, schema=request.schema, store=request.queries,
        )  # fmt: skip
    if request.engine == "duckdb":
        return Sitting(tables, snapshot.as_of, request.values, engines.keep(here))
    scratch = snapshot.folder.with_name(f"{snapshot.folder.name}.spark")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    spark = engines.connect_spark(request.spark_master, scratch=scratch)
    read = _tables(spark, snapshot, request.schema)
    return Sitting(read, snapshot.as_of, request.values, engines.keep(spark, scratch))


def _counting(here: Backend, tables: Mapping[str, ibis.Table], request: Request, day: dt.date) -> Sitting:
    """Where the counts of the report are taken on a day: always here."""
    if request.queries is None:
        return Sitting(tables, day)
    counted = {name: table for name, table in tables.items() if name in observatory.COUNTED}
    return CompiledSitting(
        counted, day, engine=here, schema=request.schema, store=request.queries, called=f"counted_{day.year}"
    )


Teller = Callable[[str, int, int], None]


def _teller(progress: Callable[[Progress], None], should_stop: Callable[[], bool]) -> Teller:
    def tell(words: str, done: int, total: int) -> None:
        if should_stop():
            raise RunStoppedError("The run was stopped. Nothing was written; start it again when you like.")
        progress(Progress(words, done, total))

    return tell


def _take(
    engine: ibis.BaseBackend, source: Source, plan: Plan, request: Request, as_of: dt.date, tell: Teller
) -> Snapshot:
    taken = iter(range(1, len(plan.reads) + 1))
    shutil.rmtree(request.snapshot_folder, ignore_errors=True)
    return take(
        engine.con,
        source,
        request.schema,
        plan.reads,
        request.snapshot_folder,
        as_of=as_of,
        token_key=request.token_key,
        on_table=lambda name, rows: tell(f"Snapshot: {name}, {rows:,} rows", next(taken), len(plan.reads)),
    )


def _ask(
    plan: Plan, sitting: Sitting, snapshot: Snapshot, request: Request, tell: Teller, should_stop: Callable[[], bool]
) -> tuple[Outcome, Told]:
    asked = iter(range(1, len(plan.questions) + 1))
    outcome, since = ask_plan(
        plan,
        sitting,
        snapshot,
        request,
        on_answer=lambda answer: tell(f"Asked {answer.code}", next(asked), len(plan.questions)),
        should_stop=should_stop,
    )
    tell("Asked all questions", len(plan.questions), len(plan.questions))
    return outcome, since


def _kept_apart(
    weigh: Callable[[Outcome], Basis], parted: entitled.Parted, tables: Mapping[str, ibis.Table], plan: Plan
) -> list[dict[str, Any]]:
    """Leads that exist for those only who hold a compartment: out of an opening of its own for each, in which what
    another compartment holds has no part."""
    return [
        said
        for compartment, outcome in parted.whole.items()
        for said in _kept_for(compartment, weigh(outcome), parted, tables, plan)
    ]


def _kept_for(
    compartment: str, basis: Basis, parted: entitled.Parted, tables: Mapping[str, ibis.Table], plan: Plan
) -> list[dict[str, Any]]:
    gated = {finding: held for finding, held in parted.gated.items() if held == compartment}
    apart = list(entitled.kept_apart(basis.opened, gated))
    history = History(tables, basis.schema, [(lead.kind, lead.anchor) for lead, _place, _compartment in apart])
    history.add_days_of(basis.cited.values())
    as_of = basis.snapshot.as_of
    return [
        entitled.as_entitled(lead_as_data(lead, basis.cited, history, plan.assessed, as_of), place, compartment)
        for lead, place, compartment in apart
    ]


def _weigh(
    plan: Plan,
    cleared: list[Cleared],
    tables: Mapping[str, ibis.Table],
    peers: Mapping[str, Population],
    outcome: Outcome,
    *,
    snapshot: Snapshot,
    request: Request,
) -> Basis:
    rows_of = _rows_by_finding(outcome.evidence)
    wanted = {row for rows in rows_of.values() for row in rows} | {row for each in cleared for row in each.rows}
    cited = cited_rows(tables, request.schema, wanted)
    who = files(tables)
    questions = {question.code: with_ring_share(question, request.ring_shares) for question in plan.questions}
    weighed = weigh_all(
        outcome.findings.to_pylist(),
        rows_of,
        cited,
        who,
        peers,
        questions,
    )
    opened = open_leads(weighed, cleared, cited, who, questions, request.schema, request.opening)
    return Basis(
        snapshot=snapshot,
        schema=request.schema,
        plan=plan,
        values=request.values,
        weighed=weighed,
        cleared=cleared,
        cited=cited,
        who=who,
        peers=peers,
        questions=questions,
        opened=opened,
        opening=request.opening,
    )


def _clearings(plan: Plan, sitting: Sitting, schema: Schema) -> list[Cleared]:
    found: list[Cleared] = []
    for clearing in plan.clearings:
        try:
            rows = ask(clearing, sitting)
        except TableMissingError:
            continue
        findings, evidence = findings_of(clearing, rows, schema)
        rows_of = _rows_by_finding(evidence)
        said = all_clearings()[clearing.code]
        found += [
            Cleared(said.code, subject, said.answers, (said.bits.low, said.bits.high), rows_of.get(key, frozenset()))
            for key, subject in zip(findings["finding"].to_pylist(), findings["subject"].to_pylist(), strict=True)
        ]
    return found


def _rows_by_finding(evidence: pa.Table) -> dict[str, frozenset[Key]]:
    rows: dict[str, set[Key]] = {}
    for finding, table, row in zip(*(evidence[name].to_pylist() for name in ("finding", "table", "row")), strict=True):
        rows.setdefault(finding, set()).add((table, row))
    return {finding: frozenset(cited) for finding, cited in rows.items()}
