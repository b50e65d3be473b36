"""Access codes: a person concerned reads their slice of the trail at the public door, with sixteen digits."""

from __future__ import annotations

import datetime as dt

from django.db.models import Model

from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied, action
from graftwatch.desk.audit.models import AccessCode
from graftwatch.desk.audit.naming import label_of
from graftwatch.desk.audit.slices import in_words, last_number, slice_for
from graftwatch.desk.door.letters import NoSuchMailboxError, close_mailbox, post
from graftwatch.desk.door.models import Letter, Mailbox
from graftwatch.desk.door.receipts import N_DIGITS, mailbox_of, new_receipt

HOLDS_FOR = dt.timedelta(days=365)


def may_give(viewer: Viewer, thing: Model) -> bool:
    """Protection case managers, to people of matters that they may see."""
    seen = type(thing)._default_manager.seen_by(viewer)  # type: ignore[attr-defined]
    return viewer.holds("protection_file") and bool(seen.filter(pk=thing.pk).exists())


@action(may=may_give, act="permission")
def give_access_code(viewer: Viewer, thing: Model, *, language: str, today: dt.date) -> str:
    """Sixteen digits for one person, shown once and kept nowhere. An older code of theirs ends."""
    rows = AccessCode.objects.for_the_system("an older code of the same person")
    for older in rows.filter(about=label_of(thing), ends_on__gt=today):
        _end(older, today)
    assert viewer.user_id is not None  # may_give asks for a role, and only people have one of those
    code = new_receipt()
    mailbox = mailbox_of(code)
    AccessCode(
        about=label_of(thing),
        mailbox=mailbox.id,
        mailbox_public=mailbox.public,
        language=language,
        by_id=viewer.user_id,
        made_on=today,
        ends_on=today + HOLDS_FOR,
    ).save()
    Mailbox.objects.create(id=mailbox.id, public=mailbox.public, made_on=today)
    return code


def is_code_of(thing: Model, code: str, *, today: dt.date) -> bool:
    """Whether these sixteen digits are the ones this person has now."""
    if not (code.isascii() and code.isdigit() and len(code) == N_DIGITS):
        return False
    rows = AccessCode.objects.for_the_system("whether a code is the one that was given")
    found: bool = rows.filter(about=label_of(thing), ends_on__gt=today, mailbox=mailbox_of(code).id).exists()
    return found


@action(may=may_give, act="permission")
def withdraw_access_code(viewer: Viewer, thing: Model, *, today: dt.date) -> None:
    """From now on the code opens nothing: it was lost, or somebody else may have it."""
    rows = AccessCode.objects.for_the_system("the codes of one person")
    found = list(rows.filter(about=label_of(thing), ends_on__gt=today))
    if not found:
        raise Denied("There is no access code to withdraw.")
    for code in found:
        _end(code, today)


def _end(code: AccessCode, today: dt.date) -> None:
    code.ends_on = today
    code.save(update_fields=["ends_on"])
    close_mailbox(code.mailbox)


@action(may=lambda viewer: viewer.role.name in ("operator", "timer"), act="disclosure")
def write_slices(viewer: Viewer, *, today: dt.date) -> int:
    """Put what is new into each mailbox, sealed to it. How many letters. Twice a day is once."""
    up_to, n_letters = last_number(), 0
    live = AccessCode.objects.for_the_system("codes whose slice is written today").filter(ends_on__gt=today)
    for code in live:
        words = in_words(slice_for(code.about, after=code.told_up_to), code.language)
        code.told_up_to = up_to
        code.save(update_fields=["told_up_to"])
        if words:
            n_letters += _posted(code, words, today)
    return n_letters


def _posted(code: AccessCode, words: str, today: dt.date) -> int:
    try:
        post(code.mailbox, Letter.Kind.NOTICE, words, today)
    except NoSuchMailboxError:  # closed at the door; nobody can read there any more
        code.ends_on = today
        code.save(update_fields=["ends_on"])
        return 0
    return 1
