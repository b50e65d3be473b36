"""Make a harmless viewing copy of a file, and look at it. The original stays sealed and is never shown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from graftwatch.apps.evidence import custody, files, storage, viewing
from graftwatch.apps.evidence.access import THE_SYSTEM, opens_files
from graftwatch.apps.evidence.actions.handling import carry_out, flag_altered
from graftwatch.apps.evidence.files import AlteredError, Facts
from graftwatch.apps.evidence.models import File, Item
from graftwatch.apps.evidence.states.exceptions import IN_OUR_HANDS
from graftwatch.apps.evidence.viewing.kinds import LARGEST, WHY_NOT, WHY_STOPPED
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.states.moving import NotYetError
from graftwatch.desk.vault.boxes import CannotOpenError

LETTERS_A_PAGE = 20_000


@dataclass(frozen=True)
class Page:
    """One page of a viewing copy: letters, or a picture to be fetched by its number."""

    facts: Facts
    copy: File | None
    copied: Facts | None
    number: int
    n_pages: int
    text: str | None


def make_copy(viewer: Viewer, file: File) -> str:
    """Draw a file in a process of its own and keep the copy. Why there is none, in words; empty where there is one.

    What stops or breaks the process puts the exhibit into quarantine. Raises AlteredError where bytes differ from what
    was sealed; the exhibit is then under an exception. Drawing takes seconds and happens outside of any transaction.
    """
    facts = begin_viewing_copy(viewer, file)
    if facts is None:
        return ""
    if facts.size > LARGEST:
        return str(WHY_NOT["too_large"])
    found = viewing.draw(viewing.kind_of(facts.type), _bytes_as_sealed(file, facts))
    if isinstance(found, viewing.NotDrawn):
        return str(WHY_NOT[found.why])
    if isinstance(found, viewing.Stopped):
        return _quarantined(file, found)
    keep_viewing_copy(viewer, file, drawn=found)
    return ""


@action(may=opens_files, act="consultation")
def begin_viewing_copy(viewer: Viewer, file: File) -> Facts | None:
    """What is known of the file that is to be drawn; None where a copy is there already. Raises NotYetError."""
    facts = _shown_facts(viewer, file)
    if facts.drawn:
        raise NotYetError(_("This is a viewing copy itself."))
    return None if copy_of(file) else facts


def _shown_facts(viewer: Viewer, file: File) -> Facts:
    item: Item = Item.objects.seen_by(viewer).get(pk=file.item_id)
    facts = files.facts_of(file)
    if facts is None or item.state not in IN_OUR_HANDS or item.state == "integrity_exception":
        raise NotYetError(_("Nothing of this exhibit can be looked at as it stands now."))
    return facts


def copy_of(file: File) -> File | None:
    """The viewing copy that was made of a file. Within an action."""
    rows = File.objects.for_the_system("the viewing copy of a file").filter(parent_id=file.pk)
    derived: list[File] = list(rows.order_by("at"))
    for each in derived:
        facts = files.facts_of(each)
        if facts is not None and facts.drawn:
            return each
    return None


def _bytes_as_sealed(file: File, facts: Facts) -> bytes:
    """Every byte, and nothing else than was sealed."""
    mismatch, words = "", b""
    try:
        words = b"".join(files.bytes_of(file))
    except (storage.NotHereError, CannotOpenError) as problem:
        mismatch = f"{file.pk}: {problem}"
    if mismatch or hashlib.sha512(words).hexdigest() != facts.sha512:
        found = AlteredError(mismatch or f"{file.pk}: its hashes are not those at sealing")
        flag_altered(Item.objects.for_the_system("a byte that differs").get(pk=file.item_id), found.mismatch)
        raise found
    return words


def _quarantined(file: File, found: viewing.Stopped) -> str:
    item: Item = Item.objects.for_the_system("what stopped the process that draws").get(pk=file.item_id)
    why = str(WHY_STOPPED[found.why])
    if item.state != "quarantined":
        carry_out(THE_SYSTEM, item, verb="quarantine", said={"scan": why})
    return _("No viewing copy: %(why)s. The exhibit is in quarantine.") % {"why": why}


@action(may=opens_files, act="collection")
def keep_viewing_copy(viewer: Viewer, file: File, *, drawn: viewing.Drawn) -> File:
    """Seal the copy as a derivative of its original, with its own hashes and a line in the custody record."""
    _shown_facts(viewer, file)
    item: Item = Item.objects.seen_by(viewer).get(pk=file.item_id)
    arrived = storage.Arriving(item.compartment)
    arrived.write(drawn.words)
    arrived.end()
    facts = Facts(
        name="viewing-copy.txt" if drawn.type == "text/plain" else "viewing-copy.zip",
        what="Viewing copy",
        size=arrived.size,
        type=drawn.type,
        arrived_at=timezone.now().isoformat(),
        parent=str(file.pk),
        drawn={"n_shown": drawn.n_shown, "n_pages": drawn.n_pages, "given_up": list(drawn.given_up)},
        **arrived.hashes,
    )
    arrived.keep()
    copy: File = File(
        id=arrived.number,
        item_id=item.pk,
        parent_id=file.pk,
        compartment=item.compartment,
        facts=facts.written(),
        by_id=viewer.user_id,
    )
    copy.save(force_insert=True)
    said: dict[str, object] = {
        "file": str(copy.pk),
        "parent": facts.parent,
        "sha256": facts.sha256,
        "sha512": facts.sha512,
    }
    said |= {"size": facts.size, "type": facts.type, "given_up": ", ".join(drawn.given_up)}
    custody.write_down(viewer, item, "make_viewing_copy", said)
    return copy


@action(may=opens_files, act="consultation")
def look_at(viewer: Viewer, file: File, *, page: int) -> Page:
    """One page of the viewing copy of a file; without a copy, only what is known of the file."""
    facts = _shown_facts(viewer, file)
    copy = copy_of(file)
    copied = files.facts_of(copy) if copy else None
    if copy is None or copied is None or not copied.drawn:
        return Page(facts, None, None, 0, 0, None)
    if copied.type != "text/plain":
        return Page(facts, copy, copied, page, copied.drawn["n_shown"], None)
    text = b"".join(files.bytes_of(copy)).decode()
    n_pages = max(1, -(-len(text) // LETTERS_A_PAGE))
    return Page(facts, copy, copied, page, n_pages, text[(page - 1) * LETTERS_A_PAGE : page * LETTERS_A_PAGE])


@action(may=opens_files, act="consultation")
def look_at_picture(viewer: Viewer, file: File, *, page: int) -> bytes | None:
    """One drawn page of a file, as PNG; None where there is none."""
    _shown_facts(viewer, file)
    copy = copy_of(file)
    copied = files.facts_of(copy) if copy else None
    if copy is None or copied is None or copied.type == "text/plain":
        return None
    return viewing.page_in(b"".join(files.bytes_of(copy)), page)
