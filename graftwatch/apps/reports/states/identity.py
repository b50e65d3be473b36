"""Access to the identity behind a report: one asker, one purpose, some days, one custodian's answer.

There is one first state for all. Whether a report holds an identity or an empty one is known to nobody here: both are
sealed alike, and asking looks the same.
"""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from graftwatch.apps.reports.codes import IDENTITY_PURPOSES
from graftwatch.desk.states.machine import Ask, Clock, Machine, State, Transition

LONGEST = dt.timedelta(days=14)
DAYS = (("1", _("one day")), ("3", _("three days")), ("7", _("seven days")), ("14", _("fourteen days")))
TIME = Clock(
    "identity",
    _("Time to see the identity"),
    LONGEST,
    ends=_("The identity closes for the one who asked. Nobody else could see it before or after."),
    then="expire",
)
ASKERS = ("triage_officer", "triage_supervisor", "independent_reviewer")

IDENTITY = Machine(
    "identity",
    _("Access to an identity"),
    room="graftwatch.apps.reports",
    field="state",
    begins="sealed",
    states=(
        State("sealed", _("sealed"), _("Nobody has asked. There may be an identity or none.")),
        State("access_requested", _("asked for"), _("The custodian has a request from one person, for one purpose.")),
        State("granted", _("granted"), _("The one who asked can see it, until the time is over.")),
        State("refused", _("refused"), _("The custodian said no, with reasons."), end=True),
        State("expired", _("over"), _("The time is over, or was given back."), end=True),
    ),
    transitions=(
        Transition("request_identity", _("Ask for the identity"), ("sealed",), "access_requested", ASKERS,
                   _("The custodian decides. The reporter is told that somebody asked, and for what."),
                   asks=(Ask("purpose", _("Purpose"), kind="choice", choices=IDENTITY_PURPOSES),
                         Ask("days", _("For how long"), kind="choice", choices=DAYS),
                         Ask("reason", _("Why nothing less will do"),
                             _("The custodian reads this and not the report. No names."))),
                   guards=("has_a_vault",)),
        Transition("grant", _("Grant"), ("access_requested",), "granted", ("identity_custodian",),
                   _("It opens for the one who asked, for the time asked, and for nobody else. "
                     "The reporter is told."),
                   asks=(Ask("reason", _("Reason")),), guards=("asker_is_of_another_office",), starts=(TIME,)),
        Transition("refuse", _("Refuse"), ("access_requested",), "refused", ("identity_custodian",),
                   _("The one who asked reads your reason. The reporter is told."), asks=(Ask("reason", _("Reason")),)),
        Transition("expire", _("Time is over"), ("granted",), "expired", ("timer",),
                   _("It closes by itself."), stops=("identity",)),
        Transition("give_back", _("Close it now"), ("granted", "access_requested"), "expired",
                   (*ASKERS, "identity_custodian"), _("It is not needed any more, or should not have been given."),
                   stops=("identity",)),
    ),
    compartment="identity_reporter",
)  # fmt: skip
