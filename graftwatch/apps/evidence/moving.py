"""Carry out one transition of an exhibit with everything that follows from it. Called from within actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from graftwatch.apps.cases.models import Case
from graftwatch.apps.evidence import custody, files, keeping, open_exceptions
from graftwatch.apps.evidence.access import THE_SYSTEM
from graftwatch.apps.evidence.models import OPEN_TO_MEMBERS, OPEN_TO_REVIEWERS, Item
from graftwatch.apps.evidence.states import HAND_OVERS, MACHINE
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.canonical import canonical
from graftwatch.desk.inbox.clocks import start_clock
from graftwatch.desk.states.machine import Clock
from graftwatch.desk.states.moving import move
from graftwatch.desk.vault.copies import register_copy

BRINGS_IT = ("collect", "take_over")
TAKES_IT = ("receive", "return_in", "shelve", "release_to_custody")
MEMBERS_AGAIN = ("keep_after_privilege_hold", "reopen_after_privilege_hold")


def put(viewer: Viewer, item: Item, verb: str, said: Mapping[str, Any]) -> None:
    """Move an exhibit by one transition: hashes first, then the state, who holds it, the record, keys and clocks."""
    before = open_exceptions.still_open(item)
    if verb in HAND_OVERS and MACHINE[verb] in MACHINE.offered(item.state, viewer.role.name):
        check_hashes(item)
    case = Case.objects.for_the_system("the matter of an exhibit").get(pk=item.case_id)
    done = move(viewer, MACHINE, item, verb, {**said, "verb": verb}, matter=case)
    _hold(viewer, item, verb, said)
    plain = _plain(said)
    hashes = files.hashes_of(item) if verb in HAND_OVERS else []
    approved_by = done.approved_by.called if done.approved_by else ""
    custody.write_down(viewer, item, verb, plain, approved_by=approved_by, files=hashes)
    if verb == "disclose":
        list_copy(viewer, item, "disclosure", str(said["recipient"]))
    elif verb == "check_out":
        _due(item, said["due_on"], case)
    again = open_exceptions.that_holds_again(item, open_exceptions.after(before, verb))
    if again:
        put(THE_SYSTEM, item, *again)
    _follow(viewer, item, verb, {"basis": plain.get("basis", ""), "second": done.approved_by_id})


def list_copy(viewer: Viewer, item: Item, kind: str, holder: str) -> None:
    """Beside the exhibit's own register: the list of every copy that may hold a person, which somebody must end."""
    about = f"{item._meta.label_lower}:{item.pk}"
    register_copy(viewer, kind, holder, about, viewer.purpose, viewer.legal_basis, None)


def check_hashes(item: Item) -> None:
    """Raises AlteredError where a byte differs from what was sealed."""
    mismatch = files.mismatch_in(item)
    if mismatch:
        raise files.AlteredError(mismatch)
    item.verified_at = timezone.now()
    item.save(update_fields=["verified_at"])


def _hold(viewer: Viewer, item: Item, verb: str, said: Mapping[str, Any]) -> None:
    if verb in BRINGS_IT:
        item.collected_by_id = item.held_by_id = viewer.user_id
    elif verb in TAKES_IT:
        item.held_by_id = viewer.user_id
    elif verb == "check_out":
        item.held_by_id = int(said["taker"])
    elif MACHINE.state(item.state).end:
        item.held_by_id = None
    item.save(update_fields=["collected_by", "held_by"])


def _plain(said: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in said.items()}
    if plain.get("taker"):
        plain["taker"] = User.objects.get(pk=int(plain["taker"])).called
    canonical(plain)  # what cannot be written down must fail before anything is kept
    return plain


def _due(item: Item, day: dt.date, case: Case) -> None:
    """The clock of the table, until the evening of the day that was agreed."""
    asked = MACHINE["check_out"].starts[0]
    end = dt.datetime.combine(day, dt.time(23, 59), tzinfo=dt.UTC)
    within = max(end - timezone.now(), dt.timedelta(0))
    start_clock(MACHINE.name, item, Clock(asked.name, asked.label, within, asked.ends), now=timezone.now(), matter=case)


def _follow(viewer: Viewer, item: Item, verb: str, decided: Mapping[str, Any]) -> None:
    if verb == "hold_privilege" and item.compartment != OPEN_TO_REVIEWERS:
        keeping.move_to(item, OPEN_TO_REVIEWERS)
    elif verb in MEMBERS_AGAIN:
        keeping.move_to(item, OPEN_TO_MEMBERS)
    elif verb == "destroy":
        certificate = keeping.destroy_keys(viewer, item, decided)
        custody.write_down(viewer, item, "certify", {"certificate": certificate.digest})
        transaction.on_commit(lambda: keeping.remove_files(item))


def say_altered() -> str:
    return _("A file of this exhibit differs from what was sealed. It is now under an integrity exception.")
