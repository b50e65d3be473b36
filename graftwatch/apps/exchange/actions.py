"""Every write of the exchange room, and the readings that are acts of their own."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.cases.models import Case
from graftwatch.apps.exchange import states
from graftwatch.apps.exchange.access import asks, exchanges, gives, sees, works_on
from graftwatch.apps.exchange.guards import leaving
from graftwatch.apps.exchange.models import Disclosure, Leaving
from graftwatch.apps.exchange.package import package_of
from graftwatch.apps.exchange.states import DISCLOSURE
from graftwatch.desk.access.matters import implicate, implicated
from graftwatch.desk.access.models import Agency, User
from graftwatch.desk.access.roles import ROLES, Role
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied, action, tell
from graftwatch.desk.audit.canonical import sha256
from graftwatch.desk.audit.recipients import agency_code
from graftwatch.desk.inbox.clocks import pause, resume, running, start_clock, stop_clocks
from graftwatch.desk.states.machine import Clock
from graftwatch.desk.states.moving import move, why_not
from graftwatch.desk.vault.record_keys import record_of
from graftwatch.desk.vault.retention import erase

MACHINE = Viewer(who="system", name="system", role=Role("system", "", "operation", frozenset()), facilities=None)
"""Who delivers: the machine itself, in the name of nobody."""


@action(may=exchanges)
def compose(viewer: Viewer, /, *, asked: Agency, case: Case | None, words: str, **said: Any) -> Disclosure:
    """Begin a request to another office, or an offer. The walls of its case are its walls, too."""
    if asked.pk == viewer.agency:
        raise Denied("A disclosure goes to another office.")
    made = Disclosure(
        asking_id=viewer.agency or 0,
        asked=asked,
        case=case,
        made_by_id=viewer.user_id,
        words=words,
        pk=uuid.uuid4(),
        **said,
    )
    made.save()
    if case is not None:
        implicate(made, implicated(case), named_by="case")
    return made


def _is_a_draft_of_ours(viewer: Viewer, disclosure: Disclosure) -> bool:
    return disclosure.state == "draft" and asks(viewer, disclosure)


@action(may=_is_a_draft_of_ours)
def rewrite(viewer: Viewer, /, disclosure: Disclosure, *, words: str, **said: Any) -> None:
    """Change a draft."""
    for name, value in said.items():
        setattr(disclosure, name, value)
    disclosure.words = words
    disclosure.save()


def _prepares(viewer: Viewer, disclosure: Disclosure) -> bool:
    return disclosure.state == "preparing" and gives(viewer, disclosure)


@action(may=_prepares)
def add_what_leaves(viewer: Viewer, /, disclosure: Disclosure, *, words: str, **said: Any) -> Leaving:
    """One statement more that may leave, with its basis."""
    row = Leaving(pk=uuid.uuid4(), disclosure=disclosure, words=words, **said)
    row.save()
    return row


@action(may=_prepares)
def leave_out(viewer: Viewer, disclosure: Disclosure, *, row: uuid.UUID, why: str) -> None:
    """Keep one statement here. It stays to be seen in the review, with the reason."""
    rows = Leaving.objects.seen_by(viewer).filter(disclosure=disclosure, pk=row)
    if not rows.update(leaves=False, why_left_out=why):
        raise Denied("There is no such statement here.")


@action(may=_prepares)
def choose_handling(viewer: Viewer, disclosure: Disclosure, *, handling: str) -> None:
    """The handling code of what leaves."""
    disclosure.handling = handling
    disclosure.save(update_fields=["handling"])


@action(may=works_on, named_by="verb")
def move_disclosure(viewer: Viewer, disclosure: Disclosure, *, verb: str, said: dict[str, Any]) -> None:
    """One transition of the table, with what it brings about."""
    tell(justification=why_of(disclosure), recipient=receiver_of(disclosure, verb))
    done = move(viewer, DISCLOSURE, disclosure, verb, said)
    effect = EFFECTS.get(verb)
    if effect is not None:
        effect(viewer, disclosure, said, done.at)


def why_of(disclosure: Disclosure) -> str:
    """As a code; its purpose and legal basis in words stand on the disclosure itself."""
    return f"{disclosure.kind}.{'offered' if disclosure.is_spontaneous else 'asked_for'}"


def receiver_of(disclosure: Disclosure, verb: str) -> str:
    """Who gets something by this step: the request or offer as it is sent, then what was asked for."""
    if verb == "send":
        return agency_code(disclosure.asked_id)
    return agency_code(disclosure.taking_id) if verb in ("release", "receive", "recall") else ""


@action(may=works_on)
def says_against(viewer: Viewer, disclosure: Disclosure, *, verb: str) -> str:
    """What a transition still lacks, read before a second person is asked."""
    return why_not(viewer, DISCLOSURE, disclosure, verb, {})


# What transitions bring about


def _deliver(viewer: Viewer, disclosure: Disclosure, _said: dict[str, Any], now: Any) -> None:
    """Within one State and one installation delivery is a fact or a failure at once."""
    there = [role.name for role in ROLES.values() if "disclosures" in role.compartments]
    receivers = User.objects.filter(agency_id=disclosure.asked_id, is_active=True, role__in=there)
    arrives = receivers.exists()
    disclosure.sent_at = now if arrives else None
    disclosure.save(update_fields=["sent_at"])
    move(MACHINE, DISCLOSURE, disclosure, "deliver" if arrives else "fail", {})
    if arrives and disclosure.ends_on:
        _start_end_date(disclosure, now)


def _start_end_date(disclosure: Disclosure, now: Any) -> None:
    assert disclosure.ends_on is not None
    within = timezone.make_aware(dt.datetime.combine(disclosure.ends_on, dt.time.max)) - now
    clock = Clock("end_date", _("End date"), within, _("It expires, and both offices are told."), then="expire")
    start_clock(DISCLOSURE.name, disclosure, clock, now=now, matter=disclosure)


def _start_answer(_viewer: Viewer, disclosure: Disclosure, _said: dict[str, Any], now: Any) -> None:
    start_clock(DISCLOSURE.name, disclosure, states.ANSWER_CLOCKS[disclosure.urgency], now=now, matter=disclosure)


def _pause(_viewer: Viewer, disclosure: Disclosure, said: dict[str, Any], now: Any) -> None:
    for deadline in running(disclosure).filter(name__in=states.ANSWER_NAMES, paused_at=None):
        pause(deadline, reason="the asking office has a question to answer", now=now)


def _resume(_viewer: Viewer, disclosure: Disclosure, _said: dict[str, Any], now: Any) -> None:
    for deadline in running(disclosure).filter(name__in=states.ANSWER_NAMES, paused_at__isnull=False):
        resume(deadline, now=now)


def _destroy_content(viewer: Viewer, disclosure: Disclosure, _said: dict[str, Any], _now: Any) -> None:
    """The words and the package do not open any more, nor from a backup; that it was there remains."""
    erase(viewer, [record_of(disclosure)], clock="exchange_copy")


def _begin_preparing(viewer: Viewer, disclosure: Disclosure, _said: dict[str, Any], _now: Any) -> None:
    stop_clocks(disclosure, ("end_date",))
    disclosure.prepared_by_id = viewer.user_id
    disclosure.save(update_fields=["prepared_by"])


def _freeze(viewer: Viewer, disclosure: Disclosure, _said: dict[str, Any], _now: Any) -> None:
    words = package_of(viewer, disclosure, leaving(disclosure))
    disclosure.package, disclosure.package_hash = words, sha256(words)
    disclosure.save(update_fields=["package", "package_hash"])


def _hand_over(_viewer: Viewer, disclosure: Disclosure, _said: dict[str, Any], now: Any) -> None:
    disclosure.sent_at = disclosure.sent_at or now
    disclosure.save(update_fields=["sent_at"])


EFFECTS = {
    "send": _deliver,
    "acknowledge": _start_answer,
    "ask_clarification": _pause,
    "clarify": _resume,
    "misroute": _destroy_content,
    "prepare": _begin_preparing,
    "volunteer": _begin_preparing,
    "give_to_review": _freeze,
    "release": _hand_over,
    "recall": _destroy_content,
}


# Reading that is an act of its own


@action(may=sees)
def open_disclosure(viewer: Viewer, disclosure: Disclosure) -> dict[str, Any]:
    """Read what is asked, what leaves (the giving office) or what came (the taking one)."""
    may_read = viewer.holds("disclosures") or viewer.holds("approvals")
    if not may_read:
        raise Denied("The words of a disclosure are for those who exchange or approve.")
    reason = "a disclosure opened by somebody who may see it"
    rows = Leaving.objects.seen_by(viewer).filter(disclosure=disclosure).order_by("about", "pk")
    shown = {
        "words": disclosure.words.for_the_system(reason),
        "leaving": [(row, row.words.for_the_system(reason)) for row in rows],
        "package": "",
    }
    has_it = viewer.agency == disclosure.taking_id and disclosure.state in ("received", "in_use", "closed")
    if disclosure.package and (viewer.agency == disclosure.giving_id or has_it):
        shown["package"] = disclosure.package.for_the_system(reason)
    return shown
