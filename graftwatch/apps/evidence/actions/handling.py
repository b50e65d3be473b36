"""Move an exhibit through its life, and check that its bytes are what was sealed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from graftwatch.apps.cases.models import Case
from graftwatch.apps.evidence import custody, files, keeping
from graftwatch.apps.evidence.access import THE_SYSTEM, moves, sees_item
from graftwatch.apps.evidence.files import AlteredError
from graftwatch.apps.evidence.models import File, Item
from graftwatch.apps.evidence.moving import check_hashes, put
from graftwatch.apps.evidence.states import IN_OUR_HANDS
from graftwatch.apps.evidence.storage import strays
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action, tell
from graftwatch.desk.audit.recipients import recipient_code

A_DAY = dt.timedelta(days=1)
AT_A_TIME = 20
SWEEPS_AT = 3


@action(may=moves, named_by="verb")
def carry_out(viewer: Viewer, item: Item, *, verb: str, said: Mapping[str, Any]) -> None:
    """One transition of the table. Raises AlteredError where the hashes do not hold: then nothing moved."""
    tell(matter=Case.objects.for_the_system("the matter of an exhibit").get(pk=item.case_id))
    if said.get("taker") or said.get("recipient"):
        tell(justification=verb, recipient=_receiver(said))
    put(viewer, item, verb, said)


def _receiver(said: Mapping[str, Any]) -> str:
    """Who gets the exhibit, or a copy of it, as a code."""
    return f"user:{said['taker']}" if said.get("taker") else recipient_code(str(said["recipient"]))


def hand_over(viewer: Viewer, item: Item, *, verb: str, said: Mapping[str, Any]) -> None:
    """The same; and where a byte differs, the exhibit is put under an exception before the error goes on."""
    try:
        carry_out(viewer, item, verb=verb, said=said)
    except AlteredError as found:
        item.refresh_from_the_rows()
        flag_altered(item, found.mismatch)
        raise


def flag_altered(item: Item, mismatch: str) -> None:
    """The system says that bytes differ. Only once: what is under the exception stays under it."""
    if item.state not in ("integrity_exception", "excluded"):
        carry_out(THE_SYSTEM, item, verb="flag_integrity", said={"mismatch": mismatch})


@action(may=sees_item, act="consultation")
def check_now(viewer: Viewer, item: Item) -> None:
    """Compute every hash anew and write down that they agree. Raises AlteredError where one does not."""
    check_hashes(item)
    custody.write_down(viewer, item, "verify", {"result": "agrees"}, files=files.hashes_of(item))


def verify(viewer: Viewer, item: Item) -> bool:
    """Check, and put the exhibit under an exception where a byte differs. Whether all agrees."""
    try:
        check_now(viewer, item)
    except AlteredError as found:
        item.refresh_from_the_rows()
        flag_altered(item, found.mismatch)
        return False
    return True


@action(may=lambda viewer: viewer is THE_SYSTEM, act="consultation")
def check_one(viewer: Viewer, *, number: object) -> str:
    """The nightly check of one exhibit: what differs, or nothing."""
    item: Item = Item.objects.for_the_system("the nightly check").get(pk=number)
    item.checked_at = timezone.now()
    item.save(update_fields=["checked_at"])
    keeping.follow(item)
    mismatch = files.mismatch_in(item)
    if not mismatch:
        check_hashes(item)
    return mismatch


def check_every_hash() -> list[Item]:
    """All exhibits whose files we hold, now. Those that are newly under an exception."""
    rows = Item.objects.for_the_system("the nightly check").filter(state__in=IN_OUR_HANDS)
    return _check(list(rows.order_by("pk")))


def nightly(now: dt.datetime) -> None:
    """Called every minute: a few of those that nobody has looked at for a day, so that no night is too short."""
    rows = Item.objects.for_the_system("the nightly check").filter(state__in=IN_OUR_HANDS)
    due = rows.filter(Q(checked_at=None) | Q(checked_at__lt=now - A_DAY)).order_by(
        F("checked_at").asc(nulls_first=True)
    )
    _check(list(due.order_by(F("checked_at").asc(nulls_first=True))[:AT_A_TIME]))
    if now.hour == SWEEPS_AT:
        sweep()


def _check(items: list[Item]) -> list[Item]:
    found = []
    for item in items:
        was = item.state
        mismatch = check_one(THE_SYSTEM, number=item.pk)
        if mismatch:
            flag_altered(item, mismatch)
        if item.state != was:
            found.append(item)
    return found


def sweep() -> int:
    """Remove what was cut off while it arrived, and finish what a crash left of a destruction. How many."""
    kept = File.objects.for_the_system("files that somebody refers to").exclude(item__state="destroyed")
    return len(strays(set(kept.values_list("pk", flat=True))))
