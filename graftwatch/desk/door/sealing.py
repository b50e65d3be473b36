"""A report is sealed in memory before anything is stored: content, identity and routing, each to its own readers."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from graftwatch.desk.door.files import Given
from graftwatch.desk.door.models import Envelope, Mailbox, PublishedKey, SealedFile
from graftwatch.desk.door.readers import node_key, readers
from graftwatch.desk.door.receipts import mailbox_of, new_receipt
from graftwatch.desk.door.sealing_files import KEYS, seal_files
from graftwatch.desk.vault import boxes

WRAPPED_KEY_BYTES = 80
"""A sealed box around a key of 32 bytes."""


@dataclass(frozen=True, repr=False)
class SealedReport:
    """Rows that are not saved yet, and what only the reporter is told."""

    envelope: Envelope
    mailbox: Mailbox
    receipt: str
    salt: str
    commitment: str
    is_independent: bool
    """Walls left nobody of the ordinary readers: it goes to the independent route, and the reporter is told."""
    files: list[SealedFile] = field(default_factory=list)


class HoldsAPrivateKey(Protocol):
    """`desk.vault.people.Unlocked` is one."""

    @property
    def private_key(self) -> bytes: ...


class EnvelopeLike(Protocol):
    """An envelope, or the row that keeps what was in it: `id` is the envelope's, for the seals speak of it."""

    id: uuid.UUID
    content: bytes
    content_wraps: dict[str, str]
    identity: bytes
    identity_wraps: dict[str, str]


def seal_report(
    content: Mapping[str, Any],
    identity: Mapping[str, Any] | None,
    routing: Mapping[str, Any],
    keys: Sequence[PublishedKey],
    today: dt.date,
    *,
    receipt: str = "",
    files: Sequence[Given] = (),
) -> SealedReport:
    """Seal a report and its files. What is said in `routing` decides who gets a wrap: must_not_see, urgent, channel.

    The same `receipt` and content give the same mailbox and commitment. An anonymous report seals an empty identity of
    the same size, so that nobody sees whether there is one. Raises NobodyLeftError, TooBusyError.
    """
    receipt = receipt or new_receipt()
    mailbox = mailbox_of(receipt)
    whose = readers(
        keys, routing.get("must_not_see", ()), urgent=bool(routing.get("urgent")), channel=str(routing["channel"])
    )
    salt = mailbox.salt.hex()
    envelope = Envelope(id=uuid.uuid4(), received_on=today, is_urgent=bool(routing.get("urgent")))
    sealed_files = seal_files(files, envelope.id)
    said = dict(content) | sealed_files.facts
    envelope.commitment = commitment(salt, said)
    said |= {"salt": salt} | sealed_files.keys
    envelope.content, envelope.content_wraps = wrapped(as_bytes(said), whose.content, f"content|{envelope.id}")
    known = as_bytes(dict(identity or {}))
    envelope.identity, envelope.identity_wraps = wrapped(known, whose.identity, f"identity|{envelope.id}")
    to_the_node = dict(routing) | {
        "mailbox": mailbox.id,
        "mailbox_public": base64.b64encode(mailbox.public).decode(),
        "independent": whose.is_independent,
    }
    envelope.routing = sealed_to(bytes(node_key(keys).public), as_bytes(to_the_node), f"routing|{envelope.id}")
    kept = as_bytes({"must_not_see": list(routing.get("must_not_see", ())), "channel": routing["channel"]})
    row = Mailbox(id=mailbox.id, public=mailbox.public, made_on=today)
    row.kept = sealed_to(mailbox.public, kept, f"kept|{mailbox.id}")
    return SealedReport(envelope, row, receipt, salt, envelope.commitment, whose.is_independent, sealed_files.rows)


def commitment(salt: str, content: Mapping[str, Any]) -> str:
    """SHA-256 over a random salt and the content, the hashes of its files among it: says nothing, fits no other."""
    said = {name: value for name, value in content.items() if name not in ("salt", KEYS)}
    return hashlib.sha256(bytes.fromhex(salt) + as_bytes(said)).hexdigest()


def open_content(envelope: EnvelopeLike, unlocked: HoldsAPrivateKey, key_id: str) -> dict[str, Any]:
    """What was reported, with its `salt`. Raises CannotOpenError for whoever holds no wrap."""
    return opened(envelope.content, envelope.content_wraps, unlocked.private_key, key_id, f"content|{envelope.id}")


def open_identity(envelope: EnvelopeLike, unlocked: HoldsAPrivateKey, key_id: str) -> dict[str, Any]:
    """Who reported; empty where nobody said. Raises CannotOpenError for whoever holds no wrap."""
    return opened(envelope.identity, envelope.identity_wraps, unlocked.private_key, key_id, f"identity|{envelope.id}")


def wrap_for(wraps: Mapping[str, str], holder: str) -> str:
    """The id of the published key of this holder (`user:5`) among the wraps; empty where there is none."""
    found = PublishedKey.objects.filter(pk__in=list(wraps), holder=holder).values_list("pk", flat=True)
    return next((str(key) for key in found), "")


# The boxes underneath


def wrapped(words: bytes, keys: Sequence[PublishedKey], place: str) -> tuple[bytes, dict[str, str]]:
    """Words under a key of their own, and that key for each reader."""
    key = boxes.new_key()
    wraps = {str(one.id): base64.b64encode(boxes.seal_to(bytes(one.public), key)).decode() for one in keys}
    return boxes.seal(words, key, place), wraps


def opened(sealed: bytes, wraps: Mapping[str, str], private: bytes, key_id: str, place: str) -> dict[str, Any]:
    if key_id not in wraps:
        raise boxes.CannotOpenError("This was not sealed to that key.")
    key = boxes.unseal_with(private, base64.b64decode(wraps[key_id]))
    said: dict[str, Any] = json.loads(boxes.unseal(bytes(sealed), key, place))
    return said


def sealed_to(public: bytes, words: bytes, place: str) -> bytes:
    """Padded words for one holder: a sealed key and what it seals."""
    key = boxes.new_key()
    return boxes.seal_to(public, key) + boxes.seal(words, key, place)


def opened_with(private: bytes, sealed: bytes, place: str) -> dict[str, Any]:
    key = boxes.unseal_with(private, bytes(sealed[:WRAPPED_KEY_BYTES]))
    said: dict[str, Any] = json.loads(boxes.unseal(bytes(sealed[WRAPPED_KEY_BYTES:]), key, place))
    return said


def as_bytes(said: object) -> bytes:
    """One way of writing data down, so that its hash means something."""
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
