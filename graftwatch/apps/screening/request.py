"""What a screening run is asked for: a run is a function of this and of the rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from graftwatch.apps.screening.ring_share import RingShare
from graftwatch.indicators.store import Store
from graftwatch.leads import Opening
from graftwatch.tables import Schema

Engine = Literal["duckdb", "spark"]


@dataclass(frozen=True)
class Terms:
    """For what, on which ground and until when a snapshot may be kept, and whose tokens it holds."""

    agency: str = "this office"
    purpose: str = "screening for signs of trafficking in persons for organ removal"
    legal_basis: str = "to be named by the office that runs this"
    keep_days: int = 365
    ends_on: dt.date | None = None  # the day itself, where somebody has named it


@dataclass(frozen=True)
class Request:
    """All that a run is a function of, beside the rows."""

    out: Path
    snapshot_folder: Path
    token_key: bytes
    schema: Schema
    as_of: dt.date | None = None
    values: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    own: Mapping[str, frozenset[str]] = field(default_factory=dict)  # names of values that the State keeps to itself
    switched_off: frozenset[str] = frozenset()
    ring_shares: Mapping[str, RingShare] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)
    opening: Opening = field(default_factory=Opening)
    language: str = "en"
    engine: Engine = "duckdb"
    spark_master: str = ""
    since: tuple[Path, Path] | None = None  # folders of an earlier run and of its snapshot, to go on from
    live_from: dt.date | None = None  # the day since which an office reads its records with this
    trials: int | None = None  # of the self-test; None: a short one, only where no lead opens
    queries: Store | None = None  # kept from run to run; None: every question is written anew
    quarantine: Path | None = None
    account: Mapping[str, Any] = field(default_factory=dict)
