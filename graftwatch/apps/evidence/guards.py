"""What must be so before an exhibit moves: each guard gives an empty string, or says why not and what to do."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from graftwatch.apps.cases.models import Case
from graftwatch.apps.evidence import files
from graftwatch.apps.evidence.models import CustodyEvent, Item
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.states.models import Move
from graftwatch.desk.vault.retention.kinds import holds_on

Said = Mapping[str, Any]
SEALED_BY = ("seal", "take_over")
"""Either begins the time under seal: by its collector, or at the public door."""


def _is_sealed(verbs: set[str]) -> bool:
    return not verbs.isdisjoint(SEALED_BY)


def _verbs(item: Item) -> set[str]:
    rows = CustodyEvent.objects.for_the_system("what has happened to an exhibit").filter(item_id=item.pk)
    return set(rows.values_list("verb", flat=True))


def collector_seals_it(viewer: Viewer, item: Item, said: Said) -> str:
    if item.collected_by_id != viewer.user_id:
        return _("Only whoever collected it can seal it, before a witness.")
    return ""


def digital_things_have_a_file(viewer: Viewer, item: Item, said: Said) -> str:
    if item.kind in (Item.Kind.DIGITAL, Item.Kind.IMAGE) and not files.files_of(item):
        return _("A digital exhibit is sealed with its file. Add the original first.")
    return ""


def custodian_did_not_collect_it(viewer: Viewer, item: Item, said: Said) -> str:
    if item.collected_by_id == viewer.user_id:
        return _("You collected it. Another custodian must receive it.")
    return ""


def releaser_did_not_collect_it(viewer: Viewer, item: Item, said: Said) -> str:
    if item.collected_by_id == viewer.user_id:
        return _("You collected it. Another custodian must look into the quarantine.")
    return ""


def seal_number_agrees(viewer: Viewer, item: Item, said: Said) -> str:
    if "seal_number" not in said:
        return ""
    given = str(said["seal_number"]).strip().casefold()
    if given != last_seal(item).strip().casefold():
        return _("This is not the number that was written down at sealing. Do not receive it; say that it disagrees.")
    return ""


def last_seal(item: Item) -> str:
    """The number written down at the last sealing, or nothing."""
    moves = Move.objects.for_the_system("the number of the seal")
    last = moves.filter(thing_kind=item._meta.label_lower, thing_id=item.pk, verb__in=SEALED_BY).order_by("at").last()
    if last is None:
        return ""
    words = last.said.for_the_system("comparing the number of the seal")
    return str(json.loads(words)["seal_number"]) if words else ""


def taker_is_somebody_else(viewer: Viewer, item: Item, said: Said) -> str:
    if str(said.get("taker", "")) == str(viewer.user_id):
        return _("You hold it already. Name the person who takes it.")
    return ""


def due_day_is_ahead(viewer: Viewer, item: Item, said: Said) -> str:
    due = said.get("due_on")
    if isinstance(due, dt.date) and due < timezone.localdate():
        return _("That day is over. Name the day on which it is to be back.")
    return ""


def was_never_sealed(viewer: Viewer, item: Item, said: Said) -> str:
    return _("It was sealed already.") if _is_sealed(_verbs(item)) else ""


def was_sealed(viewer: Viewer, item: Item, said: Said) -> str:
    return "" if _is_sealed(_verbs(item)) else _("It was never sealed. It can go back to collecting.")


def was_sealed_and_not_received(viewer: Viewer, item: Item, said: Said) -> str:
    verbs = _verbs(item)
    return "" if _is_sealed(verbs) and "receive" not in verbs else _("It was not sealed, or is received already.")


def was_received(viewer: Viewer, item: Item, said: Said) -> str:
    return "" if "receive" in _verbs(item) else _("No custodian has received it yet.")


def hashes_hold_now(viewer: Viewer, item: Item, said: Said) -> str:
    if files.mismatch_in(item):
        return _("A file still differs from what was sealed. Restore it from a backup, exclude it, or give it back.")
    return ""


def no_legal_hold(viewer: Viewer, item: Item, said: Said) -> str:
    case = Case.objects.for_the_system("whether a legal hold stands").get(pk=item.case_id)
    until = max(holds_on(case, timezone.localdate()), default=None)
    if until is not None:
        return _("A legal hold stands on this case until %(day)s. Nothing may be disposed of before.") % {"day": until}
    return ""


def victims_property_goes_back(viewer: Viewer, item: Item, said: Said) -> str:
    if said.get("property_of_a_victim") == "given_back" and said.get("verb") not in (None, "give_back"):
        return _("It belongs to a victim and goes back first. Choose “Give it back”.")
    return ""
