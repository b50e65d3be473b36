"""What was done to a reporter because of the report, as the reporter tells it, and what is done about it."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from graftwatch.apps.reports.states.report import TRIAGE
from graftwatch.desk.states.machine import Ask, Clock, Machine, State, Transition

LOOK = Clock(
    "retaliation",
    _("Answer to retaliation"),
    dt.timedelta(days=3),
    ends=_("Nobody has answered the reporter. The supervisor sees it marked late."),
)

RETALIATION = Machine(
    "retaliation",
    _("Retaliation"),
    room="graftwatch.apps.reports",
    field="state",
    begins="none",
    states=(
        State("none", _("none")),
        State("reported", _("reported"), _("The reporter says that something was done to them.")),
        State("under_protection", _("being dealt with"), _("Steps were agreed with the reporter.")),
        State("resolved", _("settled"), _("The reporter was told how it ended."), end=True),
    ),
    transitions=(
        Transition("tell_retaliation", _("Tell of retaliation"), ("none",), "reported", ("reporter",),
                   _("It lies sealed beside the report. The office answers within three days."), starts=(LOOK,)),
        Transition("take_up_retaliation", _("Take it up"), ("reported",), "under_protection", TRIAGE,
                   _("The text goes into the reporter's mailbox."),
                   asks=(Ask("steps", _("What is done")), Ask("text", _("What the reporter will read"))),
                   stops=("retaliation",)),
        Transition("settle_retaliation", _("Settled"), ("reported", "under_protection"), "resolved", TRIAGE,
                   _("The text goes into the reporter's mailbox. The reporter can tell of it again at any time."),
                   asks=(Ask("reason", _("How it ended")), Ask("text", _("What the reporter will read"))),
                   stops=("retaliation",)),
    ),
    compartment="report_text",
)  # fmt: skip
