"""Whoever is named may answer (house §7): to be told, or delayed by a law until a day; told; answered; cleared."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from graftwatch.desk.states.machine import Ask, Clock, Machine, State, Transition

WORKS = ("investigator", "prosecutor", "protection_manager", "exchange_officer")
TELLING = Clock(
    "telling", _("Telling who is named"), dt.timedelta(days=30), _("By then they are told, or a law is named.")
)
DELAY = Clock(
    "delay",
    _("End of the delay"),
    dt.timedelta(days=90),
    _("Then they are to be told."),
    then="delay_ends",
)

ANSWERING = Machine(
    "answering", _("Who is named may answer"), "graftwatch.apps.cases", "state", "to_tell",
    (
        State("to_tell", _("To be told")),
        State("delayed", _("Delayed by law"), _("A law lets us wait until a day, and no longer.")),
        State("told", _("Told"), _("They know, and may answer.")),
        State("answered", _("Answered"), _("What they said stands beside every copy.")),
        State("cleared", _("Cleared"), _("It was an innocent reading. Every copy says so.")),
        State("gone", _("Erased with the case"), end=True),
    ),
    (
        Transition(
            "delay_telling", _("Delay"), ("to_tell",), "delayed", WORKS, _("They are not told until the day you name."),
            asks=(
                Ask("delaying_law", _("Which law lets us wait?"), kind="line"),
                Ask("delayed_until", _("Until"), kind="day"),
            ),
            starts=(DELAY,), stops=("telling",),
        ),
        Transition(
            "delay_ends", _("The delay ends"), ("delayed",), "to_tell", ("timer", *WORKS), _("Tell them now."),
            starts=(TELLING,), stops=("delay",),
        ),
        Transition(
            "record_telling", _("They were told"), ("to_tell", "delayed"), "told", WORKS, _("The day is kept."),
            asks=(Ask("on", _("On"), kind="day"), Ask("how", _("By whom, and how?"), kind="line")),
            stops=("telling", "delay"),
        ),
        Transition(
            "record_answer", _("Record their answer"), ("told", "answered", "cleared"), "answered", WORKS,
            _("Their words stand beside every copy."),
            asks=(
                Ask("answer", _("What did they say?"), _("In their own words.")),
                Ask("correction", _("What do they correct?"), required=False),
            ),
        ),
        Transition(
            "clear", _("Clear"), ("to_tell", "delayed", "told", "answered"), "cleared", WORKS,
            _("Every copy says that this was an innocent reading. Those not told yet are told."),
            asks=(Ask("clearing", _("What was found, and by whom?")),),
        ),
        Transition(
            "erase_the_answer", _("Erase with the case"), ("to_tell", "delayed", "told", "answered", "cleared"), "gone",
            ("system",), _("The keys of the case are destroyed."), stops=("telling", "delay"),
        ),
    ),
    "cases",
)  # fmt: skip
