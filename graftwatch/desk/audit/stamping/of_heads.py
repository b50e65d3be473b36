"""The signed head of the trail, stamped: every act up to it was there at that instant, says somebody else."""

from __future__ import annotations

import hashlib
import logging

from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.audit.heads import signed_words, vouches
from graftwatch.desk.audit.models import SignedHead, TimeStamp
from graftwatch.desk.audit.stamping.authorities import NoAuthorityError, address, ask
from graftwatch.desk.audit.stamping.kept import keep
from graftwatch.desk.audit.stamping.tokens import NotAStampError, digest_in, request_over

log = logging.getLogger(__name__)


def about(head: SignedHead) -> str:
    return f"audit.signedhead:{head.size}"


def digest_of(head: SignedHead) -> str:
    """The SHA-256 of what this installation signed: `graftwatch head 1`, size, root, instant, a line each."""
    return hashlib.sha256(signed_words(head)).hexdigest()


def head_stamped_in(answer: bytes) -> SignedHead:
    """Which of our heads an answer speaks of. Raises NotAStampError."""
    digest = digest_in(answer)
    for head in SignedHead.objects.order_by("-size"):
        if digest_of(head) == digest:
            return head
    raise NotAStampError("This time stamp is over no head of this installation's trail.")


@action(may=vouches, act="collection")
def bring_in_stamp(viewer: Viewer, *, answer: bytes) -> TimeStamp:
    """An answer that was fetched, or carried here. Raises NotAStampError, NoAuthorityError."""
    head = head_stamped_in(answer)
    return keep(about(head), digest_of(head), answer)


def stamp_of_the_night(viewer: Viewer, head: SignedHead) -> TimeStamp | None:
    """Ask the named authority about a head. None where nobody is named, or nobody answered: that is said in the log."""
    if not address():
        return None
    try:
        return bring_in_stamp(viewer, answer=ask(request_over(signed_words(head))))
    except (NoAuthorityError, NotAStampError) as problem:
        log.warning("The head of the trail has no time stamp: %s", problem)
        return None
