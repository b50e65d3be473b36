"""What a transition of a disclosure demands beside role and state. Each says why not, and what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from graftwatch.apps.exchange.models import Disclosure, Leaving
from graftwatch.apps.exchange.package import package_of
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.canonical import sha256
from graftwatch.desk.states.models import Move

Said = Mapping[str, Any]


def _side(viewer: Viewer, agency: int) -> str:
    return "" if viewer.agency == agency else _("This is for the other office to do.")


def asking_side(viewer: Viewer, thing: Disclosure, said: Said) -> str:
    return _side(viewer, thing.asking_id)


def asked_side(viewer: Viewer, thing: Disclosure, said: Said) -> str:
    return _side(viewer, thing.asked_id)


def giving_side(viewer: Viewer, thing: Disclosure, said: Said) -> str:
    return _side(viewer, thing.giving_id)


def taking_side(viewer: Viewer, thing: Disclosure, said: Said) -> str:
    return _side(viewer, thing.taking_id)


def is_spontaneous(viewer: Viewer, thing: Disclosure, said: Said) -> str:
    return "" if thing.is_spontaneous else _("This is a request. Give it to a second person instead.")


def is_complete(viewer: Viewer, thing: Disclosure, said: Said) -> str:
    """What every request says: purpose, legal basis, end date, and the words themselves."""
    if thing.purpose and thing.legal_basis and thing.ends_on and thing.words:
        return ""
    return _("Write the purpose, the legal basis, the end date and what is asked first.")


def has_handling_code(viewer: Viewer, thing: Disclosure, said: Said) -> str:
    return "" if thing.handling else _("Choose a handling code first: it travels with everything that is sent.")


def leaving(thing: Disclosure) -> list[Leaving]:
    rows = Leaving.objects.for_the_system("what is to leave").filter(disclosure=thing)
    return list(rows.order_by("about", "pk"))


def something_leaves(viewer: Viewer, thing: Disclosure, said: Said) -> str:
    if not thing.handling:
        return has_handling_code(viewer, thing, said)
    return "" if any(row.leaves for row in leaving(thing)) else _("Nothing is chosen to leave. Add what is needed.")


def every_person_has_a_basis(viewer: Viewer, thing: Disclosure, said: Said) -> str:
    """Invariant: nothing about a person leaves without live consent or a complete override."""
    today = timezone.localdate()
    without = [row.about for row in leaving(thing) if row.leaves and not has_a_basis(row, today)]
    if not without:
        return ""
    return _("No live consent and no complete legal override for: %(what)s.") % {"what": "; ".join(without)}


def has_a_basis(row: Leaving, today: dt.date) -> bool:
    match row.basis:
        case Leaving.Basis.NO_PERSON:
            return True
        case Leaving.Basis.CONSENT:
            return bool(row.basis_said) and row.basis_until is not None and row.basis_until >= today
        case _:
            return bool(row.basis_said) and bool(row.told)


def is_what_was_reviewed(viewer: Viewer, thing: Disclosure, said: Said) -> str:
    if sha256(package_of(viewer, thing, leaving(thing))) == thing.package_hash:
        return ""
    return _("What leaves has changed since it was frozen for review. Give it back and freeze it again.")


def is_whole(viewer: Viewer, thing: Disclosure, said: Said) -> str:
    words = thing.package.for_the_system("checking the package against its sum")
    if words and sha256(words) == thing.package_hash:
        return ""
    return _("The package does not match its sum. Do not use it; tell the giving office and oversight.")


def passing_on_was_asked(viewer: Viewer, thing: Disclosure, said: Said) -> str:
    """The last of the two moves about passing on is a question."""
    rows = Move.objects.for_the_system("whether a question about passing on is open")
    last = rows.filter(thing_id=thing.pk, verb__in=("ask_to_pass_on", "answer_passing_on")).order_by("at").last()
    if last is not None and last.verb == "ask_to_pass_on":
        return ""
    return _("No question about passing on is open.")


def may_close(viewer: Viewer, thing: Disclosure, said: Said) -> str:
    """Whoever received closes what was in use, with a result; the asking side closes the rest."""
    if thing.state != "in_use":
        return asking_side(viewer, thing, said)
    if not said.get("feedback"):
        return _("Say in a sentence what came of it: the giving office learns from it.")
    return taking_side(viewer, thing, said)
