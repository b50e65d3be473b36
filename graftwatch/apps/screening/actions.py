"""Every write of the screening room, one action per verb."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, BinaryIO

from django.utils import timezone

from graftwatch.apps.screening import entitled, second_reading, states
from graftwatch.apps.screening.access import looks_at_leads, opens_rows, runs_screening, sees
from graftwatch.apps.screening.clearing import clear
from graftwatch.apps.screening.importing import read, write_leads
from graftwatch.apps.screening.models import Assignment, Decision, Lead, LeadInRun, ProtectionPaper, Run
from graftwatch.apps.screening.sealing import is_ours, open_run_file, register_download, register_run, seal_run
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer, viewer_of
from graftwatch.desk.audit.action import Denied, action, tell
from graftwatch.desk.audit.canonical import canonical, sha256
from graftwatch.desk.inbox import calendar
from graftwatch.desk.vault.people import Unlocked

# Runs


@action(may=runs_screening)
def import_run(viewer: Viewer, *, folder: Path) -> Run:
    """Show a run that was screened elsewhere. The same run opened twice is one run."""
    folder = folder.resolve()
    fingerprint = read(folder, "leads.json")["fingerprint"]
    known = Run.objects.for_the_system("a run that is open already").filter(
        fingerprint=fingerprint, folder=str(folder), status=Run.Status.FINISHED
    )
    found: Run | None = known.first()
    if found:
        return found
    run = Run(folder=str(folder), started_by=viewer.name, status=Run.Status.RUNNING)
    run.save()
    write_leads(run, folder)
    register_run(viewer, run, ours=False)
    _end(run, Run.Status.FINISHED)
    return run


@action(may=runs_screening)
def start_run(viewer: Viewer, *, runs_folder: Path, source: Path | None, as_of: dt.date | None, language: str) -> Run:
    """Put a screening into the queue of work; the worker takes it up."""
    run = Run(started_by=viewer.name, source=str(source or ""), as_of=as_of, language=language)
    run.save()
    run.folder = str(runs_folder / f"run-{run.pk}")
    run.save()
    return run


@action(may=runs_screening)
def stop_run(viewer: Viewer, run: Run) -> None:
    """Ask the worker to stop after the question it is at. What was found until then is not shown as a run."""
    run.stop_asked = True
    if run.status == Run.Status.WAITING:
        _end(run, Run.Status.STOPPED)
    else:
        run.save(update_fields=["stop_asked"])


@action(may=runs_screening)
def finish_run(viewer: Viewer, run: Run) -> None:
    """Bring the leads of a run that has ended into the desk."""
    write_leads(run, Path(run.folder))
    if is_ours(run):
        seal_run(viewer, run)
    _end(run, Run.Status.FINISHED)


@action(may=runs_screening)
def break_off_run(viewer: Viewer, run: Run, *, status: str, problem: str) -> None:
    """A run was stopped or could not be carried out; `problem` says what to do and holds no value of a record."""
    run.problem = problem[:500]
    _end(run, status)


def _end(run: Run, status: str) -> None:
    run.status, run.ended_at, run.doing = status, timezone.now(), ""
    run.save()


# Leads


@action(may=sees)
def assign(viewer: Viewer, lead: Lead, *, to: User | None) -> None:
    """Give a lead to somebody who may see it, or to nobody."""
    if to is not None and not sees(viewer_of(to, timezone.localdate()), lead):
        raise Denied("A lead is given only to somebody who may see it.")
    Assignment.objects.create(lead=lead, to=to, by_id=viewer.user_id)
    lead.assigned_to = to
    lead.save(update_fields=["assigned_to"])


@action(may=opens_rows)
def open_rows(viewer: Viewer, lead: Lead) -> None:
    """Look at the rows beneath a lead. Changes nothing; that it was done is in the trail."""


@action(may=sees)
def decide(viewer: Viewer, /, lead: Lead, *, kind: str, reason: str, found: LeadInRun, **said: Any) -> Decision:
    """Decide about a lead. The decision before it stays; evidence, parameters and fingerprint are frozen with it.

    `said` holds what this kind of decision asks (states.py), and before surgery `clinical_deadline`,
    `days_it_may_cost` and `days_it_did_cost`. Kinds that make a paper make it here; nothing is sent.
    """
    chosen = {one.name: one for one in states.offered(lead.kind, lead.protection_only)}.get(kind)
    missing = [name for name in (chosen.asks if chosen else ()) if not str(said.get(name) or "").strip()]
    if chosen is None or missing or not reason.strip():
        raise Denied("This decision is not offered for this lead, or something that it asks was left out.")
    answers = {name: said[name] for name in chosen.asks}
    again = second_reading.asked_of(viewer, lead)
    decision = _freeze(viewer, lead, chosen, reason, found, answers, said, is_second=again is not None)
    if kind in states.MAKES_A_PAPER:
        _make_paper(decision, lead, found, answers)
    if again is not None:
        second_reading.take(viewer, again, decision)
        return decision
    lead.state, lead.due_on = kind, decision.comes_back_on
    lead.save(update_fields=["state", "due_on"])
    if kind == "explained":
        clear(decision, lead, found.said)
    if not second_reading.settle(viewer, decision):
        second_reading.draw(decision)
    return decision


def _freeze(
    viewer: Viewer,
    lead: Lead,
    kind: states.Kind,
    reason: str,
    found: LeadInRun,
    answers: dict[str, str],
    said: dict[str, Any],
    *,
    is_second: bool,
) -> Decision:
    run = Run.objects.seen_by(viewer).get(pk=found.run_id)
    evidence = canonical(
        {
            "lead": found.said,
            "fingerprint": run.fingerprint,
            "parameters": run.manifest.get("parameters", {}),
            "own_values": run.manifest.get("own_values", {}),
        }
    )
    today = calendar.today()
    standing = Decision.objects.for_the_system("the decision that this one follows")
    last = standing.filter(lead=lead, reading_of__isnull=True).first()
    decision: Decision = Decision(
        lead=lead,
        kind=kind.name,
        by=User.objects.get(pk=viewer.user_id or 0),
        reason=reason.strip(),
        instead_of=None if is_second else last,
        answers_text=canonical(answers),
        comes_back_on=today + dt.timedelta(days=kind.returns_after) if kind.returns_after else None,
        clinical_deadline=said.get("clinical_deadline"),
        days_it_may_cost=said.get("days_it_may_cost"),
        days_it_did_cost=said.get("days_it_did_cost"),
        evidence=evidence,
        evidence_hash=sha256(evidence),
    )
    decision.save()
    return decision


def _make_paper(decision: Decision, lead: Lead, found: LeadInRun, answers: dict[str, str]) -> None:
    content = canonical(
        {
            "file": lead.label,
            "centre": lead.facility_label,
            "reason": decision.reason,
            "answers": answers,
            "before_surgery": found.said.get("before_surgery"),
            "findings": [
                {name: finding.get(name) for name in ("title", "question", "benign", "ask_first")}
                for finding in entitled.told_on_paper(found.said["findings"])
            ],
            "evidence_hash": decision.evidence_hash,
        }
    )
    ProtectionPaper.objects.create(decision=decision, lead=lead, content=content, content_hash=sha256(content))


# Reading that is an act of its own


@action(may=looks_at_leads)
def download(viewer: Viewer, run: Run, *, name: str, unlocked: Unlocked | None = None) -> BinaryIO:
    """Take a file of a run away from the desk. The trail and the list of copies say that one was taken.

    `unlocked` is the viewer's open vault, for a run that is sealed for people.
    """
    tell(justification="a_file_of_a_run", recipient=viewer.who)
    register_download(viewer, run, name)
    return open_run_file(run, name, unlocked)
