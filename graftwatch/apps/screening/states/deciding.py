"""The one table of what may be decided about a lead: for which leads, what must be said, and when it comes back.

Forms, actions, tests and README read it. A decision is never edited: a later one takes its place, both remain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OPEN = "open"


@dataclass(frozen=True)
class Kind:
    """One kind of decision. `asks` names the form fields it cannot do without, beside the reason.

    `returns_after` is the number of days after which the lead stands in the queue again; None: it does not by itself.
    `only_about` limits it to leads of one kind. `for_protection` says that it can only help the person it is about.
    `teaches` is what the file teaches afterwards: nothing, where nobody looked into it or nothing came out.
    """

    name: str
    label: StrOrPromise
    happens: StrOrPromise
    asks: tuple[str, ...] = ()
    returns_after: int | None = None
    only_about: str | None = None
    for_protection: bool = False
    teaches: str = ""


THREE_QUESTIONS = ("who_may_be_a_victim", "what_could_it_cost_them", "what_was_asked_first")

DECISIONS = (
    Kind(
        "explained",
        _("Explained"),
        _("An innocent reading was confirmed. The lead leaves the queue until something new is found."),
        asks=("confirmed_reading", "confirmed_by"),
        teaches="ordinary",
    ),
    Kind(
        "ask",
        _("Ask"),
        _("You will ask somebody something. Graftwatch sends nothing; it brings the lead back in 14 days."),
        asks=("ask_what", "ask_whom", "ask_delays"),
        returns_after=14,
    ),
    Kind("watch", _("Watch"), _("The lead rests and comes back in 90 days."), returns_after=90),
    Kind(
        "inspect",
        _("Inspect"),
        _("A visit to the facility is proposed to the licensing authority. Graftwatch sends nothing."),
        asks=("inspect_what",),
        returns_after=30,
        only_about="facility",
    ),
    Kind(
        "refer",
        _("Refer"),
        _("Makes one paper for the donor-protection officer, after three questions. Graftwatch sends nothing."),
        asks=THREE_QUESTIONS,
    ),
    Kind("unresolved", _("Unresolved"), _("Looked into, without an answer. The lead leaves the queue.")),
    Kind("not_looked_into", _("Not looked into"), _("Nobody had the time or the means. The lead leaves the queue.")),
    Kind(
        "protect",
        _("Offer protection"),
        _("Makes one paper for the donor-protection officer, after three questions. Graftwatch sends nothing."),
        asks=THREE_QUESTIONS,
        for_protection=True,
    ),
)
BY_NAME = {kind.name: kind for kind in DECISIONS}
LABEL_OF = {kind.name: kind.teaches for kind in DECISIONS if kind.teaches}
MAKES_A_PAPER = {kind.name for kind in DECISIONS if kind.asks == THREE_QUESTIONS}
STATES = [(OPEN, _("To look at")), *((kind.name, kind.label) for kind in DECISIONS)]


def offered(kind_of_lead: str, protection_only: bool) -> tuple[Kind, ...]:
    """What may be decided about a lead. Where it is about a donor or a possible victim: protection, nothing else."""
    return tuple(
        kind for kind in DECISIONS if kind.for_protection == protection_only and kind.only_about in (None, kind_of_lead)
    )
