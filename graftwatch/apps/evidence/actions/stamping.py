"""Have an exhibit time-stamped by somebody else: what leaves is one hash, over which the custody record can be laid.

Stamped is the hash of a custody event that holds the hashes of every file and a random number. Whoever sees the stamp
learns of no file; whoever has the custody record proves with it that these files were there at that instant.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from graftwatch.apps.evidence import custody, files
from graftwatch.apps.evidence.access import opens_item
from graftwatch.apps.evidence.actions.handling import flag_altered
from graftwatch.apps.evidence.files import AlteredError
from graftwatch.apps.evidence.models import CustodyEvent, Item
from graftwatch.apps.evidence.moving import check_hashes
from graftwatch.apps.evidence.stamped import about_event
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit import stamping
from graftwatch.desk.audit.action import action
from graftwatch.desk.audit.models import TimeStamp
from graftwatch.desk.states.moving import NotYetError


@action(may=opens_item, act="disclosure")
def request_stamp(viewer: Viewer, item: Item) -> bytes:
    """Check every hash, write down that they agree, and give a request over that line of the record."""
    if not files.files_of(item) or item.state == "integrity_exception":
        raise NotYetError(_("There is nothing here now over which a time stamp could speak."))
    check_hashes(item)
    event = custody.write_down(viewer, item, "verify", {"result": "agrees"}, files=files.hashes_of(item))
    words = event.written.for_the_system("the line over which a time stamp is asked")
    return stamping.request_over(f"{event.previous}\n{words}".encode())


def prepare_stamp(viewer: Viewer, item: Item) -> bytes:
    """The same; and where a byte differs, the exhibit is put under an exception before the error goes on."""
    try:
        return request_stamp(viewer, item)
    except AlteredError as found:
        item.refresh_from_the_rows()
        flag_altered(item, found.mismatch)
        raise


@action(may=opens_item, act="collection")
def bring_in_stamp(viewer: Viewer, item: Item, *, answer: bytes) -> TimeStamp:
    """Keep an answer over a line of this exhibit's record. Raises NotAStampError, NoAuthorityError."""
    digest = stamping.digest_in(answer)
    rows = CustodyEvent.objects.for_the_system("which line of the record was stamped")
    event = rows.filter(item_id=item.pk, digest=digest).first()
    if event is None:
        raise stamping.NotAStampError("This time stamp is over nothing in the record of this exhibit.")
    found = stamping.keep(about_event(event), digest, answer)
    said = {"event": str(event.number), "stamped_at": found.at.isoformat(), "authority": found.authority}
    custody.write_down(viewer, item, "time_stamp", said)
    return found


def stamp_now(viewer: Viewer, item: Item) -> TimeStamp:
    """Ask the authority that this installation names. The line is used outside of any transaction."""
    return bring_in_stamp(viewer, item, answer=stamping.ask(prepare_stamp(viewer, item)))
