"""Who can open a report: every reader but those it must be kept from, and never nobody."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graftwatch.desk.door.models import PublishedKey
from graftwatch.errors import GraftwatchError

Use = PublishedKey.Use


class NobodyLeftError(GraftwatchError):
    """No key is left that this report could be sealed to, not even that of the independent route."""


@dataclass(frozen=True)
class Readers:
    """The keys of one report. `independent` where walls left nobody of the ordinary readers."""

    content: list[PublishedKey]
    identity: list[PublishedKey]
    is_independent: bool


def published_keys() -> list[PublishedKey]:
    """The keys in force."""
    return list(PublishedKey.objects.filter(retired_on=None).order_by("since_on", "id"))


def is_open(keys: Sequence[PublishedKey]) -> bool:
    """Whether this door can take a report at all: the node can route it, and somebody can read it."""
    uses = {key.use for key in keys}
    return Use.NODE in uses and bool(uses & {Use.INTAKE, Use.INDEPENDENT, Use.RECOVERY})


def readers(keys: Sequence[PublishedKey], must_not_see: Collection[str], *, urgent: bool, channel: str) -> Readers:
    """Intake keys not walled off; if none is left, the independent route. Duty keys if urgent; recovery always.

    Identities go to the custodians alone, and of a named report (channel b) to its readers as well. Raises
    NobodyLeftError.
    """
    avoided = set(must_not_see)

    def of(use: Use) -> list[PublishedKey]:
        return [key for key in keys if key.use == use and not avoided & set(key.parties)]

    recovery = [key for key in keys if key.use == Use.RECOVERY]
    ordinary = of(Use.INTAKE)
    content = ordinary or of(Use.INDEPENDENT)
    custodians = of(Use.CUSTODIAN) or of(Use.INDEPENDENT)
    if urgent:
        content = content + of(Use.DUTY)
    if not content + recovery:
        raise NobodyLeftError("Nobody is left who could read this report. It was not stored.")
    identity = custodians + (content if channel == "b" else [])
    return Readers(_once(content + recovery), _once(identity + recovery), is_independent=not ordinary)


def node_key(keys: Sequence[PublishedKey]) -> PublishedKey:
    """The key that routing is sealed to. Raises NobodyLeftError where the desk has published none yet."""
    found = [key for key in keys if key.use == Use.NODE]
    if not found:
        raise NobodyLeftError("This installation takes no reports yet: start the desk once, so that it publishes keys.")
    return found[-1]


def _once(keys: Sequence[PublishedKey]) -> list[PublishedKey]:
    """One person may hold several uses of one key: one wrap is enough."""
    seen: dict[bytes, PublishedKey] = {}
    for key in keys:
        seen.setdefault(bytes(key.public), key)
    return list(seen.values())
