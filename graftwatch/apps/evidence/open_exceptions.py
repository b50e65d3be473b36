"""Which exceptions still hold an exhibit, read from its custody record; and what holds it again at once."""

from __future__ import annotations

from django.utils.translation import gettext as _

from graftwatch.apps.evidence.models import CustodyEvent, Item
from graftwatch.apps.evidence.states import EXCEPTIONS, MACHINE

RAISES = {
    "flag_integrity": "integrity_exception",
    "hold_privilege": "privilege_hold",
    "quarantine": "quarantined",
    "contest": "contested",
    "exclude": "excluded",
}
"""In the order in which one holds before another."""


def still_open(item: Item) -> set[str]:
    """Exceptions raised and not ended yet, whatever the exhibit's present state."""
    rows = CustodyEvent.objects.for_the_system("which exceptions are open").filter(item_id=item.pk)
    found: set[str] = set()
    for verb in rows.order_by("number").values_list("verb", flat=True):
        found = after(found, verb)
    return found


def after(found: set[str], verb: str) -> set[str]:
    """What is open once this verb was done."""
    if verb in RAISES:
        return found | {RAISES[verb]}
    if verb.startswith("release_to_"):
        return found - {"quarantined"}
    for name in EXCEPTIONS:
        if verb.endswith(f"_after_{name}"):
            found = found - {name}
            return found | {"excluded"} if verb.startswith("exclude_") else found
    return found


def that_holds_again(item: Item, found: set[str]) -> tuple[str, dict[str, str]] | None:
    """The verb that puts an exhibit back under an exception which was open before, and its answers."""
    if item.state in EXCEPTIONS or MACHINE.state(item.state).end:
        return None
    for verb, state in RAISES.items():
        if state in found:
            words = _("It was open before, and nobody has ended it.")
            return verb, {ask.name: words for ask in MACHINE[verb].asks}
    return None
