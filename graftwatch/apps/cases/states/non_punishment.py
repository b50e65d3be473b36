"""Non-punishment of a person (casework §8.3): raised by any side, looked at within 48 hours, decided by two."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from graftwatch.desk.states.machine import Ask, Clock, Machine, State, Transition

ANYBODY = (
    "protection_manager", "investigator", "prosecutor", "independent_reviewer", "evidence_custodian",
    "exchange_officer", "liaison_officer",
)  # fmt: skip
DECIDES = ("prosecutor", "independent_reviewer")
OPEN_REVIEW = ("raised", "under_review", "appealed")

SIDES = (
    ("person", _("The person")), ("defence", _("The defence")), ("protection", _("Protection")),
    ("prosecution", _("The prosecution or police")), ("court", _("A court")), ("other", _("Somebody else")),
)  # fmt: skip
OFFENCES = (
    ("organ_sale", _("Giving or selling an organ")),
    ("immigration", _("Entry, stay or work without leave")),
    ("false_documents", _("False documents or statements")),
    ("recruitment", _("Bringing in others")),
    ("money", _("Moving money")),
    ("other", _("Another one, said below")),
)
FIRST_LOOK = Clock(
    "first_look", _("First look at non-punishment"), dt.timedelta(hours=48),
    _("By then somebody has looked at it. Until it is decided nobody names this person."),
    pausable=False,
)  # fmt: skip
DECISION = Clock(
    "decision", _("Decision on non-punishment"), dt.timedelta(days=30), _("By then two people have decided.")
)
APPEAL_TIME = Clock("appeal_time", _("Time to appeal"), dt.timedelta(days=30), _("Then nobody can appeal any more."))
REASONS = Ask("reasons", _("Reasons"), _("In full sentences. Both sides read them; so may a court."))

NON_PUNISHMENT = Machine(
    "non_punishment", _("Non-punishment"), "graftwatch.apps.cases", "non_punishment", "none",
    (
        State("none", _("Not raised")),
        State("raised", _("Raised"), _("Nobody may name this person a suspect until it is decided.")),
        State("under_review", _("Under review"), _("Two people from different units will decide.")),
        State("applied", _("Applies"), _("This person is not to be punished for what they were made to do.")),
        State("not_applied", _("Does not apply"), _("With written reasons; an appeal is open.")),
        State("appealed", _("Appealed"), _("Others than before will decide. Until then the person stays protected.")),
        State("gone", _("Erased with the case"), end=True),
    ),
    (
        Transition(
            "raise_non_punishment", _("Raise non-punishment"), ("none", "applied", "not_applied"), "raised", ANYBODY,
            _("At once nobody can name this person a suspect, and every export says so. First look within 48 hours."),
            asks=(
                Ask("side", _("Who raises it?"), kind="choice", choices=SIDES),
                Ask("offences", _("For which conduct?"), kind="choices", choices=OFFENCES),
                Ask("link", _("How is it linked to what was done to this person?")),
            ),
            starts=(FIRST_LOOK,), stops=("appeal_time",),
        ),
        Transition(
            "look_at", _("Take it up"), ("raised",), "under_review", DECIDES, _("The review begins."),
            asks=(Ask("first_look", _("What was looked at first?")),), starts=(DECISION,), stops=("first_look",),
        ),
        Transition(
            "apply_non_punishment", _("It applies"), ("under_review", "appealed"), "applied", DECIDES,
            _("The person is not charged for this conduct, and never named a suspect for it."),
            asks=(REASONS,), guards=("others_decide_an_appeal",), two_people=True, stops=("decision",),
        ),
        Transition(
            "not_apply_non_punishment", _("It does not apply"), ("under_review", "appealed"), "not_applied", DECIDES,
            _("The person is told why and how to appeal, within 30 days."),
            asks=(REASONS, Ask("told", _("Who tells the person, when, and how is it safe?"))),
            guards=("others_decide_an_appeal",), two_people=True, starts=(APPEAL_TIME,), stops=("decision",),
        ),
        Transition(
            "appeal_the_decision", _("Appeal"), ("not_applied",), "appealed", ANYBODY,
            _("Others than before decide. Until then nobody can name this person a suspect."),
            asks=(Ask("grounds", _("Grounds")),), starts=(DECISION,), stops=("appeal_time",),
        ),
        Transition(
            "erase_the_review", _("Erase with the case"), ("none", "raised", "under_review", "applied", "not_applied",
            "appealed"), "gone", ("system",), _("The keys of the case are destroyed."),
            stops=("first_look", "decision", "appeal_time"),
        ),
    ),
    "cases",
)  # fmt: skip
