#!/usr/bin/env python3
"""Verifies a bag of evidence that Graftwatch made, with nothing but Python's standard library.

    python3 verify_bag.py FOLDER_OR_ZIP [--key KEY]      says in sentences what holds and what does not
    python3 verify_bag.py open SEALED OUT.zip            opens a sealed bag (needs PyNaCl); asks for what opens it

KEY is the public key of the office that made the bag, got another way than with the bag.
The answer is 0 where everything holds, 1 where something does not, 2 where it could not be asked.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    Bag: TypeAlias = "Folder" | "Zipped"
    Point: TypeAlias = tuple[int, int, int, int]
    Real: TypeAlias = Callable[[str], dict[str, Any]]
    Found: TypeAlias = Iterator[tuple[bool, str]]

try:
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey
except ImportError:  # then the slow way below, which is RFC 8032's own
    HAS_NACL = False
else:
    HAS_NACL = True

ALGORITHMS = ("sha256", "sha512")
EXCEPTIONAL: tuple[str, ...] = ("quarantine", "flag_integrity", "hold_privilege", "contest", "exclude", "release_")
EXCEPTIONAL += ("keep_after_", "reopen_after_", "exclude_after_", "give_back_after_")
TAKEN_IN = ("take_in", "make_viewing_copy")
PIECE = 1 << 20


# The bag, as a folder or as a zip


class Folder:
    def __init__(self, place: str) -> None:
        self.place = Path(place)

    def names(self) -> set[str]:
        found = (path for path in self.place.rglob("*") if not path.is_dir() or path.is_symlink())
        return {path.relative_to(self.place).as_posix() for path in found}

    def open(self, name: str) -> IO[bytes]:
        path = self.place / name
        if path.is_symlink() or self.place.resolve() not in path.resolve().parents:
            raise OSError("it leads out of the bag")
        return path.open("rb")


class Zipped:
    def __init__(self, place: str) -> None:
        self.archive = zipfile.ZipFile(place)
        tops = {name.split("/", 1)[0] for name in self.archive.namelist()}
        self.top = f"{tops.pop()}/" if len(tops) == 1 else ""

    def names(self) -> set[str]:
        names = [name for name in self.archive.namelist() if not name.endswith("/")]
        if len(names) != len(set(names)):
            raise ValueError("the zip holds two files of one name")
        return {name[len(self.top) :] for name in names}

    def open(self, name: str) -> IO[bytes]:
        return self.archive.open(self.top + name)


def words_of(bag: Bag, name: str) -> bytes:
    with bag.open(name) as file:
        return file.read()


def hashes_of(bag: Bag, name: str) -> dict[str, Any]:
    found = {algorithm: hashlib.new(algorithm) for algorithm in ALGORITHMS}
    size = 0
    with bag.open(name) as file:
        for piece in iter(lambda: file.read(PIECE), b""):
            size += len(piece)
            for each in found.values():
                each.update(piece)
    return {name: each.hexdigest() for name, each in found.items()} | {"size": size}


# Ed25519 verification as RFC 8032, section 6, writes it down

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
HALF = pow(2, (P - 1) // 4, P)


def _add(one: Point, two: Point) -> Point:
    a, b = (one[1] - one[0]) * (two[1] - two[0]) % P, (one[1] + one[0]) * (two[1] + two[0]) % P
    c, d = 2 * one[3] * two[3] * D % P, 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(number: int, point: Point) -> Point:
    found = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = _add(found, point)
        point, number = _add(point, point), number >> 1
    return found


def _x_of(y: int, sign: int) -> int | None:
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if not square:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * HALF % P
    if (x * x - square) % P:
        return None
    return P - x if (x & 1) != sign else x


def _point(words: bytes) -> Point | None:
    y = int.from_bytes(words, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = _x_of(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


_Y = 4 * pow(5, P - 2, P) % P
_X = _x_of(_Y, 0) or 0
BASE = (_X, _Y, 1, _X * _Y % P)


def _verified_slowly(key: bytes, signature: bytes, said: bytes) -> bool:
    a, r, s = _point(key), _point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + said).digest(), "little") % L
    left, right = _times(s, BASE), _add(r, _times(h, a))
    return not (left[0] * right[2] - right[0] * left[2]) % P and not (left[1] * right[2] - right[1] * left[2]) % P


def is_signed(public: str, signed: str, said: bytes) -> bool:
    try:
        key, signature = bytes.fromhex(public), bytes.fromhex(signed)
    except ValueError:
        return False
    if len(key) != 32 or len(signature) != 64:
        return False
    if not HAS_NACL:
        return _verified_slowly(key, signature, said)
    try:
        VerifyKey(key).verify(said, signature)
    except BadSignatureError:
        return False
    return True


# Merkle proofs of RFC 9162, section 2.1.3.2


def stands_in_tree(digest: str, index: int, size: int, path: list[str], root: str) -> bool:
    found, at, last = hashlib.sha256(b"\x00" + bytes.fromhex(digest)).digest(), index, size - 1
    if not 0 <= index < size:
        return False
    for each in path:
        step = bytes.fromhex(each)
        if last == 0:
            return False
        if at & 1 or at == last:
            found = hashlib.sha256(b"\x01" + step + found).digest()
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = hashlib.sha256(b"\x01" + found + step).digest()
        at, last = at >> 1, last >> 1
    return last == 0 and found.hex() == root


# What is asked. Each question gives sentences: (holds, sentence)


def listed_in(bag: Bag, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in words_of(bag, name).decode("utf-8").splitlines():
        digest, path = line.split(None, 1)
        if path in found:
            raise ValueError(f"{name} lists {path} twice")
        found[path] = digest.lower()
    return found


def ask_the_lists(bag: Bag, names: set[str], real: Real) -> Found:
    if b"BagIt-Version: 1.0" not in words_of(bag, "bagit.txt"):
        yield False, "bagit.txt does not say that this is a bag of version 1.0."
    payload = {name for name in names if name.startswith("data/")}
    for algorithm in ALGORITHMS:
        listed = listed_in(bag, f"manifest-{algorithm}.txt")
        tags = listed_in(bag, f"tagmanifest-{algorithm}.txt")
        unlisted = {"signature.json", *(f"tagmanifest-{each}.txt" for each in ALGORITHMS)}
        for path in sorted(payload - set(listed)):
            yield False, f"{path} is in the bag, and the list of its contents does not know it."
        for path in sorted(names - payload - set(tags) - unlisted):
            yield False, f"{path} was added to the bag after it was made."
        for path, digest in sorted({**listed, **tags}.items()):
            if path not in names:
                yield False, f"{path} is missing."
            elif real(path)[algorithm] != digest:
                yield False, f"{path} was changed: its {algorithm.upper()} is not the one in the list."
    yield True, f"The lists of contents name {len(payload)} files."


def ask_the_signature(bag: Bag, given: str) -> Found:
    said = json.loads(words_of(bag, "signature.json"))
    over = words_of(bag, "tagmanifest-sha512.txt")
    if not is_signed(said["key"], said["signature"], b"graftwatch bag 1\n" + over):
        yield False, "The signature over the bag is wrong: the bag was changed, or another office signed it."
    elif given and given.lower() != said["key"]:
        yield False, "The bag is signed, but not with the key that you gave."
    elif given:
        yield True, "The bag is signed with the key that you gave."
    else:
        yield True, f"The bag is signed with the key {said['key']}. Compare it with the one the office gives you."


def ask_the_custody(bag: Bag, real: Real) -> Found:
    key = json.loads(words_of(bag, "signature.json"))["key"]
    told = json.loads(words_of(bag, "data/custody.json"))
    for exhibit in told["exhibits"]:
        yield from ask_the_chain(exhibit, key)
        yield from ask_the_files(exhibit, real)
        yield from ask_the_stamps(bag, exhibit)
    yield True, f"The custody record speaks of {len(told['exhibits'])} exhibits."


def ask_the_chain(exhibit: dict[str, Any], key: str) -> Found:
    name, previous, fine = exhibit["exhibit"], "0" * 64, True
    for number, event in enumerate(exhibit["events"], start=1):
        where = f"Exhibit {name}, custody event {number}"
        if event["number"] != number or event["previous"] != previous:
            yield False, f"{where}: it is missing, or another event stands in its place."
            return
        if event["written"] is None:
            yield True, f"{where}: its words are sealed to other readers; that it is there is signed."
        elif hashlib.sha256(f"{previous}\n{event['written']}".encode()).hexdigest() != event["digest"]:
            fine = False
            yield False, f"{where}: it says something else than what was written down at the time."
        elif json.loads(event["written"])["exhibit"] != name or json.loads(event["written"])["number"] != number:
            fine = False
            yield False, f"{where}: it was written about something else."
        if not is_signed(key, event["signature"], b"graftwatch custody 1\n" + event["digest"].encode()):
            fine = False
            yield False, f"{where}: it does not bear the signature of the office that made the bag."
        previous = event["digest"]
    if fine and exhibit["events"]:
        yield True, f"Exhibit {name}: all {len(exhibit['events'])} custody events are there, in order and signed."


def ask_the_files(exhibit: dict[str, Any], real: Real) -> Found:
    name = exhibit["exhibit"]
    events = [json.loads(each["written"]) for each in exhibit["events"] if each["written"] is not None]
    first = {each["said"]["file"]: each["said"] for each in events if each["verb"] in TAKEN_IN}
    sealed = [one for each in events if each["verb"] == "seal" for one in each.get("files", ())]
    known = {each["file"] for each in exhibit["files"]}
    for each in exhibit["files"]:
        then = first.get(each["file"], {})
        now = real(each["path"])
        if any(now[algorithm] != each[algorithm] or each[algorithm] != then.get(algorithm) for algorithm in ALGORITHMS):
            yield False, f"Exhibit {name}: {each['path']} is not the file that was taken in."
        if each["parent"] and each["parent"] not in known:
            yield False, f"Exhibit {name}: {each['path']} is a copy of a file that is not here."
    for one in sealed:
        same = [each for each in exhibit["files"] if each["file"] == one["file"] and each["sha256"] == one["sha256"]]
        if not same:
            yield False, f"Exhibit {name}: a file that was sealed is not in the bag, or is another one."
    missing = set(first) - known
    if missing:
        yield False, f"Exhibit {name}: {len(missing)} files that were taken in are not in the bag."


def ask_the_stamps(bag: Bag, exhibit: dict[str, Any]) -> Found:
    record = {each["digest"] for each in exhibit["events"]}
    for each in exhibit.get("time_stamps", ()):
        if each["digest"] not in record or bytes.fromhex(each["digest"]) not in words_of(bag, each["path"]):
            yield False, f"{each['path']}: this time stamp is over nothing in the custody record."
        else:
            yield True, f"{each['path']} is over custody event {each['event']}. Who signed it: see data/README.txt."


def ask_the_trail(bag: Bag) -> Found:
    told = json.loads(words_of(bag, "data/trail.json"))
    fine = 0
    for entry in told["entries"]:
        where = f"Entry {entry['number']} of the log"
        if hashlib.sha256(f"{entry['previous']}\n{entry['written']}".encode()).hexdigest() != entry["digest"]:
            yield False, f"{where} says something else than what its hash was made of."
        elif not stands_in_tree(entry["digest"], entry["number"] - 1, told["size"], entry["path"], told["root"]):
            yield False, f"{where} does not stand in the tree of the log."
        else:
            fine += 1
    yield True, f"{fine} acts with these exhibits stand in the log of the office, whose root is {told['root']}."


def ask_the_exceptions(bag: Bag) -> Found:
    listed = json.loads(words_of(bag, "data/exceptions.json"))
    for exhibit in json.loads(words_of(bag, "data/custody.json"))["exhibits"]:
        events = [json.loads(each["written"]) for each in exhibit["events"] if each["written"] is not None]
        numbers = [each["number"] for each in events if each["verb"].startswith(EXCEPTIONAL)]
        told = listed.get(exhibit["exhibit"], [])
        if not set(numbers) <= {each["number"] for each in told}:
            yield False, f"Exhibit {exhibit['exhibit']}: an exception was left out of the list."
        for each in told:
            yield True, f"Exhibit {exhibit['exhibit']}: on {each['at'][:10]} there was an exception: {each['verb']}."
    yield True, "The banner says: " + " ".join(words_of(bag, "data/banner.txt").decode("utf-8").split())


def findings(place: str, given: str = "") -> Found:
    bag = Folder(place) if Path(place).is_dir() else Zipped(place)
    names = bag.names()
    known: dict[str, dict[str, Any]] = {}

    def real(path: str) -> dict[str, Any]:
        if path not in known:
            known[path] = hashes_of(bag, path)
        return known[path]

    questions: tuple[Callable[[], Found], ...] = (
        lambda: ask_the_lists(bag, names, real),
        lambda: ask_the_signature(bag, given),
        lambda: ask_the_custody(bag, real),
        lambda: ask_the_trail(bag),
        lambda: ask_the_exceptions(bag),
    )
    for ask in questions:
        try:
            yield from ask()
        except (OSError, ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile) as problem:
            yield False, f"Part of the bag cannot be read: {problem}"


# Opening a sealed bag


def open_sealed(sealed: str, out: str) -> None:
    from getpass import getpass

    from nacl import bindings, pwhash
    from nacl.public import PrivateKey, SealedBox

    with Path(sealed).open("rb") as file, Path(out).open("xb") as made:
        if file.readline() != b"GWB1\n":
            raise ValueError("this is not a sealed bag")
        head = json.loads(file.readline())
        if head["for"] == "key":
            private = PrivateKey(bytes.fromhex(getpass("Your private key, 64 hexadecimal digits: ").strip()))
            key = SealedBox(private).decrypt(bytes.fromhex(head["key"]))
        else:
            words, salt = getpass("Passphrase: ").encode(), bytes.fromhex(head["salt"])
            key = pwhash.argon2id.kdf(32, words, salt, opslimit=head["ops"], memlimit=head["mem"])
        state = bindings.crypto_secretstream_xchacha20poly1305_state()
        mark = file.read(4 + bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES)
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, mark[4:], key)
        length, tag = 65536 + bindings.crypto_secretstream_xchacha20poly1305_ABYTES, 0
        while tag != bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL:
            piece = file.read(length)
            words, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(state, piece, b"graftwatch bag 1")
            last = tag == bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
            made.write(bindings.sodium_unpad(words, 65536) if last else words)


def main(said: list[str]) -> int:
    if len(said) == 3 and said[0] == "open":
        open_sealed(said[1], said[2])
        sys.stdout.write(f"Opened. Now verify it: python3 verify_bag.py {said[2]}\n")
        return 0
    if not said or len(said) not in (1, 3) or (len(said) == 3 and said[1] != "--key"):
        sys.stdout.write(__doc__)
        return 2
    found = list(findings(said[0], said[2] if len(said) == 3 else ""))
    for holds, sentence in found:
        sys.stdout.write(("holds      " if holds else "FAILS      ") + sentence + "\n")
    all_hold = all(holds for holds, _sentence in found)
    sys.stdout.write("Everything that this programme can ask holds.\n" if all_hold else "This bag does not hold.\n")
    return 0 if all_hold else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
