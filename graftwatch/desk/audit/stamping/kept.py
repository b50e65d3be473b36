"""Time stamps that were brought in and held. Called within an action."""

from __future__ import annotations

from django.db.models import QuerySet

from graftwatch.desk.audit.models import TimeStamp
from graftwatch.desk.audit.stamping.authorities import trusted
from graftwatch.desk.audit.stamping.tokens import read


def keep(about: str, digest: str, answer: bytes) -> TimeStamp:
    """Keep an answer over a hash, once it is verified. Twice is once. Raises NotAStampError, NoAuthorityError."""
    stamp = read(answer, digest, trusted())
    found, _is_new = TimeStamp.objects.get_or_create(
        about=about, digest=digest, at=stamp.at, authority=stamp.authority[:300], defaults={"answer": answer}
    )
    return found


def stamps_of(about: str) -> QuerySet[TimeStamp]:
    return TimeStamp.objects.filter(about=about).order_by("at")
