"""Write a run's folder: reconciliation lists, leads, what could not be asked; never mixed."""

from __future__ import annotations

import csv
import datetime as dt
import importlib.metadata
import json
import platform
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from graftwatch.apps.screening import entitled
from graftwatch.apps.screening.coverage import limits
from graftwatch.errors import GraftwatchError
from graftwatch.indicators import all_reconciliations
from graftwatch.indicators.availability import unlocks
from graftwatch.indicators.reconciling import Listed
from graftwatch.indicators.running import Outcome
from graftwatch.tables import Schema

if TYPE_CHECKING:
    from graftwatch.apps.screening.entitled import Parted
    from graftwatch.apps.screening.own_values import Split
    from graftwatch.apps.screening.plan import Plan
    from graftwatch.apps.screening.request import Request
    from graftwatch.desk.snapshots import Snapshot
    from graftwatch.leads import Opened

FORMAT = 1


@dataclass(frozen=True)
class Told:
    """For the manifest: the marks of this run's answers, and, where it went on from another, how each was come by."""

    marks: Mapping[str, str]
    run_id: str = ""
    ways: Mapping[str, str] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any] | None:
        return {"run_id": self.run_id, "answers": dict(sorted(self.ways.items()))} if self.run_id else None


def manifest(
    *,
    run_id: str,
    request: Request,
    snapshot: Snapshot,
    plan: Plan,
    outcome: Outcome,
    opened: Opened,
    lists: Mapping[str, Listed],
    unseen: Mapping[str, list[str]],
    observatory: list[dict[str, Any]],
    settings: Split,
    since: Told,
) -> dict[str, Any]:
    """What the run was made of, and what it could not see."""
    return {
        "format": FORMAT,
        "run_id": run_id,
        "as_of": str(snapshot.as_of),
        "made_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "language": request.language,
        "fingerprint": snapshot.fingerprint,
        "tables": {
            name: {
                "rows": table.rows,
                "columns": list(table.columns),
                "sha256": table.sha256,
                "from": str(table.first) if table.first else None,
                "to": str(table.last) if table.last else None,
            }
            for name, table in sorted(snapshot.tables.items())
        },
        "versions": versions(),
        "marks": dict(since.marks),
        "since": since.as_data(),
        "parameters": {code: dict(values) for code, values in settings.open.items()},
        "own_values": dict(settings.told),
        # weights are for a State's auditors: whoever reads a run learns that ranges were moved, and not to what
        "ring_shares": {"n": len(request.ring_shares), "since": _last_moved(request)},
        "purpose": request.terms.purpose,
        "legal_basis": request.terms.legal_basis,
        "agency": request.terms.agency,
        "end_date": str(request.terms.ends_on or _in_days(request.terms.keep_days)),
        "answers": _answers(plan, outcome, request.schema, snapshot, unseen),
        "unlocks": [
            {
                "table": each.lack.table,
                "column": each.lack.column,
                "holder": each.lack.holder,
                "questions": list(each.questions),
            }
            for each in unlocks(plan.assessed)
        ],
        "unseen_centres": {name: list(numbers) for name, numbers in unseen.items()},
        "reconciliation": {
            name: {
                "title": all_reconciliations()[name].title,
                "mends": all_reconciliations()[name].mends,
                "do": all_reconciliations()[name].do,
                "n_rows": listed.rows.num_rows if listed.rows is not None else None,
                "missing": listed.missing,
            }
            for name, listed in sorted(lists.items())
        },
        "opening": {
            "reviewer_hours": request.opening.reviewer_hours,
            "hours_per_lead": request.opening.hours_per_lead,
            "least_bits": request.opening.least_bits,
            "threshold_bits": round(opened.threshold, 2),
        },
        "counts": {
            "findings": outcome.findings.num_rows,
            "leads": len(opened.leads),
            "protection": len(opened.protection),
        },
        "observatory": observatory,
        "intake": dict(request.account),
    }


def _in_days(n: int) -> dt.date:
    return dt.datetime.now(dt.UTC).date() + dt.timedelta(days=n)


def _last_moved(request: Request) -> str | None:
    return max((share.on for share in request.ring_shares.values()), default=None)


def _answers(
    plan: Plan, outcome: Outcome, schema: Schema, snapshot: Snapshot, unseen: Mapping[str, list[str]]
) -> dict[str, dict[str, Any]]:
    told = {}
    gated = {each.code: each.entitled for each in plan.questions}
    for code, availability in sorted(plan.assessed.items()):
        answer = outcome.answers.get(code)
        reasons = [*availability.reasons, *(limits(availability, schema, snapshot, unseen) if answer else ())]
        status = "not asked" if answer is None else "in part" if reasons else "asked"
        told[code] = {
            "status": status,
            "reasons": reasons,
            # how often a gated question answered is told to nobody: the manifest is for everybody
            "n_findings": answer.n_findings if answer and not gated.get(code) else None,
            "seconds": round(answer.seconds, 3) if answer else None,
        }
    return told


def versions() -> dict[str, str]:
    """The versions that decide what a run answers."""
    names = ("graftwatch", "ibis-framework", "duckdb", "pyarrow")
    return {"python": platform.python_version()} | {name: importlib.metadata.version(name) for name in names}


class NotARunFolderError(GraftwatchError):
    """The folder that a run should be written to holds something else."""


def refuse_other_folders(out: Path) -> None:
    """Only an empty or absent folder, or an earlier run, may be written to. Raises NotARunFolderError."""
    if out.exists() and not (out / "manifest.json").exists() and (not out.is_dir() or any(out.iterdir())):
        raise NotARunFolderError(f"{out} holds something that is not a run. Name an empty or a new folder with --out.")


def write(
    out: Path,
    manifest: Mapping[str, Any],
    told: Mapping[str, Any],
    parted: Parted,
    apart: Sequence[Mapping[str, Any]],
    files: pa.Table,
    lists: Mapping[str, Listed],
    quarantine: Path | None,
) -> None:
    """Write the folder; an earlier run in it is replaced only when this one is complete."""
    refuse_other_folders(out)
    making = out.with_name(f".{out.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    (making / "reconcile").mkdir(parents=True)
    (making / "quarantine").mkdir()
    if quarantine is not None and quarantine.exists():
        shutil.copytree(quarantine, making / "quarantine", dirs_exist_ok=True)
    pq.write_table(parted.openly.findings, making / "findings.parquet", compression="zstd")
    pq.write_table(parted.openly.evidence, making / "evidence.parquet", compression="zstd")
    pq.write_table(parted.entitled.findings, making / entitled.FINDINGS_FILE, compression="zstd")
    pq.write_table(parted.entitled.evidence, making / entitled.EVIDENCE_FILE, compression="zstd")
    pq.write_table(files, making / "files.parquet", compression="zstd")
    head = {"format": FORMAT, "as_of": manifest["as_of"], "fingerprint": manifest["fingerprint"]}
    _write_json(making / "leads.json", head | dict(told))
    _write_json(making / entitled.LEADS, head | {"leads": list(apart)})
    _write_json(making / "manifest.json", manifest)
    for name, listed in lists.items():
        if listed.rows is not None:
            _write_list(making / "reconcile" / f"{name}.csv", name, listed)
    if out.exists():
        shutil.rmtree(out)
    making.rename(out)


def _write_json(path: Path, data: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1, default=str), encoding="utf-8")


def _write_list(path: Path, name: str, listed: Listed) -> None:
    assert listed.rows is not None
    said = all_reconciliations()[name]
    phrases = dict(said.phrases)
    # A byte-order mark, so that the office's own spreadsheet opens it in the right alphabet.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([*listed.rows.column_names, "in_words", "who_can_mend_it", "to_do"])
        for row in listed.rows.to_pylist():
            rows.writerow([*row.values(), phrases.get(row["what"], row["what"]), said.mends, said.do])
