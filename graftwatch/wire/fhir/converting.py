"""FHIR files to a folder of our template, in two passes: resource by resource, then everything that needs the others.

Memory stays bounded: pass one keeps one resource and a batch of rows, pass two is DuckDB with a limit, which
spills to disk.
The result appears under its name only when it is complete, and the same input gives the same folder.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graftwatch.errors import GraftwatchError
from graftwatch.tables import Schema
from graftwatch.wire.fhir.account import Account, Example, Tally
from graftwatch.wire.fhir.mapping import mappings
from graftwatch.wire.fhir.quarantine import Quarantine
from graftwatch.wire.fhir.reading import Found, fhir_files, resources_of
from graftwatch.wire.fhir.references import by_identifier, key_of
from graftwatch.wire.fhir.rows import Made, NoPlaceError, RefusedError, made_of, recorded_at
from graftwatch.wire.fhir.settling import Settled, Settling
from graftwatch.wire.fhir.staging import Stage
from graftwatch.wire.fhir.validating import faults_of

Progress = Callable[[int], None]


def convert(
    source: Path,
    out: Path,
    schema: Schema,
    *,
    replace: bool = False,
    quarantine: Path | None = None,
    progress: Progress | None = None,
    memory_gib: float = 1.0,
) -> Account:
    """Write the FHIR files of `source` (a folder, or one Bundle or NDJSON file) as `out`, a folder of our template.

    `quarantine` is a CSV that lists everything rejected or in conflict, by file, line and reason. `progress` is told
    every thousand resources how many were read. Raises GraftwatchError where nothing in `source` is FHIR, or where
    `out` is there and not empty, unless it may `replace` it. What a killed run left is removed by the next one.
    """
    files = fhir_files(source)
    if not files:
        raise GraftwatchError("No FHIR resource was found: neither a JSON Bundle nor NDJSON with a resourceType.")
    if not replace and out.exists() and any(out.iterdir()):
        raise GraftwatchError("The folder to write to holds something already. Name one that is new or empty.")
    with _workshop(out) as work:
        first = _FirstPass(Stage(work / "stage", schema), schema, Quarantine(quarantine))
        for file in files:
            called = file.relative_to(source).as_posix() if source.is_dir() else file.name
            first.read(file, called, progress)
        account = first.finish(Settling(work / "stage", work / "made", schema, memory_gib=memory_gib))
        shutil.rmtree(out, ignore_errors=True)
        (work / "made").rename(out)
    return account


@contextmanager
def _workshop(out: Path) -> Iterator[Path]:
    """A folder beside `out`, for our eyes only, that is gone afterwards."""
    work = out.parent / f".{out.name}.converting"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(mode=0o700, parents=True)
    try:
        (work / "stage").mkdir()
        (work / "made").mkdir()
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


class _FirstPass:
    def __init__(self, stage: Stage, schema: Schema, quarantine: Quarantine) -> None:
        self.stage, self.schema, self.quarantine = stage, schema, quarantine
        self.n_read = 0
        self.not_ours: Counter[str] = Counter()
        self.files: Counter[str] = Counter()
        self.servers: Counter[str] = Counter()
        self.rejected, self.without_place, self.left_empty = Tally(), Tally(), Tally()

    def read(self, file: Path, name: str, progress: Progress | None) -> None:
        for found in resources_of(file, name):
            self.n_read += 1
            self.files[name] += 1
            self.take(found)
            if progress is not None and self.n_read % 1000 == 0:
                progress(self.n_read)

    def take(self, found: Found) -> None:
        resource = found.resource
        if resource is None:
            self.refuse(found, "", "", found.fault)
            return
        type_name = resource.get("resourceType")
        mapping = mappings().get(type_name) if isinstance(type_name, str) else None
        if mapping is None:
            self.not_ours[_plain_type(type_name)] += 1
            return
        fault = faults_of(resource, mapping.model)
        if fault:
            self.refuse(found, mapping.type, _plain_id(resource), fault)
            return
        key = _key(resource, found.full_url)
        if key is None:
            self.refuse(found, mapping.type, "", "it has no id, so the next load could not tell it from others")
            return
        self.place(found, resource, key)

    def place(self, found: Found, resource: dict[str, Any], key: str) -> None:
        no_place = None
        ordinal = self.n_read
        type_name = resource["resourceType"]
        try:
            made = made_of(resource, key, mappings()[type_name], self.schema)
        except RefusedError as why:
            self.refuse(found, type_name, key.partition("/")[2], str(why))
            return
        except NoPlaceError as why:
            no_place = str(why)
        else:
            self.keep(ordinal, key, resource, made, found)
        self.stage.add(
            "_resources",
            {
                "ordinal": ordinal,
                "key": key,
                "type": type_name,
                "updated": recorded_at(resource),
                "digest": _digest(resource),
                "file": found.file,
                "line": found.line,
                "no_place": no_place,
            },
        )

    def keep(self, ordinal: int, key: str, resource: dict[str, Any], made: Made, found: Found) -> None:
        self.stage_made(ordinal, key, resource, made)
        if found.full_url and key_of(found.full_url, key) != key:
            self.stage.add("_names", {"ordinal": ordinal, "alias": key_of(found.full_url, key), "key": key})
        for column, why in made.left_empty:
            type_name = resource["resourceType"]
            self.left_empty.add(
                type_name, f"{column}: {why}", Example(found.file, found.line, type_name, key.partition("/")[2])
            )
        for inner in resource.get("contained") or []:
            mapping = mappings().get(inner.get("resourceType"))
            if mapping is not None and inner.get("id"):
                self.keep_contained(ordinal, f"{key}#{inner['id']}", inner)

    def keep_contained(self, ordinal: int, key: str, inner: dict[str, Any]) -> None:
        """What a resource contains shares its fate; of what is not sound nothing is kept."""
        try:
            made = made_of(inner, key, mappings()[inner["resourceType"]], self.schema)
        except (RefusedError, NoPlaceError):
            return
        self.stage_made(ordinal, key, inner, made)

    def stage_made(self, ordinal: int, key: str, resource: dict[str, Any], made: Made) -> None:
        for table, cells in made.rows:
            self.stage.add(table, {"ordinal": ordinal} | cells)
        for anchor, gives, value in made.links:
            self.stage.add("_links", {"ordinal": ordinal, "anchor": anchor, "gives": gives, "value": str(value)})
        for position, (table, row_id, column, reference, gives) in enumerate(made.wishes):
            wish = {"in_table": table, "row_id": row_id, "in_column": column, "reference": reference, "gives": gives}
            self.stage.add("_wishes", {"ordinal": ordinal, "position": position} | wish)
        for identifier in _identifiers(resource):
            alias = by_identifier(resource["resourceType"], identifier)
            self.stage.add("_names", {"ordinal": ordinal, "alias": alias, "key": key})
        self.servers.update(made.servers)

    def refuse(self, found: Found, type_name: str, resource_id: str, reason: str) -> None:
        example = Example(found.file, found.line, type_name, resource_id)
        self.rejected.add(type_name, reason, example)
        self.quarantine.add(example, reason)

    def finish(self, settling: Settling) -> Account:
        self.stage.close()
        conflicts = Tally()
        settled: Settled = settling.settle(self.stage.tables, self.without_place, conflicts, self.quarantine)
        self.quarantine.close()
        return Account(
            n_read=self.n_read,
            accepted=settled.accepted,
            not_ours=dict(sorted(self.not_ours.items())),
            without_place=self.without_place.groups(),
            rejected=self.rejected.groups(),
            in_conflict=conflicts.groups(),
            n_repeated=settled.n_repeated,
            n_superseded=settled.n_superseded,
            files=dict(self.files),
            rows=settled.rows,
            left_empty=self.left_empty.groups(),
            n_open_references=settled.n_open_references,
            servers=dict(sorted(self.servers.items())),
        )


def _key(resource: dict[str, Any], full_url: str) -> str | None:
    """`Type/id`; an entry of a transaction has no id yet and is known by its full URL."""
    known = resource.get("id") or full_url.rstrip("/").replace(":", "/").rsplit("/", 1)[-1].lower()
    return f"{resource['resourceType']}/{known}" if known else None


def _digest(resource: dict[str, Any]) -> bytes:
    content = {name: value for name, value in resource.items() if name != "meta"}
    return hashlib.blake2b(json.dumps(content, sort_keys=True).encode(), digest_size=16).digest()


def _identifiers(resource: dict[str, Any]) -> list[dict[str, Any]]:
    said = resource.get("identifier") or []
    return [one for one in (said if isinstance(said, list) else [said]) if one.get("value")]


def _plain_type(said: object) -> str:
    return said if isinstance(said, str) and said.isalpha() and len(said) < 50 else "without a type"


def _plain_id(resource: dict[str, Any]) -> str:
    said = resource.get("id")
    return said if isinstance(said, str) and said.replace("-", "").replace(".", "").isalnum() else ""
