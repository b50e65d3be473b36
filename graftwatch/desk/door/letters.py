"""Letters both ways: the desk writes to a mailbox it cannot open, the reporter to keys the door does not hold."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import router, transaction
from django.db.models import Max

from graftwatch.desk.door.files import Given
from graftwatch.desk.door.models import Letter, Mailbox, SealedFile
from graftwatch.desk.door.readers import published_keys, readers
from graftwatch.desk.door.receipts import OfAMailbox, mailbox_of
from graftwatch.desk.door.sealing import HoldsAPrivateKey, as_bytes, opened, opened_with, sealed_to, wrapped
from graftwatch.desk.door.sealing_files import seal_files
from graftwatch.errors import GraftwatchError

Kind = Letter.Kind
TO_THE_REPORTER = (Kind.QUESTION, Kind.NOTICE, Kind.PROOF)


class NoSuchMailboxError(GraftwatchError):
    """There is no mailbox of this name: the receipt is another, or it was closed."""


@dataclass(frozen=True, repr=False)
class ReadLetter:
    """One letter as the reporter reads it."""

    kind: str
    posted_on: dt.date
    words: str
    is_new: bool


@dataclass(frozen=True, repr=False)
class OpenedMailbox:
    """What a receipt opens, for one request."""

    letters: list[ReadLetter]
    made_on: dt.date
    last_visited_on: dt.date | None
    sent: list[tuple[str, dt.date]] = field(default_factory=list)
    """Kind and day of what the reporter wrote and the desk has not collected; its words are sealed."""


# The desk's side


def post(mailbox_id: str, kind: str, words: str, today: dt.date, *, letter_id: uuid.UUID | None = None) -> Letter:
    """A letter to the reporter; the same `letter_id` twice is one letter. Raises NoSuchMailboxError."""
    posted = Letter.objects.filter(pk=letter_id).first() if letter_id else None
    if posted is not None:
        return posted
    mailbox = Mailbox.objects.filter(pk=mailbox_id).first()
    if mailbox is None:
        raise NoSuchMailboxError("This mailbox does not exist, or was closed.")
    letter = Letter(id=letter_id or uuid.uuid4(), mailbox=mailbox_id, kind=kind, posted_on=today)
    letter.number = _next_number(letter.mailbox)
    letter.content = sealed_to(bytes(mailbox.public), as_bytes({"words": words}), _place(letter))
    letter.save(force_insert=True)
    return letter


def uncollected() -> list[Letter]:
    """Letters from reporters that the desk has not taken yet."""
    rows = Letter.objects.filter(collected=False).exclude(kind__in=TO_THE_REPORTER)
    return list(rows.order_by("posted_on", "number", "id"))


def open_letter(letter: Letter, unlocked: HoldsAPrivateKey, key_id: str) -> str:
    """The reporter's words. Works on whatever row keeps `id`, `mailbox`, `kind`, `content`, `wraps`."""
    return str(open_whole_letter(letter, unlocked, key_id)["words"])


def open_whole_letter(letter: Letter, unlocked: HoldsAPrivateKey, key_id: str) -> dict[str, Any]:
    """The reporter's `words`, and what stands there of files (`sealing_files.files_in`)."""
    return opened(bytes(letter.content), letter.wraps, unlocked.private_key, key_id, _place(letter))


def remove_letter(letter: Letter) -> None:
    """Take it from the door, after the desk holds it."""
    with transaction.atomic(using=router.db_for_write(Letter)):
        SealedFile.objects.filter(of=letter.pk).delete()
        Letter.objects.filter(pk=letter.pk).delete()


def close_mailbox(mailbox_id: str) -> None:
    """End a mailbox and its letters: the report was erased. The receipt opens nothing any more."""
    with transaction.atomic(using=router.db_for_write(Mailbox)):
        mine = Letter.objects.filter(mailbox=mailbox_id)
        SealedFile.objects.filter(of__in=list(mine.values_list("pk", flat=True))).delete()
        mine.delete()
        Mailbox.objects.filter(pk=mailbox_id).delete()


# The reporter's side


def read_letters(receipt: str, today: dt.date) -> OpenedMailbox | None:
    """The letters, newest first, marked as read; None where there is no such mailbox. Raises TooBusyError."""
    return _read(mailbox_of(receipt), today)


class TakesNoFilesError(GraftwatchError):
    """A notice without names takes no files: a photograph or a document shows somebody."""


def answer(receipt: str, kind: str, words: str, today: dt.date, files: Sequence[Given] = ()) -> OpenedMailbox | None:
    """A letter from the reporter, kept from everybody whom the report itself is kept from; and the mailbox after it.

    None where there is no such mailbox. Raises NobodyLeftError, TooBusyError, TakesNoFilesError: nothing is stored.
    """
    mailbox = mailbox_of(receipt)
    row = Mailbox.objects.filter(pk=mailbox.id).first()
    if row is not None:
        _write(mailbox, row, kind, words, today, files)
    return _read(mailbox, today)


def _write(mailbox: OfAMailbox, row: Mailbox, kind: str, words: str, today: dt.date, files: Sequence[Given]) -> None:
    kept: dict[str, Any] = opened_with(mailbox.private, bytes(row.kept), f"kept|{mailbox.id}")
    if files and kept["channel"] == "a":
        raise TakesNoFilesError("A notice of a journey takes no files.")
    whose = readers(
        published_keys(), kept["must_not_see"], urgent=kind == Kind.RETALIATION, channel=str(kept["channel"])
    )
    letter = Letter(id=uuid.uuid4(), mailbox=mailbox.id, kind=kind, posted_on=today)
    letter.number = _next_number(letter.mailbox)
    sealed = seal_files(files, letter.id)
    said = {"words": words} | sealed.facts | sealed.keys
    letter.content, letter.wraps = wrapped(as_bytes(said), whose.content, _place(letter))
    with transaction.atomic(using=router.db_for_write(Letter)):
        letter.save(force_insert=True)
        for one in sealed.rows:
            one.save(force_insert=True)


def _read(mailbox: OfAMailbox, today: dt.date) -> OpenedMailbox | None:
    letters = list(Letter.objects.filter(mailbox=mailbox.id).order_by("-posted_on", "-number", "id"))
    row = Mailbox.objects.filter(pk=mailbox.id).first()
    if row is None:
        return None
    mine = [letter for letter in letters if letter.kind in TO_THE_REPORTER]
    Letter.objects.filter(pk__in=[letter.pk for letter in mine], read=False).update(read=True)
    Mailbox.objects.filter(pk=mailbox.id).update(last_visited_on=today)
    return OpenedMailbox(
        letters=[_opened(letter, mailbox) for letter in mine],
        made_on=row.made_on,
        last_visited_on=row.last_visited_on,
        sent=[(letter.kind, letter.posted_on) for letter in letters if letter.kind not in TO_THE_REPORTER],
    )


def _opened(letter: Letter, mailbox: OfAMailbox) -> ReadLetter:
    words = opened_with(mailbox.private, bytes(letter.content), _place(letter))["words"]
    return ReadLetter(letter.kind, letter.posted_on, str(words), not letter.read)


def _next_number(mailbox_id: str) -> int:
    """After the last letter that lies in this mailbox: letters of one day keep their order, and no hour is stored."""
    last: int | None = Letter.objects.filter(mailbox=mailbox_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _place(letter: Letter) -> str:
    return f"letter|{letter.id}|{letter.mailbox}|{letter.kind}"
