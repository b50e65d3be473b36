"""FHIR files among the files of a folder: converted to tables of our template, then read like any other."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from graftwatch.tables import Schema
from graftwatch.wire.fhir.reading import fhir_files

LIST = "fhir.csv"


@dataclass(frozen=True)
class Converted:
    """The tables that FHIR files became, what became of every resource in words, and how many were held back."""

    tables: list[Path] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    n_held_back: int = 0
    quarantine: Path | None = None


def converted(folder: Path, schema: Schema, work: Path) -> Converted:
    """Convert the FHIR files of `folder`, if there are any, below `work`. The rows keep the folder's numbering."""
    if not fhir_files(folder):
        return Converted()
    from graftwatch.wire.fhir import convert  # the resource models take a second to load

    out, lists = work / "fhir" / "tables", work / "fhir" / LIST
    out.parent.mkdir(parents=True, exist_ok=True)
    account = convert(folder, out, schema, replace=True, quarantine=lists)
    n_held_back = sum(group.n for group in (*account.rejected, *account.in_conflict))
    return Converted(sorted(out.glob("*.*")), account.sentences(), n_held_back, lists if lists.exists() else None)


def sources(folder: Path) -> list[Path]:
    """The FHIR files of a folder, in order of name."""
    return fhir_files(folder) if folder.is_dir() else []
