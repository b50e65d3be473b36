"""`graftwatch screen [FOLDER] --out OUT`: ask every question that can be asked, and write down what came of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils import timezone

from graftwatch.apps.screening.request import Engine
from graftwatch.apps.screening.screen import screen as run_screening
from graftwatch.apps.screening.self_test.trying import TRIALS
from graftwatch.apps.screening.self_test.words import lines as self_test_lines
from graftwatch.site import languages, showing
from graftwatch.site.outside_runs import DAYS, said_of
from graftwatch.site.sealed_screening import office_to_seal_for, said_of_sealed, screen_sealed, sealing_for


def screen(
    folder: Annotated[
        Path | None, typer.Argument(help="A folder of tables, screened alone; without it, the records", exists=True)
    ] = None,
    out: Annotated[Path, typer.Option(help="Where lists, leads and the report are written")] = Path("screening"),
    language: Annotated[str, typer.Option(help="Language of the report: ar, zh-hans, en, fr, ru or es")] = "en",
    engine: Annotated[Engine, typer.Option(help="Who answers: duckdb on this machine, or spark; the same answers")] = (
        "duckdb"
    ),
    spark_master: Annotated[
        str, typer.Option(help="Where Spark runs; by default what its configuration says, else this machine")
    ] = "",
    since: Annotated[
        Path | None,
        typer.Option(help="Folder of an earlier run over the same records: only what may have changed is asked again"),
    ] = None,
    live_from: Annotated[
        str, typer.Option(help="Day since which records are read (YYYY-MM-DD): what watching may have cost is counted")
    ] = "",
    self_test: Annotated[
        bool, typer.Option("--self-test", help="Plant rings into a copy in memory and count how many are found")
    ] = False,
    trials: Annotated[int, typer.Option(help="How often the self-test plants each form of ring", min=5)] = TRIALS,
    purpose: Annotated[str, typer.Option(help="What the run is for, for the list of copies")] = "Screening",
    keep_days: Annotated[int, typer.Option(help="After how many days its folder is to be gone", min=1)] = DAYS,
    until: Annotated[str, typer.Option(help="The day on which it is to be gone (YYYY-MM-DD), instead")] = "",
    legal_basis: Annotated[str, typer.Option(help="The provision it rests on; by default the office's mandate")] = "",
    sealed_to: Annotated[
        str, typer.Option(help="The office it is sealed for; by default the one whose officers have a vault here")
    ] = "",
    leave_open: Annotated[
        str, typer.Option(help="Why it is not sealed although it could be, for the list of copies")
    ] = "",
    today: Annotated[str, typer.Option(help="Day of the snapshot (YYYY-MM-DD); by default the last recorded")] = "",
) -> None:
    """Screen the records, or one folder without a database.

    Where an office has set up a vault, the run is sealed for it, and its snapshot: only its officers open it.
    """
    ends_on = showing.day_or_none(until) or timezone.localdate() + dt.timedelta(days=keep_days)
    office = office_to_seal_for(sealed_to, left_open=leave_open)
    with showing.progress_bar() as show:
        asked: dict[str, Any] = {
            "out": out,
            "folder": folder,
            "today": showing.day_or_none(today),
            "language": languages.known(language),
            "progress": show,
            "engine": engine,
            "spark_master": spark_master,
            "since": since,
            "live_from": showing.day_or_none(live_from),
            "trials": trials if self_test else None,
        }
        if office is None:
            result = run_screening(**asked)
        else:
            sealing = sealing_for(office, purpose=purpose, legal_basis=legal_basis, until=ends_on)
            result = screen_sealed(sealing, **asked)
    typer.echo(summary(result.manifest))
    if office is not None:
        typer.echo(f"\n{said_of_sealed(out, sealing)}")
        return
    typer.echo(f"\nRead {out / 'report.html'}, or see it in the desk: graftwatch open {out}")
    fingerprint = result.manifest["fingerprint"]
    typer.echo(said_of(out, fingerprint, purpose=purpose, ends_on=ends_on, why_open=leave_open))


def summary(manifest: dict[str, Any] | Any) -> str:
    """A run in a few lines."""
    answers = manifest["answers"].values()
    asked = sum(each["status"] != "not asked" for each in answers)
    to_mend = sum(each["n_rows"] or 0 for each in manifest["reconciliation"].values())
    lines = [
        f"As of {dt.date.fromisoformat(manifest['as_of']):%d %B %Y}, snapshot {manifest['fingerprint'][:12]}",
        f"  {sum(table['rows'] for table in manifest['tables'].values()):,} rows of {len(manifest['tables'])} tables",
        f"  {asked} of {len(manifest['answers'])} questions asked, {manifest['counts']['findings']:,} findings",
        f"  {manifest['counts']['leads']} leads to look at, {manifest['counts']['protection']} people to protect",
        f"  {to_mend:,} rows in {len(manifest['reconciliation'])} reconciliation lists",
    ]
    if manifest["unlocks"]:
        first = manifest["unlocks"][0]
        what = f"{first['table']}.{first['column']}" if first["column"] else first["table"]
        n = len(first["questions"])
        lines.append(f"  most would be unlocked by: {what} ({first['holder']}), for {n} question{'s' * (n != 1)}")
    if manifest.get("self_test") or not manifest["counts"]["leads"]:
        lines += self_test_lines(manifest.get("self_test"))
    return "\n".join(lines)
