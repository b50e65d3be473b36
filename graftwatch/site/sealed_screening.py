"""A screening at the command line whose outcome lies sealed: for which office, until when, and what is said of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graftwatch.apps.screening import writing
from graftwatch.apps.screening.request import Terms
from graftwatch.apps.screening.run import RunResult
from graftwatch.apps.screening.screen import screen
from graftwatch.apps.screening.sealed_runs import (
    legal_basis_of,
    list_sealed_run,
    offices_with_a_vault,
    put_in_place,
    seal_where_made,
)
from graftwatch.desk.access.models import Agency
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.vault.sealed_for_people import label_of
from graftwatch.errors import GraftwatchError
from graftwatch.site.outside_runs import HOW_TO_SEAL, there_is_a_desk
from graftwatch.site.workplaces import workplace


class CannotSealError(GraftwatchError):
    """The run cannot be sealed as asked. Says what to do."""


@dataclass(frozen=True)
class Sealing:
    """For which office a run is sealed, and on what terms."""

    office: Agency
    terms: Terms
    ends_on: dt.date


def office_to_seal_for(asked: str, *, left_open: str) -> Agency | None:
    """The office that is named, or the only one there is; None where the run stays open. Raises CannotSealError."""
    if asked and left_open:
        raise CannotSealError("--sealed-to and --leave-open contradict each other. Give one of them.")
    offices = offices_with_a_vault() if there_is_a_desk() else []
    if left_open or not (offices or asked):
        return None
    named = [office for office in offices if not asked or office.name == asked]
    if len(named) == 1:
        return named[0]
    if not offices:
        raise CannotSealError(f"Nothing can be sealed for {asked!r} here. {HOW_TO_SEAL}")
    known = ", ".join(office.name for office in offices)
    raise CannotSealError(f"Say for which office the run is sealed, with --sealed-to. These could open it: {known}.")


def sealing_for(office: Agency, *, purpose: str, legal_basis: str, until: dt.date) -> Sealing:
    """On what terms; the legal basis is that of the office's mandate where none is named. Raises CannotSealError."""
    if until <= dt.datetime.now(dt.UTC).date():
        raise CannotSealError("The day named with --until has come already. Name a later one.")
    basis = legal_basis or legal_basis_of(office)
    terms = Terms(agency=office.name, purpose=purpose, legal_basis=basis, ends_on=until)
    return Sealing(office, terms, until)


def screen_sealed(sealing: Sealing, *, out: Path, **asked: Any) -> RunResult:
    """Screen where nobody looks, seal, and put only what is sealed in its place. Takes what `screen` takes."""
    if label_of(out) is None:
        writing.refuse_other_folders(out)
    with workplace() as place:
        made, snapshot = place / "run", place / "snapshot"
        result = screen(out=made, snapshot=snapshot, terms=sealing.terms, **asked)
        folders = seal_where_made(sealing.office, made=made, snapshot=snapshot, out=out)
        list_sealed_run(
            operator(), sealing.office, folders=folders, terms=sealing.terms, ends_on=sealing.ends_on
        )  # fmt: skip
        for folder in folders:
            put_in_place(folder)
    return RunResult(out, result.manifest)


def said_of_sealed(out: Path, sealing: Sealing) -> str:
    """In one line: for whom, until when, and how it is opened."""
    return (
        f"{out} and its snapshot are sealed for {sealing.office.name} until {sealing.ends_on:%d %B %Y}. On that day "
        f"the desk destroys the key. An officer of that office opens it with a vault passphrase: graftwatch open {out}"
    )
