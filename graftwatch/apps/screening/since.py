"""What an earlier run of the same place left, so that tonight's asks only what may have changed."""

from __future__ import annotations

import hashlib
import hmac
import inspect
import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

import graftwatch
from graftwatch import engines
from graftwatch.apps.screening import entitled, writing
from graftwatch.apps.screening.request import Request
from graftwatch.apps.screening.writing import Told
from graftwatch.desk.snapshots import Snapshot
from graftwatch.errors import GraftwatchError
from graftwatch.indicators import all_indicators
from graftwatch.indicators.asking import Sitting
from graftwatch.indicators.indicator import Indicator
from graftwatch.indicators.nightly import Earlier, ask_since, basis_of
from graftwatch.indicators.running import EVIDENCE, FINDINGS, Answer, Outcome, ask_all
from graftwatch.indicators.store import Store
from graftwatch.tables import Schema

if TYPE_CHECKING:
    from graftwatch.apps.screening.plan import Plan

WHAT_ANSWERS = ("indicators", "codes", "records/models", "desk/snapshots")
WHAT_COUNTS = ("measures", "apps/screening/observatory.py", "apps/screening/gifts.py")
"""Queries of these are kept, too, and no finding rests on them."""
OPEN_FILES = ("findings.parquet", "evidence.parquet")
FILES = ("manifest.json", *OPEN_FILES, entitled.FINDINGS_FILE, entitled.EVIDENCE_FILE)


def ask_plan(
    plan: Plan,
    sitting: Sitting,
    snapshot: Snapshot,
    request: Request,
    *,
    on_answer: Callable[[Answer], None],
    should_stop: Callable[[], bool],
) -> tuple[Outcome, Told]:
    """Every question of the plan: in full, or, where the request names an earlier run, as far as something changed."""
    own = marks(plan.questions, sitting, writing.versions(), request.token_key)
    if request.since is None:
        full = ask_all(plan.questions, sitting, request.schema, on_answer=on_answer, should_stop=should_stop)
        return full, Told(own)
    run_id, earlier = earlier_run(*request.since, snapshot, sitting, request.schema, own)
    outcome, ways = ask_since(
        plan.questions, sitting, request.schema, earlier, on_answer=on_answer, should_stop=should_stop
    )
    return outcome, Told(own, run_id, ways)


class NotAnEarlierRunError(GraftwatchError):
    """The folder that was named holds no run that this one can go on from."""


def marks(questions: Iterable[Indicator], sitting: Sitting, versions: Mapping[str, str], key: bytes) -> dict[str, str]:
    """By code one mark over all that the answer is a function of beside the rows: programme, values, tables, and the
    day where it counts. Under the key of the tokens, so that nobody reads a State's own values out of it, and runs of
    another office or purpose have other marks.
    """
    made_by = json.dumps([_programme(), dict(versions)], sort_keys=True)
    return {each.code: _mark(f"{made_by}\x1f{_source(each)}\x1f{basis_of(each, sitting)}", key) for each in questions}


def store_of_queries(home: Path) -> Store:
    """Where the queries of this programme and these versions are kept from run to run; those of others are removed."""
    programme = [_programme(), _of_files(WHAT_COUNTS)]
    place, made_by = home / "compiled", _hashed(json.dumps([programme, writing.versions()], sort_keys=True))
    for other in place.glob("*"):
        if other.name != made_by:
            shutil.rmtree(other, ignore_errors=True)
    return Store(place / made_by)


def _hashed(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def _mark(said: str, key: bytes) -> str:
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()[:32]


def _programme() -> str:
    """One hash over the files that decide what is asked of what."""
    return _of_files(("tables.py", "engines.py", *WHAT_ANSWERS))


@cache
def _of_files(places: tuple[str, ...]) -> str:
    """One hash over these files of ours, and those in these folders, without their tests."""
    home = Path(graftwatch.__file__).parent
    files: list[Path] = []
    for place in places:
        found = sorted((home / place).rglob("*.py")) if (home / place).is_dir() else [home / place]
        files += [path for path in found if not path.name.endswith("_test.py")]
    whole = hashlib.sha256()
    for path in files:
        whole.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def _source(question: Indicator) -> str:
    """A State's own questions stand elsewhere."""
    return inspect.getsource(question.function)


def earlier_run(
    run: Path, snapshot_folder: Path, now: Snapshot, sitting: Sitting, schema: Schema, own: Mapping[str, str]
) -> tuple[str, Earlier]:
    """The id of an earlier run, and what it left; `own` are the marks of this one. Raises NotAnEarlierRunError."""
    if not all((run / name).is_file() for name in FILES) or not snapshot_folder.is_dir():
        raise NotAnEarlierRunError(
            f"{run} holds no run with its snapshot that this one could go on from: either it is no run, or it was"
            " sealed, or its purpose has ended. Leave --since out, and every question is asked in full."
        )
    manifest = json.loads((run / "manifest.json").read_text("utf-8"))
    engine = next(iter(sitting.tables.values())).get_backend()
    findings, evidence = _whole(run)
    return manifest["run_id"], Earlier(
        tables=_tables(engine, snapshot_folder, manifest, schema),
        unchanged=[name for name, table in now.tables.items() if _hash(manifest, name) == table.sha256],
        same_basis=[code for code, mark in own.items() if manifest.get("marks", {}).get(code) == mark],
        findings=findings,
        evidence=evidence,
        n_rows={name: table.rows for name, table in now.tables.items()},
    )


def _whole(run: Path) -> tuple[pa.Table, pa.Table]:
    """Findings and evidence of all questions; of gated ones not what they answered without their secret tables."""
    gated = pa.array([code for code, question in all_indicators().items() if question.entitled], pa.string())
    findings, evidence = (
        _read(run / name, shape) for name, shape in zip(OPEN_FILES, (FINDINGS, EVIDENCE), strict=True)
    )
    is_gated = pc.is_in(findings["code"], gated)
    ids = findings.filter(is_gated)["finding"].combine_chunks()
    return (
        pa.concat_tables([findings.filter(pc.invert(is_gated)), _read(run / entitled.FINDINGS_FILE, FINDINGS)]),
        pa.concat_tables(
            [
                evidence.filter(pc.invert(pc.is_in(evidence["finding"], ids))),
                _read(run / entitled.EVIDENCE_FILE, EVIDENCE),
            ]
        ),
    )


def _hash(manifest: Mapping[str, Any], name: str) -> str:
    return str(manifest["tables"].get(name, {}).get("sha256", ""))


def _tables(
    engine: ibis.BaseBackend, folder: Path, manifest: Mapping[str, Any], schema: Schema
) -> dict[str, ibis.Table]:
    read = {name: engines.read_snapshot(engine, folder, schema[name], called="earlier") for name in manifest["tables"]}
    if missing := [name for name, table in read.items() if table is None]:
        raise NotAnEarlierRunError(f"The snapshot of the earlier run lacks {', '.join(missing)}. Leave --since out.")
    return {name: table for name, table in read.items() if table is not None}


def _read(path: Path, shape: pa.Schema) -> pa.Table:
    return pq.read_table(path).select(shape.names).cast(shape)
