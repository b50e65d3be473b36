"""What goes into a bag, within the act of exporting: files, and the papers made of facts, events and proofs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graftwatch.apps.cases.models import Case
from graftwatch.apps.evidence import custody, storage
from graftwatch.apps.evidence.bag import case_uco, papers, proofs
from graftwatch.apps.evidence.bag.exhibit import Exhibit, gathered
from graftwatch.apps.evidence.models import File, Item
from graftwatch.desk.access.viewer import Viewer

VERIFIER = Path(__file__).parents[1] / "verifier" / "verify_bag.py"


@dataclass(frozen=True)
class Payload:
    """One file of the bag's payload: where, how long, its hashes, and how to get its bytes."""

    path: str
    size: int
    hashes: dict[str, str]
    pieces: Callable[[], Iterator[bytes]]


def contents_of(viewer: Viewer, case: Case, items: list[Item], *, purpose: str, banner: list[str]) -> list[Payload]:
    """Everything below `data/`, in the order in which it is written. Within an action."""
    exhibits = [gathered(viewer, item) for item in items]
    found = [
        Payload(
            each.path,
            each.facts.size,
            {"sha256": each.facts.sha256, "sha512": each.facts.sha512},
            _opener(each.file),
        )
        for exhibit in exhibits
        for each in exhibit.files
    ]
    made = {
        "data/README.txt": papers.read_me(case, exhibits, purpose, banner).encode(),
        "data/banner.txt": papers.banner_text(banner).encode(),
        "data/exceptions.json": _json({each.item.exhibit: _exceptions(each) for each in exhibits}),
        "data/custody.json": _json(record(exhibits)),
        "data/custody.pdf": papers.custody_sheet(case, exhibits, banner),
        "data/trail.json": _json(proofs.of_items(items)),
        "data/case-uco.jsonld": _json(case_uco.graph(case, exhibits)),
    }
    made |= {_stamp_path(each, n): bytes(stamp.answer) for each in exhibits for n, (_, stamp) in enumerate(each.stamps)}
    return found + [_made(path, words) for path, words in made.items()]


def record(exhibits: list[Exhibit]) -> dict[str, Any]:
    """The custody record for programmes: `written` is exactly what was hashed and signed."""
    return {
        "format": "graftwatch custody 1",
        "exhibits": [
            {
                "exhibit": each.item.exhibit,
                "item": str(each.item.pk),
                "state": each.item.state,
                "kind": each.item.kind,
                "legal_basis": each.item.legal_basis,
                "reference": each.item.reference,
                "description": each.description,
                "files": [
                    {"file": str(one.file.pk), "path": one.path, "warnings": one.warnings, **asdict(one.facts)}
                    for one in each.files
                ],
                "events": [_event(told) for told in each.events],
                "time_stamps": [_stamp(each, n) for n in range(len(each.stamps))],
            }
            for each in exhibits
        ],
    }


def _event(told: custody.Told) -> dict[str, Any]:
    event = told.event
    written = event.written.for_the_system("the custody record of a bag") if told.said is not None else None
    return {
        "number": event.number,
        "written": written,
        "previous": event.previous,
        "digest": event.digest,
        "signature": event.signature,
    }


def _stamp_path(exhibit: Exhibit, n: int) -> str:
    return f"data/time-stamps/{exhibit.item.exhibit}-{n + 1}.tsr"


def _stamp(exhibit: Exhibit, n: int) -> dict[str, Any]:
    event, stamp = exhibit.stamps[n]
    said = {"event": event.number, "digest": stamp.digest, "at": stamp.at.isoformat(), "authority": stamp.authority}
    return said | {"path": _stamp_path(exhibit, n)}


def _exceptions(exhibit: Exhibit) -> list[dict[str, Any]]:
    return [
        {"number": told.event.number, "verb": told.event.verb, "at": told.event.at.isoformat(), "said": told.said}
        for told in exhibit.exceptions
    ]


def _opener(file: File) -> Callable[[], Iterator[bytes]]:
    return lambda: storage.pieces_of(file.pk, file.compartment)


def _made(path: str, words: bytes) -> Payload:
    hashes = {name: hashlib.new(name, words).hexdigest() for name in ("sha256", "sha512")}
    return Payload(path, len(words), hashes, lambda: iter([words]))


def _json(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True).encode()
