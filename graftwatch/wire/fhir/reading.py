"""The resources of a folder of FHIR files, or of one file: NDJSON line by line, JSON object by object."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graftwatch.wire.fhir.bundles import pieces

LONGEST = 16 * 1024 * 1024
"""Bytes of one resource; attachments travel inside resources, so this is more than a line of a table may have."""

_LINES = (".ndjson", ".jsonl")
_ENDINGS = (*_LINES, ".json")
_SAYS_TYPE = re.compile(rb'"resourceType"\s*:\s*"[A-Z]')
_NOT_DATA = ("package.json", "manifest.json", "log.ndjson", ".index.json")


@dataclass(frozen=True)
class Found:
    """One resource with where it stood, or the reason why none could be read there."""

    file: str
    line: int
    resource: dict[str, Any] | None = None
    full_url: str = ""
    fault: str = ""


def fhir_files(source: Path) -> list[Path]:
    """The files of a folder that hold FHIR resources, in the order of their names; a file gives itself."""
    return list(_found(source))


def _found(source: Path) -> Iterator[Path]:
    for file in [source] if source.is_file() else sorted(source.rglob("*")):
        named = file.suffix.lower() in _ENDINGS and file.name not in _NOT_DATA
        if named and file.is_file() and _holds_resources(file):
            yield file


def looks_like_fhir(source: Path) -> bool:
    """Whether any file of a folder, or a file, holds FHIR resources."""
    return next(_found(source), None) is not None


def _holds_resources(file: Path) -> bool:
    with file.open("rb") as opened:
        return _SAYS_TYPE.search(opened.read(1 << 20)) is not None


def resources_of(file: Path, name: str) -> Iterator[Found]:
    """Every resource of one file; `name` is how the file is called in what is said about it."""
    parts = _lines(file, name) if file.suffix.lower() in _LINES else _objects(file, name)
    for part in parts:
        yield from _unbundled(part)


def _lines(file: Path, name: str) -> Iterator[Found]:
    with file.open("rb") as opened:
        number = 0
        while content := opened.readline(LONGEST + 1):
            number += 1
            if len(content) > LONGEST:
                while content and not content.endswith(b"\n"):
                    content = opened.readline(LONGEST)
                yield Found(name, number, fault=_TOO_LONG)
            elif content.strip():
                yield _parsed(name, number, content)


def _objects(file: Path, name: str) -> Iterator[Found]:
    for piece in pieces(file, LONGEST):
        if piece.cut_off:
            yield Found(name, piece.line, fault="the file ends in the middle of a resource")
        elif not piece.content:
            yield Found(name, piece.line, fault=_TOO_LONG)
        else:
            found = _parsed(name, piece.line, piece.content)
            yield _entry(found, found.resource) if piece.entry and found.resource is not None else found


_TOO_LONG = f"longer than {LONGEST // 1024 // 1024} MiB"


def _parsed(name: str, line: int, content: bytes) -> Found:
    try:
        resource = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Found(name, line, fault="holds bytes that are not UTF-8")
    except json.JSONDecodeError:
        return Found(name, line, fault="is not complete JSON")
    except RecursionError:
        return Found(name, line, fault="is nested too deeply to be a resource")
    if not isinstance(resource, dict):
        return Found(name, line, fault="is JSON, but no resource")
    return Found(name, line, resource)


def _unbundled(found: Found) -> Iterator[Found]:
    """The entries of a Bundle, bundles within it included; anything else is itself."""
    if found.resource is None or found.resource.get("resourceType") != "Bundle":
        yield found
        return
    for entry in found.resource.get("entry") or []:
        yield from _unbundled(_entry(found, entry))


def _entry(found: Found, entry: Any) -> Found:
    said = entry if isinstance(entry, dict) else {}
    resource = said.get("resource")
    if isinstance(resource, dict):
        full_url = said.get("fullUrl")
        return Found(found.file, found.line, resource, full_url if isinstance(full_url, str) else "")
    return Found(found.file, found.line, fault="is an entry of a Bundle without a resource (a deletion or an answer)")
