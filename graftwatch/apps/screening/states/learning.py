"""The tables of what is learnt: what came of a lead elsewhere, a decision taken again, a range that somebody moves."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from graftwatch.desk.states.machine import Ask, Clock, Machine, State, Transition

ROOM = "graftwatch.apps.screening"
OFFICERS, AUDITORS, TIMER = ("screening_officer", "genetic_reviewer", "donor_advocate"), ("auditor",), ("timer",)

OF_AN_AUTHORITY = (
    Ask("authority", _("Which authority decided?"), _("Outside this software: a court, a board, a registry."), "line"),
    Ask("decided_on", _("On which day?"), kind="day"),
    Ask("reference", _("Under which reference?"), _("As it stands on the decision, so that it can be found."), "line"),
)

OUTCOME = Machine(
    name="outcome",
    label=_("What came of a lead"),
    room=ROOM,
    field="state",
    begins="awaited",
    compartment="leads",
    states=(
        State("awaited", _("No authority has decided"), _("This says nothing for or against anybody.")),
        State("confirmed", _("Confirmed by an authority"), _("An authority decided so, outside this software.")),
        State("not_confirmed", _("Not confirmed by an authority"), _("An authority looked and decided otherwise.")),
        State("closed", _("Ended without a decision"), _("This is no label: nothing is learnt from it."), end=True),
        State("overturned", _("Overturned"), _("A later decision of an authority took it back."), end=True),
    ),
    transitions=(
        Transition(
            "confirm_outcome",
            _("Write down a confirmation"),
            ("awaited", "not_confirmed"),
            "confirmed",
            OFFICERS,
            _("Keeps the authority, the day and the reference with your name. Graftwatch sends nothing."),
            OF_AN_AUTHORITY,
            guards=("is_already_decided",),
        ),
        Transition(
            "write_not_confirmed",
            _("Write down that it was not confirmed"),
            ("awaited",),
            "not_confirmed",
            OFFICERS,
            _("Keeps the authority, the day and the reference with your name. Graftwatch sends nothing."),
            OF_AN_AUTHORITY,
            guards=("is_already_decided",),
        ),
        Transition(
            "close_outcome",
            _("End without a decision"),
            ("awaited", "not_confirmed"),
            "closed",
            OFFICERS,
            _("Nothing is learnt from this lead."),
        ),
        Transition(
            "overturn_outcome",
            _("Write down that it was overturned"),
            ("confirmed",),
            "overturned",
            OFFICERS,
            _("Keeps the later decision. Nothing is learnt from this lead any more."),
            OF_AN_AUTHORITY,
            guards=("is_already_decided",),
        ),
    ),
)

READ_AGAIN = Clock(
    "read_again",
    _("Decide again"),
    dt.timedelta(days=14),
    _("The second decision is given up, and counted as not taken."),
    then="give_up_reading",
)
SETTLE = Clock(
    "settle_reading",
    _("A third person decides"),
    dt.timedelta(days=30),
    _("The two decisions stay as they are, and are counted as different."),
    then="leave_apart",
)

SECOND_READING = Machine(
    name="second_reading",
    label=_("A decision taken a second time"),
    room=ROOM,
    field="state",
    begins="asked",
    compartment="leads",
    states=(
        State("asked", _("Asked"), _("Somebody who has not seen the first decision decides again.")),
        State("alike", _("Alike"), _("Both decided the same."), end=True),
        State("apart", _("Different"), _("The two decided differently. A third person may settle it.")),
        State("settled", _("Settled by a third person"), _("All three decisions remain."), end=True),
        State("left_apart", _("Left different"), _("Nobody settled it. Both decisions remain."), end=True),
        State("given_up", _("Not taken"), _("The day passed without a second decision."), end=True),
    ),
    transitions=(
        Transition(
            "read_alike",
            _("Decide again"),
            ("asked",),
            "alike",
            OFFICERS,
            _("Both decisions are shown to everybody who sees the lead."),
            stops=("read_again",),
        ),
        Transition(
            "read_apart",
            _("Decide otherwise"),
            ("asked",),
            "apart",
            OFFICERS,
            _("Both decisions are shown. The lead stands in the queue again for a third person."),
            starts=(SETTLE,),
            stops=("read_again",),
        ),
        Transition(
            "give_up_reading", _("Time is up"), ("asked",), "given_up", TIMER, _("The first decision is shown again.")
        ),
        Transition(
            "settle_reading",
            _("Settle it"),
            ("apart",),
            "settled",
            OFFICERS,
            _("The third decision holds. The first two remain."),
            stops=("settle_reading",),
        ),
        Transition("leave_apart", _("Time is up"), ("apart",), "left_apart", TIMER, _("Both decisions remain.")),
    ),
)

RING_SHARE = Machine(
    name="ring_share",
    label=_("How often a ring's file would answer yes"),
    room=ROOM,
    field="state",
    begins="proposed",
    compartment="decisions",
    states=(
        State("proposed", _("Proposed"), _("Changes nothing until somebody of another unit agrees.")),
        State("agreed", _("Agreed"), _("Runs from its day on read it. Earlier runs keep what they were made with.")),
        State("refused", _("Refused"), end=True),
        State("withdrawn", _("Withdrawn"), _("Later runs read what was in force before."), end=True),
    ),
    transitions=(
        Transition(
            "agree_to_share",
            _("Agree"),
            ("proposed",),
            "agreed",
            AUDITORS,
            _("Runs from its day on weigh with it."),
            (Ask("why", _("Which of the cases did you read?")),),
            guards=("is_of_another_unit",),
        ),
        Transition(
            "refuse_share",
            _("Refuse"),
            ("proposed",),
            "refused",
            AUDITORS,
            _("Nothing changes. Your reason remains."),
            (Ask("why", _("Why not?")),),
        ),
        Transition(
            "withdraw_share",
            _("Withdraw"),
            ("agreed",),
            "withdrawn",
            AUDITORS,
            _("Later runs no longer read it. Earlier runs keep what they were made with."),
            (Ask("why", _("Why?")),),
        ),
    ),
)
