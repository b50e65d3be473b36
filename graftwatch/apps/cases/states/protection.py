"""The protection track. It goes on for as long as the person wants, whatever becomes of the investigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from graftwatch.desk.states.machine import Ask, Machine, State, Transition

PROTECTS = ("protection_manager",)
REASON = Ask("reason", _("Reason"))
ENDED = ("ended_by_victim", "ended_complete")

PROTECTION = Machine(
    "protection", _("Protection"), "graftwatch.apps.cases", "protection", "none",
    (
        State(
            "none",
            _("None yet"),
            _("No protection has begun. Whoever may be a victim here can be offered it at any time."),
        ),
        State("monitoring", _("Watching"), _("Somebody may need protection; contact is kept safely.")),
        State("active", _("Active"), _("Somebody is being protected.")),
        State("stabilised", _("Stabilised"), _("What was planned is in place.")),
        State("ended_by_victim", _("Ended by the person"), _("They do not want to go on. The door stays open.")),
        State("ended_complete", _("Ended, complete"), _("What was planned is done. The door stays open.")),
        State("gone", _("Erased with the case"), end=True),
    ),
    (
        Transition(
            "watch", _("Watch"), ("none", "stabilised", *ENDED), "monitoring", PROTECTS,
            _("Contact is kept, by safe means only."), asks=(REASON,),
        ),
        Transition(
            "protect", _("Protect"), ("none", "monitoring", "stabilised", *ENDED), "active", PROTECTS,
            _("Support begins at once, whether or not anybody wants to testify."), asks=(REASON,),
        ),
        Transition(
            "stabilise", _("Stabilised"), ("active",), "stabilised", PROTECTS, _("The plan is in place and kept up."),
            asks=(Ask("in_place", _("What is in place?")),),
        ),
        Transition(
            "end_as_wished", _("End, as the person wishes"), ("monitoring", "active", "stabilised"), "ended_by_victim",
            PROTECTS, _("Protection ends because the person wants it. They can come back at any time."),
            asks=(
                Ask("wish", _("What did the person say?"), _("In their words. For a child, the guardian's, too.")),
                Ask("danger", _("What danger remains, and what was said about it?")),
            ),
        ),
        Transition(
            "end_complete", _("End, complete"), ("monitoring", "active", "stabilised"), "ended_complete", PROTECTS,
            _("Protection ends because what was planned is done. They can come back at any time."),
            asks=(Ask("plan", _("What goes on without us, and who looks after it?")),),
        ),
        Transition(
            "erase_with_the_case", _("Erase with the case"), ("none", *ENDED), "gone", ("system",),
            _("The keys of the case are destroyed."),
        ),
    ),
    "protection_file",
)  # fmt: skip
