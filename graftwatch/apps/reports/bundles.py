"""What came through the door stays sealed to its readers, and lies under the report's own key besides.

Destroying that key closes it for everybody, also in a backup.
"""

from __future__ import annotations

import base64
import io
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from graftwatch.apps.reports import numbers
from graftwatch.apps.reports.models import Incoming, Report, ReportFile
from graftwatch.desk.access.models import User
from graftwatch.desk.door import letters, sealing
from graftwatch.desk.door.models import Envelope, Letter, PublishedKey, SealedFile
from graftwatch.desk.door.sealing_files import OfAFile, files_in, open_file
from graftwatch.desk.vault import boxes, record_keys, streams
from graftwatch.desk.vault.people import Unlocked

CONTENT, IDENTITY = "report_text", "identity_reporter"


class NoKeyError(boxes.CannotOpenError):
    """This person holds no key of this report."""


@dataclass(frozen=True)
class Kept:
    """An envelope again, as the door's seals know it."""

    id: uuid.UUID
    content: bytes = b""
    content_wraps: dict[str, str] | None = None
    identity: bytes = b""
    identity_wraps: dict[str, str] | None = None


@dataclass(frozen=True)
class KeptLetter:
    """A letter again, as the door's seals know it."""

    id: uuid.UUID
    mailbox: str
    kind: str
    content: bytes
    wraps: dict[str, str]


def record_of(row: Report | Incoming | ReportFile) -> str:
    return f"{row._meta.label_lower}:{row.pk}"


def keep_content(report: Report, envelope: Envelope) -> bytes:
    return _keep(report, CONTENT, envelope.id, bytes(envelope.content), envelope.content_wraps)


def keep_identity(report: Report, envelope: Envelope) -> bytes:
    return _keep(report, IDENTITY, envelope.id, bytes(envelope.identity), envelope.identity_wraps)


def keep_letter(row: Incoming, letter: Letter) -> bytes:
    return _keep(row, CONTENT, letter.id, bytes(letter.content), letter.wraps, mailbox=letter.mailbox)


def content_of(report: Report, unlocked: Unlocked) -> dict[str, Any] | None:
    """What was reported; None once it is erased. Raises NoKeyError for whoever holds no key of it."""
    said = _kept(report, CONTENT, bytes(report.bundle))
    if said is None:
        return None
    row = Kept(uuid.UUID(said["id"]), content=said["sealed"], content_wraps=said["wraps"])
    return sealing.open_content(row, unlocked, _key_of(said["wraps"], unlocked))  # type: ignore[arg-type]


def identity_of(report: Report, unlocked: Unlocked) -> dict[str, Any] | None:
    """Who reported, for a custodian's key; empty where nobody said; None once it is erased."""
    said = _kept(report, IDENTITY, bytes(report.identity))
    if said is None:
        return None
    row = Kept(uuid.UUID(said["id"]), identity=said["sealed"], identity_wraps=said["wraps"])
    return sealing.open_identity(row, unlocked, _key_of(said["wraps"], unlocked))  # type: ignore[arg-type]


def letter_of(row: Incoming, unlocked: Unlocked) -> dict[str, Any] | None:
    """The reporter's `words`, and what stands there of files; None once they are erased."""
    said = _kept(row, CONTENT, bytes(row.bundle))
    if said is None:
        return None
    letter = KeptLetter(uuid.UUID(said["id"]), said["mailbox"], row.kind, said["sealed"], said["wraps"])
    return letters.open_whole_letter(letter, unlocked, _key_of(said["wraps"], unlocked))  # type: ignore[arg-type]


def keep_file(row: ReportFile, file: SealedFile) -> bytes:
    """Sealed once more, piece by piece: what is padded already is not padded again."""
    kept, key = io.BytesIO(), record_keys.make_key(record_of(row), CONTENT)
    kept.write(file.of.bytes)
    with streams.Sealing(kept, key, _place(row, CONTENT)) as sealing:
        sealing.write(bytes(file.content))
    return kept.getvalue()


def file_of(row: ReportFile, one: OfAFile) -> bytes | None:
    """The file as it was sealed; None once it is erased. Raises CannotOpenError."""
    key = record_keys.key_of(record_of(row), CONTENT)
    if key is None:
        return None
    kept = bytes(row.sealed)
    opening = streams.Opening(cast(BinaryIO, io.BytesIO(kept[16:])), key, _place(row, CONTENT))
    return open_file(opening.readall() or b"", one, uuid.UUID(bytes=kept[:16]))


def files_of(report: Report, unlocked: Unlocked) -> dict[uuid.UUID, OfAFile]:
    """All files that the report and its letters speak of, by the number of their row, in the order they came."""
    said = [content_of(report, unlocked) or {}]
    for row in Incoming.objects.for_the_system("files of this report").filter(report=report):
        said.append(letter_of(row, unlocked) or {})
    return {numbers.id_of("file in", str(one.id)): one for words in said for one in files_in(words)}


def wraps_of(report: Report) -> dict[str, str]:
    """Whose keys open the words: published key -> wrapped key. Within an action."""
    said = _kept(report, CONTENT, bytes(report.bundle))
    return dict(said["wraps"]) if said else {}


def shared_with(report: Report, unlocked: Unlocked, users: Iterable[User]) -> bytes:
    """The bundle with wraps for more readers, made by one who can open it; as it is where nobody is to be added."""
    said = _kept(report, CONTENT, bytes(report.bundle))
    newcomers = [user for user in users if said and f"user:{user.pk}" not in holders_of(said["wraps"])]
    if said is None or not newcomers:
        return bytes(report.bundle)
    private = unlocked.private_key
    key = boxes.unseal_with(private, base64.b64decode(said["wraps"][_key_of(said["wraps"], unlocked)]))
    more = {
        str(row.pk): base64.b64encode(boxes.seal_to(bytes(row.public), key)).decode()
        for row in PublishedKey.objects.filter(holder__in=[f"user:{user.pk}" for user in newcomers], retired_on=None)
    }
    return _keep(report, CONTENT, uuid.UUID(said["id"]), said["sealed"], {**said["wraps"], **more})


def holders_of(wraps: dict[str, str]) -> dict[str, set[str]]:
    """Whose keys these are, with the parties each is tied to: `user:5` -> parties."""
    rows = PublishedKey.objects.filter(pk__in=list(wraps), retired_on=None)
    return {row.holder: set(row.parties) for row in rows}


def _key_of(wraps: dict[str, str], unlocked: Unlocked) -> str:
    found = sealing.wrap_for(wraps, unlocked.holder)
    if not found:
        raise NoKeyError("This report is not sealed to your key.")
    return found


def _keep(
    row: Report | Incoming, compartment: str, number: uuid.UUID, sealed: bytes, wraps: dict[str, str], **more: str
) -> bytes:
    said = {"id": str(number), "sealed": base64.b64encode(bytes(sealed)).decode(), "wraps": wraps, **more}
    key = record_keys.make_key(record_of(row), compartment)
    return boxes.seal(json.dumps(said).encode(), key, _place(row, compartment))


def _kept(row: Report | Incoming, compartment: str, kept: bytes) -> dict[str, Any] | None:
    key = record_keys.key_of(record_of(row), compartment)
    if key is None:
        return None
    said: dict[str, Any] = json.loads(boxes.unseal(bytes(kept), key, _place(row, compartment)))
    return said | {"sealed": base64.b64decode(said["sealed"])}


def _place(row: Report | Incoming | ReportFile, compartment: str) -> str:
    return f"bundle {compartment}|{record_of(row)}"
