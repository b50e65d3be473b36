"""Writes a bag as one zip, piece by piece: originals are opened while they leave and never lie open on a disk.

BagIt 1.0 (RFC 8493), by hand: the format is a few lists of hashes, and the library wants the whole bag on a disk.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from graftwatch.apps.evidence import signatures
from graftwatch.apps.evidence.bag.contents import Payload

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
ALGORITHMS = ("sha256", "sha512")
LONG_AGO = (1980, 1, 1, 0, 0, 0)


class _Outlet(io.RawIOBase):
    """Where the zip writes: what came is taken away at once."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, words: object) -> int:
        self.waiting.append(bytes(words))  # type: ignore[call-overload]
        return len(self.waiting[-1])

    def taken(self) -> Iterator[bytes]:
        yield from self.waiting
        self.waiting = []


def packed(
    name: str, payload: Iterable[Payload], tags: Mapping[str, bytes], info: Mapping[str, str]
) -> Iterator[bytes]:
    """The bytes of a zip that holds the bag `name`. `tags` are further files beside the payload."""
    payload = list(payload)
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for member in payload:
            with archive.open(_member(f"{name}/{member.path}"), "w", force_zip64=True) as file:
                for piece in member.pieces():
                    file.write(piece)
                    yield from outlet.taken()
        for path, words in tag_files(payload, tags, info).items():
            archive.writestr(_member(f"{name}/{path}"), words)
            yield from outlet.taken()
    yield from outlet.taken()


def _member(path: str) -> zipfile.ZipInfo:
    found = zipfile.ZipInfo(path, LONG_AGO)
    found.external_attr = 0o100600 << 16
    return found


def tag_files(payload: list[Payload], tags: Mapping[str, bytes], info: Mapping[str, str]) -> dict[str, bytes]:
    """Declaration, lists of hashes, and the signature over the last of them."""
    size = sum(member.size for member in payload)
    about = {
        **info,
        "Payload-Oxum": f"{size}.{len(payload)}",
        "Bagging-Date": dt.datetime.now(dt.UTC).date().isoformat(),
    }
    found: dict[str, bytes] = {
        "bagit.txt": DECLARATION.encode(),
        "bag-info.txt": "".join(f"{name}: {' '.join(words.split())}\n" for name, words in about.items()).encode(),
        **tags,
    }
    for algorithm in ALGORITHMS:
        lines = [f"{member.hashes[algorithm]}  {member.path}\n" for member in payload]
        found[f"manifest-{algorithm}.txt"] = "".join(lines).encode()
    listed = dict(found)
    for algorithm in ALGORITHMS:
        lines = [f"{hashlib.new(algorithm, words).hexdigest()}  {path}\n" for path, words in listed.items()]
        found[f"tagmanifest-{algorithm}.txt"] = "".join(lines).encode()
    last = found["tagmanifest-sha512.txt"]
    signature = {
        "format": "graftwatch bag 1",
        "over": "tagmanifest-sha512.txt",
        "key": signatures.public_key().hex(),
        "signature": signatures.sign(signatures.BAG, last),
    }
    found["signature.json"] = json.dumps(signature, indent=1).encode()
    return found
