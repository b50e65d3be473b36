"""The parts that are built in, from the locks: as a bill of materials, or looked up in advisories that lie in a folder.

python setup/parts.py bill                     CycloneDX 1.6 as JSON, on standard output
python setup/parts.py audit FOLDER_OR_ZIP ...  which parts are known to have flaws; nothing is asked of the network

Advisories are JSON in the form of OSV, one a file, as the exports of the Python and npm ecosystems hold them.
"""

from __future__ import annotations

import base64
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).resolve().parents[1]
LOCKED = re.compile(r"^([a-z0-9][a-z0-9.-]*)==([^\s\\;]+)((?:.*\\\n)*.*)", re.M)
FOUND, CLEAN = 1, 0


@dataclass(frozen=True)
class Part:
    """One package at one version; `hashes` are hexadecimal, of the files that may be installed."""

    ecosystem: str
    name: str
    version: str
    algorithm: str
    hashes: tuple[str, ...]


def parts() -> list[Part]:
    """Of the programme, and of its pages. What only tests use is not built in."""
    return [*_of_python(), *_of_npm()]


def _of_python() -> Iterator[Part]:
    for name, version, after in LOCKED.findall((ROOT / "requirements.txt").read_text("utf-8")):
        yield Part("PyPI", name, version, "SHA-256", tuple(re.findall(r"sha256:([0-9a-f]{64})", after)))


def _of_npm() -> Iterator[Part]:
    for path, said in json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"].items():
        if path:
            digest = base64.b64decode(said["integrity"].removeprefix("sha512-")).hex()
            yield Part("npm", path.rpartition("node_modules/")[2], said["version"], "SHA-512", (digest,))


def bill() -> dict[str, Any]:
    components = [
        {
            "type": "library",
            "name": part.name,
            "version": part.version,
            "purl": f"pkg:{part.ecosystem.lower()}/{part.name.replace('@', '%40')}@{part.version}",
            "hashes": [{"alg": part.algorithm, "content": digest} for digest in part.hashes],
        }
        for part in parts()
    ]
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": components}


def advisories(places: list[Path]) -> Iterator[dict[str, Any]]:
    for place in places:
        if place.is_dir():
            yield from (json.loads(path.read_text("utf-8")) for path in sorted(place.rglob("*.json")))
        else:
            with zipfile.ZipFile(place) as whole:
                yield from (json.loads(whole.read(name)) for name in sorted(whole.namelist()) if name.endswith(".json"))


def concerns(part: Part, affected: dict[str, Any]) -> bool:
    """Whether this version is one of those named. What cannot be compared counts: somebody has to look."""
    package = affected.get("package", {})
    if (package.get("ecosystem"), _plain(package.get("name", ""))) != (part.ecosystem, _plain(part.name)):
        return False
    if part.version in affected.get("versions", []):
        return True
    ranges = [one for one in affected.get("ranges", []) if one["type"] in ("ECOSYSTEM", "SEMVER")]
    return any(_within(part.version, one["events"]) for one in ranges)


def _within(version: str, events: list[dict[str, str]]) -> bool:
    try:
        here, is_in = Version(version), False
        for event in events:  # in the order in which they happened, as OSV asks for
            kind, named = next(iter(event.items()))
            at = Version(named)
            if kind == "introduced" and at <= here:
                is_in = True
            elif (kind == "fixed" and at <= here) or (kind == "last_affected" and at < here):
                is_in = False
    except InvalidVersion:
        return True
    return is_in


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def audit(places: list[Path]) -> int:
    """Say what is known of each part, how many advisories were read, and of which day the newest is."""
    mine, n_read, newest, found = parts(), 0, "", []
    for said in advisories(places):
        n_read, newest = n_read + 1, max(newest, str(said.get("modified", "")))
        if not said.get("withdrawn"):
            found += [(part, said) for part in mine if any(concerns(part, one) for one in said.get("affected", []))]
    for part, said in found:
        print(f"{part.name} {part.version}: {said['id']} {said.get('summary', '')}".rstrip())
    print(f"{len(mine)} parts, {n_read} advisories, the newest of {newest[:10] or 'no day'}: {len(found)} found.")
    if not n_read:
        print("No advisory was read: this says nothing about the parts.")
    return FOUND if found or not n_read else CLEAN


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["bill"]:
            print(json.dumps(bill(), indent=1))
        case ["audit", *places] if places:
            sys.exit(audit([Path(place) for place in places]))
        case _:
            sys.exit(__doc__)
