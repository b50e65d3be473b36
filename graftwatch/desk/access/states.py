"""Two tables: an account from nomination to leaving, and glass that is broken in an emergency."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access.roles import ROLES
from graftwatch.desk.states.machine import Ask, Clock, Machine, State, Transition

ATTESTED_FOR = dt.timedelta(days=90)
"""How long the confirmation that a person still needs their access holds."""
WARNED_BEFORE = dt.timedelta(days=14)
LOGS_IN = ("enrolled", "active", "attestation_due")
OPEN_FOR = dt.timedelta(hours=3)
REVIEWED_WITHIN = dt.timedelta(days=7)
"""Five working days."""

ACCESS = ("access_officer",)
HOW = Ask(
    "how",
    _("How was the person verified?"),
    kind="choice",
    choices=(
        ("met", _("Met in person, with a service card")),
        ("called", _("Called through the switchboard of their office")),
        ("head", _("Confirmed in writing by the head of their office")),
    ),
)
WHY = Ask("why", _("Why?"), _("Without a name. It is kept with the account."), kind="line")
DUE = Clock(
    "attestation",
    _("Confirm that this person still needs access"),
    ATTESTED_FOR - WARNED_BEFORE,
    _("The account is marked as due."),
    then="fall_due",
)
LAST_DAYS = Clock(
    "last_days",
    _("Confirm that this person still needs access"),
    WARNED_BEFORE,
    _("The account is suspended, and the log-in is locked."),
    then="run_out",
)

ACCOUNT = Machine(
    name="account",
    label=_("Account"),
    room="graftwatch.desk.access",
    field="state",
    begins="nominated",
    compartment="people",
    states=(
        State("nominated", _("nominated"), _("An officer of the agency named this person. No log-in yet.")),
        State("verified", _("verified"), _("Somebody made sure, by another way, that this is the person.")),
        State("enrolled", _("enrolled"), _("May log in, and sets up the second factor.")),
        State("active", _("active"), _("Works here.")),
        State("attestation_due", _("to be confirmed"), _("Is suspended unless somebody confirms the need.")),
        State("suspended", _("suspended"), _("May not log in.")),
        State("left", _("left"), _("Does not work here any more."), end=True),
    ),
    transitions=(
        Transition(
            "verify",
            _("Record how the person was verified"),
            ("nominated",),
            "verified",
            ACCESS,
            _("Says that the person was verified by another way than the one they wrote from. Nothing is sent."),
            asks=(HOW,),
            guards=("somebody_else",),
        ),
        Transition(
            "enrol",
            _("Enrol"),
            ("verified",),
            "enrolled",
            ACCESS,
            _("Makes a first password, shown once, to hand over in person. A second person agrees first."),
            guards=("somebody_else",),
            two_people=True,
        ),
        Transition(
            "begin",
            _("Begin to work"),
            ("enrolled",),
            "active",
            ("system",),
            _("The person has chosen a password and set up a second factor."),
            starts=(DUE,),
        ),
        Transition(
            "fall_due",
            _("Fall due"),
            ("active",),
            "attestation_due",
            ("timer",),
            _("The need was confirmed a while ago."),
            starts=(LAST_DAYS,),
        ),
        Transition(
            "attest",
            _("Confirm the need"),
            ("active", "attestation_due"),
            "active",
            ACCESS,
            _("The person goes on for another 90 days."),
            guards=("somebody_else",),
            starts=(DUE,),
            stops=("last_days",),
        ),
        Transition(
            "run_out",
            _("Run out"),
            ("attestation_due",),
            "suspended",
            ("timer",),
            _("Nobody confirmed the need. The log-in is locked."),
        ),
        Transition(
            "suspend",
            _("Suspend"),
            ("enrolled", "active", "attestation_due"),
            "suspended",
            ACCESS,
            _("The person is logged out everywhere at once and may not log in."),
            asks=(WHY,),
            stops=("attestation", "last_days"),
        ),
        Transition(
            "reinstate",
            _("Let in again"),
            ("suspended",),
            "active",
            ACCESS,
            _("The person may log in again, for 90 days. A second person agrees first."),
            asks=(WHY,),
            guards=("somebody_else",),
            two_people=True,
            starts=(DUE,),
        ),
        Transition(
            "reset",
            _("Set the log-in anew"),
            ("enrolled", "active", "attestation_due"),
            "enrolled",
            ACCESS,
            _(
                "For a lost password or device. Ends the password, every second factor and every session, and makes a"
                " first password, shown once, to hand over in person. A second person agrees first."
            ),
            asks=(HOW,),
            guards=("somebody_else",),
            two_people=True,
            stops=("attestation", "last_days"),
        ),
        Transition(
            "leave",
            _("Close the account"),
            ("nominated", "verified", "enrolled", "active", "attestation_due", "suspended"),
            "left",
            ACCESS,
            _("The person is logged out, taken off every matter, and cannot come back under this name."),
            asks=(WHY,),
            guards=("somebody_else",),
            stops=("attestation", "last_days"),
        ),
    ),
)

ANYBODY_ON_MATTERS = tuple(sorted(name for name, role in ROLES.items() if role.compartments & {"cases", "reports"}))
SECOND = tuple(sorted(name for name, role in ROLES.items() if "approvals" in role.compartments))
OVERSIGHT = tuple(sorted(name for name, role in ROLES.items() if "signals" in role.compartments))
TWO_ENDS = (
    Ask("found", _("What did you find?"), _("Without a name and without what the matter contains."), kind="text"),
)
HOURS = Clock("glass", _("Opened in an emergency"), OPEN_FOR, _("The matter closes again by itself."), then="run_out")
REVIEW = Clock("review", _("Review"), REVIEWED_WITHIN, _("The review is overdue, and oversight sees that it is."))

GLASS = Machine(
    name="broken_glass",
    label=_("Emergency access"),
    room="graftwatch.desk.access",
    field="state",
    begins="requested",
    compartment="signals",
    states=(
        State("requested", _("asked for"), _("A second person has not answered yet.")),
        State("approved", _("agreed to"), _("A second person agreed. The matter is not open yet.")),
        State("active", _("open"), _("The matter is open to this person, for three hours at most.")),
        State("expired", _("over, to be reviewed"), _("Oversight looks into it within five working days.")),
        State("refused", _("refused"), _("The second person did not agree."), end=True),
        State("withdrawn", _("withdrawn"), _("It was not needed."), end=True),
        State("reviewed", _("reviewed"), _("Oversight found it in order."), end=True),
        State("misuse", _("misuse"), _("Oversight found that it should not have been done."), end=True),
    ),
    transitions=(
        Transition(
            "agree",
            _("Agree"),
            ("requested",),
            "approved",
            SECOND,
            _("The person who asked may open the matter for three hours."),
        ),
        Transition("decline", _("Refuse"), ("requested",), "refused", SECOND, _("The matter stays closed.")),
        Transition(
            "break_glass",
            _("Open now"),
            ("approved",),
            "active",
            ANYBODY_ON_MATTERS,
            _("Opens the matter for three hours. Whoever leads it and oversight are told."),
            guards=("own_glass",),
            starts=(HOURS,),
        ),
        Transition(
            "break_for_life",
            _("Open now, to save a life"),
            ("requested",),
            "active",
            ANYBODY_ON_MATTERS,
            _("Opens the matter at once for three hours. Whoever leads it and oversight are told."),
            guards=("own_glass", "life_is_in_danger"),
            starts=(HOURS,),
        ),
        Transition(
            "withdraw",
            _("Withdraw"),
            ("requested", "approved"),
            "withdrawn",
            ANYBODY_ON_MATTERS,
            _("Nothing is opened."),
            guards=("own_glass",),
        ),
        Transition(
            "close_again",
            _("Close again"),
            ("active",),
            "expired",
            ANYBODY_ON_MATTERS,
            _("Closes the matter before the three hours are over. It is reviewed all the same."),
            guards=("own_glass",),
            starts=(REVIEW,),
            stops=("glass",),
        ),
        Transition(
            "run_out",
            _("Run out"),
            ("active",),
            "expired",
            ("timer",),
            _("Three hours are over."),
            starts=(REVIEW,),
        ),
        Transition(
            "find_in_order",
            _("It was in order"),
            ("expired",),
            "reviewed",
            OVERSIGHT,
            _("Closes the review."),
            asks=TWO_ENDS,
            guards=("not_own_glass",),
            stops=("review",),
        ),
        Transition(
            "find_misuse",
            _("It was misuse"),
            ("expired",),
            "misuse",
            OVERSIGHT,
            _("Closes the review. What follows is for the head of the person's office to decide."),
            asks=TWO_ENDS,
            guards=("not_own_glass",),
            stops=("review",),
        ),
    ),
)
