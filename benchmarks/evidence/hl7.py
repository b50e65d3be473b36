"""The published FHIR R4 examples through the importer: what is taken, what is not ours, and why anything is refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from benchmarks.evidence.writing import table
from graftwatch.errors import GraftwatchError
from graftwatch.law import cite
from graftwatch.records.schema import schema
from graftwatch.wire.fhir import Account, Group, convert

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / ".setup" / "for_tests" / "hl7.fhir.r4.examples"


class ExamplesMissingError(GraftwatchError):
    """The published examples have not been fetched."""


def hl7(work: Path) -> str:
    """Convert the examples and tell the account. Fails where a resource was read and not accounted for."""
    if not EXAMPLES.is_dir():
        raise ExamplesMissingError("The HL7 examples are not here. `make evidence` and `make test` fetch them.")
    folder = work / "hl7"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    account = convert(EXAMPLES, folder / "tables", schema(), quarantine=folder / "quarantine.csv")
    if account.n_told != account.n_read:
        raise AssertionError(f"{account.n_read} resources were read, the account tells of {account.n_told}.")
    return _told(account)


def _told(account: Account) -> str:
    n_other = sum(account.not_ours.values())
    fates = [
        ("taken", account.n_accepted, "became rows of ours"),
        ("not ours", n_other, f"one of {len(account.not_ours)} types that say nothing about transplantation"),
        ("without a place", _sum(account.without_place), "a type that is ours, about something else"),
        ("rejected", account.n_rejected, "could not be read as what they say they are"),
        ("in conflict", _sum(account.in_conflict), "same type, number and moment, different content: neither is taken"),
        ("repeated", account.n_repeated, "word for word the same"),
        ("superseded", account.n_superseded, "an older version of one that was taken"),
        ("**read**", account.n_read, "every resource has one fate, or the command fails"),
    ]
    largest = sorted(account.not_ours.items(), key=lambda item: (-item[1], item[0]))[:12]
    return f"""## 2. The published FHIR examples

{cite("hl7-r4", "examples 4.0.1").title}, npm package `hl7.fhir.r4.examples` 4.0.1 (CC0), {len(account.files):,} files
with resources in them, read as they are.

{table(["fate", "resources", "meaning"], [(name, f"{n:,}", words) for name, n, words in fates])}

Rows made: {_listed(account.rows)}; from {_listed(account.accepted)}. References whose row is in no file:
{account.n_open_references}. The examples are written to show a format, not a hospital: they share numbers between
files, so conflicts are theirs, and few are about what we ask.

Every rejection, by reason, with the first of each:

{_groups(account.rejected)}

Valid, ours by type, and without a place:

{_groups(account.without_place)}

In conflict:

{_groups(account.in_conflict)}

Taken, with a value left empty that its column cannot hold:

{_groups(account.left_empty)}

The largest of the types that are not ours: {_listed(dict(largest))}.
"""


def _sum(groups: Iterable[Group]) -> int:
    return sum(group.n for group in groups)


def _listed(counts: object) -> str:
    return ", ".join(f"{name} {n:,}" for name, n in dict(counts).items()) or "none"  # type: ignore[call-overload]


def _groups(groups: tuple[Group, ...]) -> str:
    if not groups:
        return "None."
    rows = [
        (f"{one.n:,}", one.type or "any", one.reason, f"{one.example.file}, line {one.example.line}") for one in groups
    ]
    return table(["resources", "type", "reason", "first"], rows)
