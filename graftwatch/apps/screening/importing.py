"""Bring the leads of a run folder into the desk: frozen as the run found them, compared with the run before."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from graftwatch.apps.screening import drawing_lots, entitled
from graftwatch.apps.screening.clearing import without_cleared
from graftwatch.apps.screening.models import Lead, LeadInRun, Run, TouchedFacility
from graftwatch.desk.access.records import facilities_behind
from graftwatch.desk.audit.canonical import canonical, sha256
from graftwatch.errors import GraftwatchError

FORMAT = 1
Said = dict[str, Any]


class NotARunFolderError(GraftwatchError):
    """The folder does not hold what screening writes."""


def absent(name: str) -> NotARunFolderError:
    """What is said where there is no run, and to whoever may not know that there is one."""
    return NotARunFolderError(f"{name} is not in that folder. Give the folder that `graftwatch screen --out` wrote.")


def read(folder: Path, name: str) -> Said:
    """One of the two JSON files of a run folder. Raises NotARunFolderError."""
    path = folder / name
    if not path.is_file():
        raise absent(name)
    try:
        said: Said = json.loads(path.read_text("utf-8"))
    except ValueError as problem:
        raise NotARunFolderError(
            f"{name} in that folder is cut off or is not JSON. Screen again into a new folder."
        ) from problem
    if said.get("format") != FORMAT:
        raise NotARunFolderError(f"{name} has format {said.get('format')!r}; this Graftwatch reads format {FORMAT}.")
    return said


def write_leads(run: Run, folder: Path) -> None:
    """Fill a run from its folder. Called inside an action."""
    manifest, leads = read(folder, "manifest.json"), read(folder, "leads.json")
    run.manifest_text = canonical(manifest)
    run.fingerprint, run.as_of = leads["fingerprint"], day(leads["as_of"])
    run.save()
    before, known = _found_before(run), _last_found(run)
    ranked = _in_order([without_cleared(said) for said in leads["leads"]])
    for place, said in enumerate(ranked, start=1):
        _write_lead(run, place, said, before, known)
    for said in leads["protection"]:
        _write_lead(run, 0, said, before, known)
    n_new = sum(Lead.id_of(said["key"]) not in known for said in ranked)
    by_lot = drawing_lots.draw(run, folder, leads.get("by_lot", ()), n_new)
    for number, said in enumerate(by_lot, start=1):
        place = drawing_lots.place_of(number, len(ranked))
        _write_lead(run, place, {**said, "drawn_by_lot": True}, before, known)
    for waiting in drawing_lots.still_waiting(run):
        waiting.pk, waiting.run, waiting.change = None, run, LeadInRun.Change.SAME
        waiting.place = min(waiting.place, max(len(ranked), 1))
        waiting.save()
    apart = [without_cleared(said) for said in _kept_apart(folder)]
    for said in apart:
        _write_lead(run, said["place"], said, before, known)
    _write_touched([*ranked, *leads["protection"], *by_lot, *apart])


def _kept_apart(folder: Path) -> list[Said]:
    """Leads that exist for those only who hold a compartment. Runs of an older make have none."""
    return list(read(folder, entitled.LEADS)["leads"]) if (folder / entitled.LEADS).is_file() else []


def _in_order(leads: list[Said]) -> list[Said]:
    """As the run has them; but what was explained since stands where the rest of its weight puts it."""
    if not any(each.get("cleared_weight") for each in leads):
        return leads
    return sorted(leads, key=lambda said: -said["bits"])


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text[:10]) if text else None


def _found_before(run: Run) -> dict[uuid.UUID, str]:
    """What the last finished run found, by lead."""
    finished = Run.objects.for_the_system("the run before this one").filter(status=Run.Status.FINISHED)
    previous = finished.exclude(pk=run.pk).order_by("-pk").first()
    leads = LeadInRun.objects.for_the_system("what is new since the run before").filter(run=previous)
    return dict(leads.values_list("lead_id", "what_was_found"))


def _last_found(run: Run) -> dict[uuid.UUID, LeadInRun]:
    """Each lead as the last run that found it saw it, however long ago."""
    rows = LeadInRun.objects.for_the_system("since when a lead is known").filter(run__status=Run.Status.FINISHED)
    return {row.lead_id: row for row in rows.exclude(run=run).order_by("run_id").defer("frozen", "words")}


def _write_lead(
    run: Run, place: int, said: Said, before: dict[uuid.UUID, str], known: dict[uuid.UUID, LeadInRun]
) -> None:
    lead = _lead_of(said)
    found = sha256(canonical(sorted([finding["finding"], *_keys_of(finding)] for finding in said["findings"])))
    change = LeadInRun.Change.NEW
    if lead.pk in before:
        change = LeadInRun.Change.SAME if before[lead.pk] == found else LeadInRun.Change.CHANGED
    last = known.get(lead.pk)
    is_known, is_cleared = last is not None and last.what_was_found == found, bool(said.get("is_cleared"))
    if last is not None and not is_known and not is_cleared:
        lead.due_on = run.as_of  # something new is known: it stands in the queue again, whatever was decided
    lead.save()
    frozen = canonical(said)
    surgery = said.get("before_surgery") or {}
    LeadInRun.objects.create(
        run=run,
        lead=lead,
        facility=lead.facility,
        place=place,
        change=change,
        bits=said.get("bits") or 0,
        known_on=day(said.get("known_on")),
        expires_on=last.expires_on if last is not None and is_known else day(said.get("expires_on")),
        planned_on=day(surgery.get("planned_on")),
        words=_words(said),
        frozen=frozen,
        frozen_hash=sha256(frozen),
        what_was_found=found,
        is_cleared=is_cleared,
        drawn_by_lot=bool(said.get("drawn_by_lot")),
    )


def _keys_of(finding: Said) -> list[str]:
    return sorted(f"{row['table']} {row['row']}" for row in finding["rows"])


def _lead_of(said: Said) -> Lead:
    known = Lead.objects.for_the_system("the same lead in an earlier run").filter(pk=Lead.id_of(said["key"])).first()
    lead: Lead = known or Lead(pk=Lead.id_of(said["key"]), key=said["key"])
    lead.kind, lead.label = said["kind"], said["label"]
    lead.facility = _id(said.get("facility"))
    lead.facility_label = said.get("facility_label") or ""
    lead.protection_only = bool(said.get("protection_only"))
    lead.compartment = said.get("compartment") or ""
    return lead


def _words(said: Said) -> str:
    """What a search looks through: the file, the centre, the questions and their codes."""
    asked = (word for finding in said["findings"] for word in (finding["title"], finding["code"]))
    return " ".join([said["label"], said.get("facility_label") or "", said["kind"], *asked]).casefold()


def _write_touched(leads: Iterable[Said]) -> None:
    """Every facility that a row beneath a lead belongs to, so that walls hold for the lead as a whole."""
    rows_of = {Lead.id_of(said["key"]): (said, set(rows_beneath(said))) for said in leads}
    by_table: dict[str, set[uuid.UUID]] = {}
    for _said, rows in rows_of.values():
        for table, row in rows:
            by_table.setdefault(table, set()).add(row)
    behind = facilities_behind(by_table)
    touched = [
        TouchedFacility(lead_id=lead, facility=facility)
        for lead, (said, rows) in rows_of.items()
        for facility in {*_own_facilities(said), *(one for row in rows for one in behind.get(row, ()))}
    ]
    TouchedFacility.objects.bulk_create(touched, ignore_conflicts=True)


def _own_facilities(said: Said) -> set[uuid.UUID]:
    own = {_id(said.get("facility"))}
    if said["kind"] == "facility":
        own.add(_id(said.get("anchor")))
    return {one for one in own if one}


def rows_beneath(said: Said) -> Iterator[tuple[str, uuid.UUID]]:
    """Every (table, row) that a lead cites: evidence, what speaks for an ordinary file, the timeline."""
    cited = [*said["findings"], *said.get("speaks_for_ordinary", ())]
    rows = [row for one in cited for row in one.get("rows", ())] + list(said.get("timeline", ()))
    for row in rows:
        found = _id(row.get("row"))
        if found and row.get("table"):
            yield row["table"], found


def _id(text: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text)) if text else None
    except ValueError:
        return None
