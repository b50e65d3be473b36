"""Screen the records of this installation, or one folder without a database."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path

from django.conf import settings

from graftwatch import countries
from graftwatch.apps.screening import own_values
from graftwatch.apps.screening.folders import snapshot_of
from graftwatch.apps.screening.harm_since import first_run_on
from graftwatch.apps.screening.report import write_report
from graftwatch.apps.screening.request import Engine, Request, Terms
from graftwatch.apps.screening.ring_share import RingShare
from graftwatch.apps.screening.ring_shares import ring_shares_in_force
from graftwatch.apps.screening.run import Progress, RunResult, run
from graftwatch.apps.screening.since import store_of_queries
from graftwatch.desk.loading import Account, stage
from graftwatch.desk.snapshots import RecordsSource, StagedSource
from graftwatch.desk.vault.sealed_files import keep_for_the_owner
from graftwatch.leads import Opening
from graftwatch.records.schema import schema


def screen(
    *,
    out: Path,
    folder: Path | None = None,
    today: dt.date | None = None,
    language: str = "en",
    terms: Terms | None = None,
    opening: Opening | None = None,
    engine: Engine = "duckdb",
    spark_master: str = "",
    ring_shares: Mapping[str, RingShare] | None = None,
    since: Path | None = None,
    live_from: dt.date | None = None,
    trials: int | None = None,
    snapshot: Path | None = None,
    progress: Callable[[Progress], None] = lambda _progress: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> RunResult:
    """Screen `folder`, or the records where no folder is named, and write the run to `out` with its report.

    `today` is the day of the snapshot; by default the last day on which anything was written down.
    `since` is the folder of an earlier run over the same records: what cannot have changed is kept from it.
    `live_from` is the day since which records are read, for what watching may have cost; where records of the desk are
    screened, by default the day of its first run.
    `trials` asks for a self-test of so many; without it a short one is made only where no lead opens.
    `snapshot` is the folder of the snapshot, where it shall not lie in the home for as long as the run is made.
    `engine` puts the questions: Spark, on `spark_master` or where its configuration says, gives the same answers.
    Raises GraftwatchError where there is nothing to read, or somebody stops the run.
    """
    terms = terms or Terms()
    now = dt.datetime.now(dt.UTC).date()
    request = Request(
        out=out,
        snapshot_folder=snapshot or snapshot_of(out),
        token_key=settings.TOKEN_KEY + f"\x1f{terms.agency}\x1f{terms.purpose}".encode(),
        schema=schema(),
        as_of=today,
        values=countries.parameters_in_force(today or now, settings.GRAFTWATCH_HOME),
        own=own_values.names_in_force(today or now, settings.GRAFTWATCH_HOME),
        terms=terms,
        opening=opening or Opening(),
        language=language,
        engine=engine,
        spark_master=spark_master,
        live_from=live_from or (first_run_on() if folder is None else None),
        trials=trials,
        ring_shares=_ring_shares(folder, today or now) if ring_shares is None else ring_shares,
        since=(since, snapshot_of(since)) if since else None,
        queries=store_of_queries(settings.GRAFTWATCH_HOME),
    )
    if folder is None:
        source = RecordsSource(settings.DATABASES["default"], settings.GRAFTWATCH_HOME / "bulk")
        result = run(source, request, progress=progress, should_stop=should_stop)
    else:
        result = _screen_folder(folder, request, now, progress, should_stop)
    own_values.keep(settings.GRAFTWATCH_HOME, result.own_values)
    write_report(out, language)
    for folder in (out, request.snapshot_folder):
        keep_for_the_owner(folder)
    return result


def _ring_shares(folder: Path | None, day: dt.date) -> Mapping[str, RingShare]:
    """What two people agreed on lies in the database of the records; a folder alone is screened without one."""
    return ring_shares_in_force(day) if folder is None else {}


def _screen_folder(
    folder: Path,
    request: Request,
    now: dt.date,
    progress: Callable[[Progress], None],
    should_stop: Callable[[], bool],
) -> RunResult:
    """Stage the folder beside the snapshots, screen it, and leave nothing of it but the run and its snapshot."""
    work = request.snapshot_folder.with_name(f"{request.snapshot_folder.name}.staging")
    shutil.rmtree(work, ignore_errors=True)

    def told(words: str, share: float) -> None:
        progress(Progress(words, int(share * 100), 100))

    try:
        account = stage(folder, request.schema, work, node_key=settings.NODE_KEY, today=now, progress=told)
        request = replace(request, quarantine=work / "quarantine", account=_intake(account))
        return run(StagedSource(work / "staged"), request, progress=progress, should_stop=should_stop)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _intake(account: Account) -> dict[str, object]:
    """What became of the files, for the manifest: counts and names of files, no values."""
    return {
        "files": [asdict(file) for file in account.files],
        "open_references": account.open_references,
        "said": account.sentences(),
    }
