"""The investigation track. Closing it never touches the protection track."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from graftwatch.desk.states.machine import Ask, Clock, Machine, State, Transition

LEADS = ("prosecutor",)
OPENS = ("prosecutor", "independent_reviewer")
TEAM = ("investigator", "prosecutor")
RECORDS = ("prosecutor", "evidence_custodian")

REASON = Ask("reason", _("Reason"))
COURT = Ask("court", _("Court"), kind="line")
ON = Ask("on", _("Day"), kind="day")
WHY_DISCONTINUED = (
    ("not_enough", _("What is known does not suffice")),
    ("no_offence", _("No offence")),
    ("time_barred", _("Too long ago")),
    ("not_here", _("Another authority is better placed")),
    ("non_punishment", _("Non-punishment applies")),
    ("other", _("Another reason, said below")),
)
TOLD = (
    ("told", _("Yes, they were told")),
    ("declined", _("They had said that they do not want to be told")),
    ("not_safe", _("Not yet: telling them is not safe now, and the protection manager knows")),
    ("no_victim", _("No victim is known in this case")),
)
OUTCOMES = (
    ("convicted", _("Convicted")),
    ("acquitted", _("Acquitted")),
    ("partly", _("Convicted in part")),
    ("ended", _("Ended without a decision")),
)
PRELIMINARY = Clock("preliminary", _("Preliminary work"), dt.timedelta(days=60), _("Then it is activated or ended."))
SUSPENSION = Clock(
    "suspension", _("Review of the suspension"), dt.timedelta(days=90), _("Then somebody looks at it again.")
)
REVIEW_RIGHT = Clock(
    "review_right", _("Right to a review"), dt.timedelta(days=30), _("Then nobody can ask for a review any more.")
)
OPENING = Clock("opening", _("Decision on opening"), dt.timedelta(days=7), _("By then the case is opened or rejected."))
HANDOVER = Clock(
    "handover", _("Answer to the transfer"), dt.timedelta(days=30), _("Then the other side is asked for an answer.")
)
RETENTION = Clock(
    "retention", _("Retention"), dt.timedelta(days=3650), _("Then two people may archive and erase the case.")
)

STATES = (
    State("proposed", _("Proposed"), _("Somebody proposes a case; nobody works on it yet.")),
    State("opened", _("Opened"), _("A team is named and walls stand.")),
    State("preliminary", _("Preliminary"), _("What is known is looked at, with a plan.")),
    State("active", _("Active"), _("The case is investigated.")),
    State("suspended", _("Suspended"), _("The work rests until the date of its review.")),
    State("charged", _("Charged"), _("Charges are brought, per person.")),
    State("trial", _("At trial"), _("A court hears the case.")),
    State("judged", _("Judged"), _("A court has decided.")),
    State("on_appeal", _("On appeal"), _("A higher court hears the case.")),
    State("final", _("Final"), _("The judgment stands.")),
    State("discontinued", _("Discontinued"), _("The prosecution has ended the case; a review can be asked for.")),
    State("transfer_pending", _("Transfer asked"), _("Another authority was asked to take the case.")),
    State("transferred", _("Transferred"), _("Another authority has the case.")),
    State("closed", _("Closed"), _("The work is done; the retention clock runs.")),
    State("reopened", _("Reopened"), _("Something new was found; a team is to take it up.")),
    State("archived", _("Archived"), _("Kept for the law alone.")),
    State("erased", _("Erased"), _("Its keys are destroyed."), end=True),
)
LIVE = tuple(each.name for each in STATES if each.name not in ("archived", "erased"))

TRANSITIONS = (
    Transition(
        "reject_case", _("Reject"), ("proposed",), "closed", OPENS,
        _("No case is opened. Whoever proposed it sees the reason. It can be reopened by two people."),
        asks=(REASON,), guards=("supervises_or_stands_in",), stops=("opening",), starts=(RETENTION,),
    ),
    Transition(
        "open_case", _("Open the case"), ("proposed",), "opened", OPENS,
        _("The lead officer you name finds the case on their day. Whoever is tied to a party finds nothing."),
        asks=(
            Ask("lead", _("Who leads it?"), _("Whoever is tied to a party of this case is not offered."), "user"),
            Ask("legal_basis", _("Legal basis"), _("The provision, as it stands in the law."), "line"),
        ),
        guards=("supervises_or_stands_in", "lead_agency_is_not_implicated", "nobody_conflicts"), stops=("opening",),
    ),
    Transition(
        "start_preliminary", _("Start preliminary work"), ("opened",), "preliminary", TEAM,
        _("The plan is kept, sealed. A clock of 60 days begins."),
        asks=(
            Ask("plan", _("Plan"), _("What is looked at first, by whom.")),
            Ask("protection_contact", _("Protection contact"), _("Who speaks for the safety of people here?"), "user"),
        ),
        guards=("leads_or_supervises",), starts=(PRELIMINARY,),
    ),
    Transition(
        "activate", _("Activate"), ("preliminary",), "active", LEADS,
        _("The case becomes a full investigation."),
        asks=(Ask("threshold", _("Threshold"), _("What is known that makes a full investigation lawful?")),),
        stops=("preliminary",),
    ),
    Transition(
        "suspend", _("Suspend"), ("active",), "suspended", LEADS,
        _("The work rests. Protection goes on. On the date you name it stands on your day again."),
        asks=(REASON, Ask("review_on", _("Look at it again on"), kind="day")), starts=(SUSPENSION,),
    ),
    Transition(
        "resume", _("Resume"), ("suspended",), "active", LEADS, _("The work goes on."),
        asks=(REASON,), stops=("suspension",),
    ),
    Transition(
        "charge", _("Charge"), ("active",), "charged", LEADS,
        _("The charges are kept, per person. A list of what must be disclosed becomes a task."),
        asks=(Ask("charges", _("Charges, per person"), _("Person, provision, and the facts it rests on.")),),
        guards=("non_punishment_was_checked", "evidence_is_indexed"),
    ),
    Transition(
        "send_to_trial", _("Send to trial"), ("charged",), "trial", LEADS, _("The court has the case."),
        asks=(COURT, ON),
    ),
    Transition(
        "record_judgment", _("Record a judgment"), ("trial", "on_appeal"), "judged", LEADS,
        _("The judgment is kept. Whether it belongs among the published judgments becomes a task."),
        asks=(
            COURT, ON, Ask("outcome", _("Outcome"), kind="choice", choices=OUTCOMES),
            Ask("sentence", _("Sentence, per person"), required=False),
            Ask("confiscation", _("Confiscation"), kind="line", required=False),
            Ask("compensation", _("Compensation"), _("To whom, by label, and how much."), "line", required=False),
        ),
    ),
    Transition(
        "lodge_appeal", _("Appeal"), ("judged",), "on_appeal", LEADS, _("A higher court hears the case."),
        asks=(COURT, ON, REASON),
    ),
    Transition("finalise", _("Make final"), ("judged",), "final", LEADS, _("The judgment stands."), asks=(ON,)),
    Transition(
        "discontinue", _("Discontinue"), ("preliminary", "active"), "discontinued", LEADS,
        _("The investigation ends; protection goes on. For 30 days a review can be asked for."),
        asks=(
            Ask("reason_code", _("Why?"), kind="choice", choices=WHY_DISCONTINUED), REASON,
            Ask("victims_told", _("Were the victims told?"), kind="choice", choices=TOLD),
        ),
        guards=("victims_are_not_left_out",), starts=(REVIEW_RIGHT,), stops=("preliminary",),
    ),
    Transition(
        "request_transfer", _("Ask another authority to take it"), ("active",), "transfer_pending",
        ("prosecutor", "exchange_officer"), _("Nothing is sent from here: the package goes through the exchange room."),
        asks=(
            Ask("to", _("To which authority?"), kind="line"), Ask("basis", _("Legal basis"), kind="line"),
            Ask("minimised", _("What is left out, and who consented or on what basis not?")),
        ),
        starts=(HANDOVER,),
    ),
    Transition(
        "accept_transfer", _("Transfer accepted"), ("transfer_pending",), "transferred",
        ("prosecutor", "exchange_officer"), _("The other authority has the case."),
        asks=(Ask("receipt", _("Receipt of the other side"), kind="line"),), stops=("handover",),
    ),
    Transition(
        "refuse_transfer", _("Transfer refused"), ("transfer_pending",), "active", ("prosecutor", "exchange_officer"),
        _("The case goes on here."), asks=(REASON,), stops=("handover",),
    ),
    Transition(
        "close_case", _("Close"), ("final", "discontinued", "transferred"), "closed", LEADS,
        _("The investigation is closed and its retention clock starts. The protection track stays as it is."),
        asks=(
            Ask("keep_until", _("Keep until"), _("By the statute of limitations or another law."), "day"),
            Ask("keep_because", _("The law that says so"), kind="line"),
            Ask("feedback", _("Whoever reported has their feedback"), kind="yes_no"),
            Ask("lessons", _("Lessons")),
        ),
        guards=("tasks_are_done", "evidence_has_its_disposition"), starts=(RETENTION,), stops=("review_right",),
    ),
    Transition(
        "reopen", _("Reopen"), ("closed",), "reopened", LEADS, _("A team can take it up again."),
        asks=(Ask("new", _("What is new: evidence, or an order?")),), two_people=True, stops=("retention",),
    ),
    Transition(
        "take_up_again", _("Take up again"), ("reopened",), "active", LEADS, _("The case is investigated again."),
        asks=(Ask("plan", _("Plan")),), guards=("nobody_conflicts",),
    ),
    Transition(
        "archive", _("Archive"), ("closed",), "archived", RECORDS, _("Nobody works on it any more."),
        guards=("no_hold", "kept_long_enough", "protection_has_ended"), two_people=True,
    ),
    Transition(
        "erase", _("Erase"), ("archived",), "erased", RECORDS,
        _("The keys are destroyed: nothing opens again, also not from a backup. This cannot be undone."),
        asks=(Ask("basis", _("Legal basis"), kind="line"),), guards=("no_hold", "protection_has_ended"),
        two_people=True, stops=("retention",),
    ),
    Transition(
        "restrict", _("Restrict"), LIVE, "", LEADS, _("Only you and members you admit by name will see the case."),
        asks=(REASON,), guards=("is_not_restricted",),
    ),
    Transition(
        "lift_restriction", _("Lift the restriction"), LIVE, "", LEADS, _("Every member sees the case again."),
        asks=(REASON,), guards=("is_restricted",), two_people=True,
    ),
    Transition(
        "hold", _("Put on legal hold"), (*LIVE, "archived"), "", LEADS, _("Until that day nothing of it is erased."),
        asks=(Ask("reason", _("Reason"), kind="line"), Ask("until", _("Until"), _("A hold always ends."), "day")),
        guards=("hold_ends_later",),
    ),
    Transition(
        "release_hold", _("End the legal hold"), (*LIVE, "archived"), "", LEADS, _("The retention clock counts again."),
        asks=(REASON,), guards=("is_held",), two_people=True,
    ),
    Transition(
        "make_joint", _("Make joint"), LIVE, "", LEADS, _("The page says with whom. Nobody gains access by it."),
        asks=(Ask("joint_with", _("With which authority?"), kind="line"), Ask("basis", _("Agreement"), kind="line")),
    ),
)  # fmt: skip

INVESTIGATION = Machine(
    "investigation", _("Investigation"), "graftwatch.apps.cases", "investigation", "proposed", STATES, TRANSITIONS,
    "investigation",
)  # fmt: skip
