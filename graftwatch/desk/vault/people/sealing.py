"""Words sealed for named people: under a key of their own, which is wrapped to each holder's public key.

Around that lies the record's key of the installation (`record_keys`), so that erasing the record closes it for its
holders, too, also in a backup. Each wrap says which record and field it is for: moved elsewhere, it does not open.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from graftwatch.desk.vault import boxes, record_keys
from graftwatch.desk.vault.people.unlocking import Unlocked
from graftwatch.errors import GraftwatchError

TIER_A = "tier A"


class NotForYouError(GraftwatchError):
    """These words are not sealed for this person."""


def seal_for(record: str, field: str, words: bytes, public_keys: Mapping[str, bytes]) -> bytes:
    """Seal words of `record` (`reports.identity:<uuid>`) for its holders. Somebody must be able to open them."""
    if not public_keys:
        raise NotForYouError("Nobody would be able to open this. Name at least one holder who has set up the vault.")
    key = boxes.new_key()
    inner = boxes.seal(words, key, _place(record, field))
    wraps = {holder: _wrap(key, record, field, public) for holder, public in public_keys.items()}
    outer = record_keys.make_key(record, TIER_A)
    return _packed(boxes.seal(inner, outer, _place(record, field)), wraps)


def open_with(unlocked: Unlocked, record: str, field: str, sealed: bytes) -> bytes | None:
    """The words; None once they are erased. Raises NotForYouError, CannotOpenError."""
    said = _unpacked(sealed)
    outer = record_keys.key_of(record, TIER_A)
    if outer is None:
        return None
    key = _unwrap(unlocked, record, field, said["wraps"])
    return boxes.unseal(boxes.unseal(said["content"], outer, _place(record, field)), key, _place(record, field))


def add_holder(unlocked: Unlocked, record: str, field: str, sealed: bytes, public_keys: Mapping[str, bytes]) -> bytes:
    """The same words, for more people: only somebody who can open them can do it."""
    said = _unpacked(sealed)
    key = _unwrap(unlocked, record, field, said["wraps"])
    more = {holder: _wrap(key, record, field, public) for holder, public in public_keys.items()}
    return _packed(said["content"], {**said["wraps"], **more})


def remove_holder(sealed: bytes, holder: str) -> bytes:
    """The same words without one holder. Who has read them has read them. Raises NotForYouError for the last one."""
    said = _unpacked(sealed)
    left = {name: wrap for name, wrap in said["wraps"].items() if name != holder}
    if not left:
        raise NotForYouError("Nobody would be left who can open this. Add another holder first, or erase it.")
    return _packed(said["content"], left)


def holders(sealed: bytes) -> list[str]:
    """For whom it is sealed: `user:5`, in order."""
    return sorted(_unpacked(sealed)["wraps"])


def _place(record: str, field: str) -> str:
    return f"{field}|{record}"


def _mark(record: str, field: str) -> bytes:
    return hashlib.sha256(f"wrap|{_place(record, field)}".encode()).digest()


def _wrap(key: bytes, record: str, field: str, public: bytes) -> bytes:
    return boxes.seal_to(public, key + _mark(record, field))


def _unwrap(unlocked: Unlocked, record: str, field: str, wraps: Mapping[str, bytes]) -> bytes:
    wrap = wraps.get(unlocked.holder)
    if wrap is None:
        raise NotForYouError("This is not sealed for you.")
    words = boxes.unseal_with(unlocked.private_key, wrap)
    key, mark = words[: boxes.KEY_BYTES], words[boxes.KEY_BYTES :]
    if mark != _mark(record, field):
        raise boxes.CannotOpenError("This key was wrapped for another place.")
    return key


def _packed(content: bytes, wraps: Mapping[str, bytes]) -> bytes:
    said = {"version": 1, "content": _text(content), "wraps": {name: _text(wrap) for name, wrap in wraps.items()}}
    return json.dumps(said, sort_keys=True).encode()


def _unpacked(sealed: bytes) -> dict[str, Any]:
    said = json.loads(bytes(sealed))
    wraps = {name: base64.b64decode(wrap) for name, wrap in said["wraps"].items()}
    return {"content": base64.b64decode(said["content"]), "wraps": wraps}


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
