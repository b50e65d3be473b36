"""Custody events in words: for the page, and for the custody record on paper."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from graftwatch.apps.evidence.custody import Told
from graftwatch.apps.evidence.states import MACHINE, questions
from graftwatch.desk.inbox.templatetags.days import moment
from graftwatch.desk.states.machine import Ask

HAPPENED = {
    "register": gettext_lazy("Registered"),
    "take_in": gettext_lazy("File added"),
    "make_viewing_copy": gettext_lazy("A viewing copy was made"),
    "time_stamp": gettext_lazy("A time stamp by another authority was brought in"),
    "verify": gettext_lazy("Hashes checked: they agree"),
    "take_file": gettext_lazy("A copy of a file was taken away"),
    "export": gettext_lazy("Exported in a bag"),
    "abandon": gettext_lazy("Not collected"),
    "collect": gettext_lazy("Collected"),
    "seal": gettext_lazy("Sealed"),
    "take_over": gettext_lazy("Taken over from a report, under the seal of the public door"),
    "receive": gettext_lazy("Received into custody"),
    "check_out": gettext_lazy("Handed out"),
    "return_in": gettext_lazy("Taken back into custody"),
    "examine": gettext_lazy("Given to an expert"),
    "report": gettext_lazy("The expert's report was recorded"),
    "shelve": gettext_lazy("Back in custody after examination"),
    "disclose": gettext_lazy("Disclosed"),
    "exhibit": gettext_lazy("Shown in court"),
    "quarantine": gettext_lazy("Put into quarantine"),
    "flag_integrity": gettext_lazy("Something did not agree"),
    "hold_privilege": gettext_lazy("Said to be privileged"),
    "contest": gettext_lazy("Contested"),
    "exclude": gettext_lazy("Excluded by a court"),
    "give_back": gettext_lazy("Given back"),
    "destroy": gettext_lazy("Destroyed"),
    "certify": gettext_lazy("Its keys are destroyed; a certificate says so"),
    "transfer": gettext_lazy("Handed to another authority for good"),
    "retain": gettext_lazy("Kept for good"),
}
WORDS = {
    "what": gettext_lazy("What it is"),
    "sha256": "SHA-256",
    "reference": gettext_lazy("Reference"),
    "purpose": gettext_lazy("What for?"),
    "recipient": gettext_lazy("To whom?"),
    "result": gettext_lazy("Result"),
    "certificate": gettext_lazy("Hash of the certificate"),
    "event": gettext_lazy("Over which entry"),
    "stamped_at": gettext_lazy("When"),
    "authority": gettext_lazy("Who says so"),
}
FROM_THE_DOOR = (questions.ORIGIN, questions.SEALED_ON)
"""Said when an exhibit is registered, too: its custody begins at the door."""
NOT_SAID = ("verb", "file", "parent", "sha512", "size", "type", "kind", "legal_basis", "bag", "given_up")


def verb_label(verb: str) -> str:
    """What happened, as history says it; for releases and resolutions the table's own words."""
    found = HAPPENED.get(verb)
    return str(found if found is not None else MACHINE[verb].label)


def told_lines(told: Told) -> list[str]:
    """Each thing that was said at an event as “question: answer”, and who did it, with whom."""
    if told.said is None:
        return []
    asks = {ask.name: ask for ask in FROM_THE_DOOR}
    asks |= {ask.name: ask for each in MACHINE.transitions if each.name == told.event.verb for ask in each.asks}
    lines = [_line(asks, name, value) for name, value in told.said["said"].items() if name not in NOT_SAID and value]
    name = _("the system itself") if told.said["role"] == "system" else told.said["by_name"]
    who = ", ".join(words for words in (name, told.said["agency"]) if words)
    lines.append(_("By: %(who)s") % {"who": who})
    if told.said["approved_by"]:
        lines.append(_("With: %(who)s") % {"who": told.said["approved_by"]})
    return lines


def _line(asks: dict[str, Ask], name: str, value: Any) -> str:
    ask = asks.get(name)
    answer = _("yes") if value is True else str(dict(ask.choices).get(str(value), value) if ask else value)
    if (ask and ask.kind == "instant") or name == "stamped_at":
        answer = moment(dt.datetime.fromisoformat(answer))
    elif ask and ask.kind == "day":
        answer = date_format(dt.date.fromisoformat(answer))
    label = str(ask.label if ask else WORDS.get(name, name)).rstrip("?")
    return f"{label}: {answer}"
