#!/usr/bin/env python3
"""Verify an exported trail of Graftwatch. Needs Python 3.9 and nothing else.

    python3 verify_trail.py trail.jsonl
    python3 verify_trail.py trail.jsonl --key HEX             the installation's key, as it was noted on paper
    python3 verify_trail.py trail.jsonl --head SIZE:ROOT      a head that was noted elsewhere (spaces do not matter)
    python3 verify_trail.py trail.jsonl --earlier older.jsonl an export of an earlier day must be its beginning

It says in sentences what holds, and names the first entry that does not. Exit code 0: everything holds; 1: something
does not; 2: it could not be verified. SHA-256 chain, Merkle tree of RFC 9162, Ed25519 of RFC 8032.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Line = dict[str, Any]
Point = tuple[int, int, int, int]

BEGINNING = "0" * 64
HEAD_FORMAT = "graftwatch head 1"


class DoesNotHoldError(Exception):
    """Said in a sentence that names the first bad entry."""


# The tree


class Growing:
    """A Merkle tree that is only added to."""

    def __init__(self) -> None:
        self.peaks: list[tuple[int, bytes]] = []

    def add(self, digest: str) -> None:
        size, found = 1, hashlib.sha256(b"\x00" + bytes.fromhex(digest)).digest()
        while self.peaks and self.peaks[-1][0] == size:
            size, found = size * 2, hashlib.sha256(b"\x01" + self.peaks.pop()[1] + found).digest()
        self.peaks.append((size, found))

    def root(self) -> str:
        if not self.peaks:
            return hashlib.sha256(b"").hexdigest()
        found = self.peaks[-1][1]
        for _, peak in reversed(self.peaks[:-1]):
            found = hashlib.sha256(b"\x01" + peak + found).digest()
        return found.hex()


# Ed25519, verification only, after RFC 8032 section 6. Nothing here is secret, so its time need not be constant.

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def added(one: Point, other: Point) -> Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar: int, point: Point) -> Point:
    found: Point = (0, 1, 1, 0)
    while scalar > 0:
        found = added(found, point) if scalar & 1 else found
        point = added(point, point)
        scalar >>= 1
    return found


def same(one: Point, other: Point) -> bool:
    return (one[0] * other[2] - other[0] * one[2]) % P == 0 and (one[1] * other[2] - other[1] * one[2]) % P == 0


def x_of(y: int, sign: int) -> int | None:
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P:
        return None
    return P - x if (x & 1) != sign else x


def point_of(data: bytes) -> Point | None:
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = x_of(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = x_of(BASE_Y, 0) or 0
BASE: Point = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def is_signed(key: str, signature: str, said: bytes) -> bool:
    """Whether this is the signature of the holder of `key` under `said`. Key and signature in hexadecimal digits."""
    try:
        public, signed = bytes.fromhex(key), bytes.fromhex(signature)
    except ValueError:
        return False
    if len(public) != 32 or len(signed) != 64:
        return False
    a, r, s = point_of(public), point_of(signed[:32]), int.from_bytes(signed[32:], "little")
    if a is None or r is None or s >= Q:
        return False
    h = int.from_bytes(hashlib.sha512(signed[:32] + public + said).digest(), "little") % Q
    return same(times(s, BASE), added(r, times(h, a)))


# The export


def read(path: str) -> tuple[Line, list[Line], list[Line]]:
    """(what the file says of itself, its entries, its heads)."""
    begin: Line = {}
    end: Line = {}
    entries: list[Line] = []
    heads: list[Line] = []
    with Path(path).open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            try:
                said = json.loads(line)
            except ValueError:
                raise DoesNotHoldError(f"Line {number} cannot be read: the file was damaged or cut off.") from None
            if "format" in said:
                begin = said
            elif "n_entries" in said:
                end = said
            elif "head" in said:
                heads.append(said["head"])
            else:
                entries.append(said)
    if begin.get("format") != "graftwatch trail 1":
        raise DoesNotHoldError(f"{path} is not an exported trail: its first line does not say so.")
    if end != {"n_entries": len(entries), "n_heads": len(heads)}:
        raise DoesNotHoldError(
            f"Lines of the file are missing or were added: it holds {len(entries)} entries and {len(heads)} heads, and "
            f"its last line says {end or 'nothing'}. The first entry that is missing is {first_missing(entries)}."
        )
    return begin, entries, heads


def first_missing(entries: list[Line]) -> int:
    numbers = {entry.get("number") for entry in entries}
    return next(number for number in range(1, len(entries) + 2) if number not in numbers)


def fault(entry: Line, number: int, previous: str) -> str:
    """What is wrong with one entry where `number` is due and `previous` is the digest before; empty: nothing."""
    if entry["number"] != number:
        return f"it is missing here, and entry {entry['number']} stands in its place"
    if entry["previous"] != previous:
        return "it does not hold the hash of the entry before it"
    if entry["digest"] != hashlib.sha256(f"{entry['previous']}\n{entry['written']}".encode()).hexdigest():
        return "its hash is not the hash of what it says"
    if json.loads(entry["written"]).get("number") != number:
        return "its text gives itself another number"
    return ""


def roots_of(entries: list[Line], sizes: set[int]) -> dict[int, str]:
    """Follow the chain from its first entry, and give the root of the tree at each of these sizes and at the end."""
    tree, previous, found = Growing(), BEGINNING, {0: Growing().root()}
    for number, entry in enumerate(entries, start=1):
        because = fault(entry, number, previous)
        if because:
            raise DoesNotHoldError(f"The trail does not hold from entry {number} on: {because}.")
        previous = entry["digest"]
        tree.add(previous)
        if number in sizes or number == len(entries):
            found[number] = tree.root()
    return found


def check_head(head: Line, roots: dict[int, str], n_entries: int) -> None:
    size = head["size"]
    if size > n_entries:
        raise DoesNotHoldError(
            f"The end of the trail was cut off: a head speaks of {size} entries, and there are {n_entries}. "
            f"The first entry that is missing is {n_entries + 1}."
        )
    if roots[size] != head["root"]:
        raise DoesNotHoldError(
            f"The first {size} entries are not those whose head was signed or noted: the trail was rewritten or split "
            f"before entry {size + 1}. An export of an earlier day (--earlier) names the first entry that differs."
        )


def check_signatures(head: Line, key: str) -> list[str]:
    """The names of the witnesses. Heads of another key than the noted one are refused."""
    size = head["size"]
    said = f"{HEAD_FORMAT}\n{size}\n{head['root']}\n{head['at']}\n".encode()
    if head["key"] != key:
        raise DoesNotHoldError(f"The head of {size} entries is signed by another key than this installation's.")
    if not is_signed(head["key"], head["signature"], said):
        raise DoesNotHoldError(f"The signature under the head of {size} entries is not right.")
    for each in head.get("countersignatures", []):
        if not is_signed(each["key"], each["signature"], said):
            raise DoesNotHoldError(f"The signature of {each['name']} under the head of {size} entries is not right.")
    return [each["name"] for each in head.get("countersignatures", [])]


def check_earlier(entries: list[Line], path: str) -> int:
    _, before, _ = read(path)
    for number, (old, new) in enumerate(zip(before, entries), start=1):  # noqa: B905 - Python 3.9 has no strict
        if old["digest"] != new["digest"]:
            raise DoesNotHoldError(f"The trail was split: entry {number} is not the one that was exported earlier.")
    if len(before) > len(entries):
        raise DoesNotHoldError(
            f"The end was cut off: entry {len(entries) + 1} was exported earlier and is missing now."
        )
    return len(before)


def noted_head(words: str) -> Line:
    size, root = "".join(words.split()).lower().split(":")
    return {"size": int(size), "root": root}


def verify(path: str, key: str = "", noted: Sequence[str] = (), earlier: str = "") -> list[str]:
    """Sentences on what holds. Raises DoesNotHoldError."""
    begin, entries, heads = read(path)
    key = "".join(key.split()).lower()
    elsewhere = [noted_head(words) for words in noted]
    roots = roots_of(entries, {head["size"] for head in [*heads, *elsewhere]})
    sentences = [f"The chain holds: {len(entries)} entries, root {roots[len(entries)]}."]
    for head in elsewhere:
        check_head(head, roots, len(entries))
        sentences.append(f"The head of {head['size']} entries that was noted elsewhere is the head of this trail.")
    witnesses: dict[str, int] = {}
    for head in heads:
        check_head(head, roots, len(entries))
        for name in check_signatures(head, key or begin["key"]):
            witnesses[name] = head["size"]
    if heads:
        sentences.append(f"All {len(heads)} signed heads hold; the last one speaks of {heads[-1]['size']} entries.")
    else:
        sentences.append("No head was signed. A cut-off end would not show.")
    sentences += [f"{name} countersigned heads up to {size} entries." for name, size in sorted(witnesses.items())]
    if not witnesses:
        sentences.append("No witness countersigned. Whoever holds this installation's key can make another trail.")
    if not key:
        sentences.append(f"The export names the key {begin['key']}. Compare it with the one on paper (--key).")
    if earlier:
        sentences.append(f"The {check_earlier(entries, earlier)} entries of the earlier export are its beginning.")
    return sentences


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export")
    parser.add_argument("--key", default="")
    parser.add_argument("--head", action="append", default=[])
    parser.add_argument("--earlier", default="")
    said = parser.parse_args(words)
    try:
        sentences = verify(said.export, said.key, said.head, said.earlier)
    except DoesNotHoldError as problem:
        sys.stdout.write(f"{problem}\n")
        return 1
    except (OSError, KeyError, ValueError) as problem:
        sys.stdout.write(f"This could not be verified: {problem}\n")
        return 2
    sys.stdout.write("\n".join(sentences) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
