"""The report: nineteen states from the form to the tombstone."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from graftwatch.apps.reports.codes import CLASSIFICATION, INFORMATION_CODES, RISK, SOURCE_CODES
from graftwatch.desk.states.machine import Ask, Clock, Machine, State, Transition

ACKNOWLEDGE = Clock(
    "acknowledge",
    _("Open it and tell the reporter"),
    dt.timedelta(days=7),
    ends=_("Nobody has opened this report for a week. The supervisor sees it marked late."),
)
ACKNOWLEDGE_AT_ONCE = Clock(
    "acknowledge",
    _("Open it today: danger to life"),
    dt.timedelta(days=1),
    ends=_("Nobody has opened a report of danger to life for a day. It stands first in every list."),
)
DUTY = Clock(
    "duty",
    _("Open it now: you are on duty"),
    dt.timedelta(hours=4),
    ends=_("It goes on to the next person on duty, who may be of another office, and is told to all of them again."),
    then="escalate",
    pausable=False,
)
"""The hours are those of the office's roster; four where nobody wrote one."""
ANSWER = Clock(
    "answer",
    _("Answer of the reporter"),
    dt.timedelta(days=14),
    ends=_("The report goes back to screening; the mailbox stays open for an answer."),
    then="silence",
)
FEEDBACK = Clock(
    "feedback",
    _("Tell the reporter what came of it"),
    dt.timedelta(days=90),
    ends=_("Three months have passed since the report was opened. The supervisor sees it marked late."),
)
RETENTION = Clock(
    "retention",
    _("Keep, then erase"),
    dt.timedelta(days=365),
    ends=_("The report may be erased once two people confirm that no legal hold stands."),
)

RETENTION_OF_SPAM = Clock("retention", _("Keep, then erase"), dt.timedelta(days=30), ends=RETENTION.ends)

TRIAGE = ("triage_officer", "triage_supervisor", "independent_reviewer")
"""The independent reviewer stands in where walls leave nobody of the usual office."""
SUPERVISION = ("triage_supervisor", "independent_reviewer")
ADVISERS = ("screening_officer", "prosecutor", "liaison_officer", "protection_manager", "independent_reviewer")
OPEN = ("received", "acknowledged", "screening", "awaiting_reporter", "consulting", "assessed")
OUTCOMES = (
    "converted",
    "linked",
    "protection_only",
    "referred_out",
    "registered_travel",
    "not_substantiated",
    "out_of_scope",
    "duplicate",
    "withdrawn",
)

REASON = Ask("reason", _("Reason"), _("Written so that somebody who was not there understands it. No names."))
SAFE_TEXT = Ask(
    "text",
    _("What the reporter will read"),
    _("Short and safe: somebody else may look over the reporter's shoulder. No names, no places, no steps to come."),
)

STATES = (
    State("draft", _("being written"), _("Exists in the reporter's browser only; nothing is stored.")),
    State("received", _("received"), _("Sealed and stored; receipt and proof are with the reporter.")),
    State("acknowledged", _("acknowledged"), _("Somebody has opened it and the reporter was told.")),
    State("screening", _("in screening"), _("Triage reads it and takes out the coded facts.")),
    State("awaiting_reporter", _("waiting for the reporter"), _("A question lies in the mailbox.")),
    State("consulting", _("with an adviser"), _("Somebody advises on an extract without any identity.")),
    State("assessed", _("assessed"), _("Classified, its source and information evaluated, risk to persons said.")),
    State("converted", _("became a case"), _("A case was proposed from it.")),
    State("linked", _("joined to a case"), _("It belongs to a case that exists.")),
    State("protection_only", _("protection only"), _("Help without a criminal file, as the person wishes.")),
    State("referred_out", _("referred to another body"), _("Sent to whoever is competent.")),
    State("registered_travel", _("journey registered"), _("Counted as a journey; nothing to pursue.")),
    State("not_substantiated", _("not substantiated"), _("No reasonable suspicion now; can be taken up again.")),
    State("out_of_scope", _("another matter"), _("The reporter was told where to go.")),
    State("duplicate", _("known already"), _("The same event was received before.")),
    State("abusive", _("abusive"), _("Spam, or false and known to be so; two people said it.")),
    State("withdrawn", _("withdrawn"), _("The reporter asked to stop.")),
    State("closed", _("closed"), _("The reporter has feedback; the time of keeping runs.")),
    State("erased", _("erased"), _("Its keys are destroyed; a number and dates remain."), end=True),
)

RECEIVING = (
    Transition("submit", _("Hand in"), ("draft",), "received", ("reporter", "hotline_operator"),
               _("Sealed before it is stored. The reporter has a receipt and a proof."), starts=(ACKNOWLEDGE,)),
    Transition("open", _("Open for the first time"), ("received",), "acknowledged", TRIAGE,
               _("The sealed words open for you. The reporter is told that a person has read them."),
               guards=("holds_a_key",), starts=(FEEDBACK,), stops=("acknowledge", "duty")),
    Transition("mark_urgent", _("Mark as danger to life"), OPEN, "", TRIAGE,
               _("It stands first in every list of those who are on it. Nothing of it is said there."),
               asks=(REASON,), guards=("is_not_urgent_yet",)),
    Transition("escalate", _("Pass on to the next on duty"), ("received",), "", ("timer",),
               _("Nobody on duty has opened it in time. The next one is put onto it, and all are told again."),
               starts=(DUTY,)),
)  # fmt: skip

SCREENING = (
    Transition("screen", _("Begin screening"), ("acknowledged",), "screening", TRIAGE,
               _("You take out the coded facts and go through the signs. Nothing leaves this office.")),
    Transition("ask", _("Ask the reporter"), ("screening", "assessed"), "awaiting_reporter", TRIAGE,
               _("The question goes into the reporter's mailbox, sealed. It cannot be taken back."),
               asks=(Ask("text", _("The question"),
                         _("One question at a time. Nothing that shows who wrote the report: somebody else may read.")),
                     Ask("reviewed", _("I have read it for anything that gives the reporter away"), kind="yes_no")),
               guards=("has_a_mailbox",), starts=(ANSWER,)),
    Transition("answer", _("Answer"), ("awaiting_reporter",), "screening", ("reporter",),
               _("The answer lies sealed beside the report."), stops=("answer",)),
    Transition("silence", _("No answer"), ("awaiting_reporter",), "screening", ("timer",),
               _("Two weeks went by without an answer. Silence says nothing against anybody."), stops=("answer",)),
    Transition("ask_no_more", _("Go on without an answer"), ("awaiting_reporter",), "screening", TRIAGE,
               _("Screening goes on. An answer that comes later still lies beside the report."),
               asks=(REASON,), stops=("answer",)),
    Transition("consult", _("Ask an adviser"), ("screening",), "consulting", TRIAGE,
               _("The adviser sees this extract and nothing else of the report."),
               asks=(Ask("adviser", _("Adviser"), kind="user"),
                     Ask("extract", _("Extract for the adviser"),
                         _("What happened and what you want to know. No names, no dates, no place that tells.")),
                     Ask("reviewed", _("I have read it for anything that shows a person"), kind="yes_no")),
               guards=("adviser_is_not_tied",)),
    Transition("advise", _("Give advice"), ("consulting",), "screening", ADVISERS,
               _("Your advice goes back to whoever asked."), asks=(Ask("advice", _("Advice")),),
               guards=("was_asked",)),
    Transition("stop_consulting", _("Go on without advice"), ("consulting",), "screening", TRIAGE,
               _("The adviser no longer sees the extract."), asks=(REASON,)),
    Transition("assess", _("Assess"), ("screening",), "assessed", TRIAGE,
               _("The supervisor decides what follows. It can be put back into screening."),
               asks=(Ask("classification", _("What it is about"), kind="choice", choices=CLASSIFICATION),
                     Ask("source_code", _("The source"), kind="choice", choices=SOURCE_CODES),
                     Ask("information_code", _("The information"), kind="choice", choices=INFORMATION_CODES),
                     Ask("risk", _("Risk to persons"), kind="choice", choices=RISK),
                     Ask("summary", _("In two sentences, without names"))),
               guards=("has_an_extract",)),
    Transition("rework", _("Back to screening"), ("assessed",), "screening", TRIAGE,
               _("The assessment stays in the history; a new one takes its place."), asks=(REASON,)),
)  # fmt: skip

DECIDING = (
    Transition("convert", _("Propose a case"), ("assessed",), "converted", SUPERVISION,
               _("A case is proposed to the lead agency. It gets the coded extract and every wall of the report."),
               asks=(Ask("title", _("Title of the case"), _("Neutral, without a name."), kind="line"),
                     Ask("lead_agency", _("Lead agency"), kind="line"), REASON),
               guards=("somebody_else_assessed", "lead_agency_is_not_tied")),
    Transition("link", _("Join to a case"), ("assessed",), "linked", SUPERVISION,
               _("The team of that case gets the coded extract. The case takes on every wall of the report."),
               asks=(Ask("case", _("Number of the case"), kind="line"), REASON),
               guards=("somebody_else_assessed", "case_can_take_it")),
    Transition("protect_only", _("Protection only"), ("assessed",), "protection_only", ("protection_manager",),
               _("A case of protection alone is opened with you on it. The wish is kept in the words of the person."),
               asks=(Ask("wish", _("What the person wishes, in their words")),)),
    Transition("call_in_protection", _("Call in protection"), ("assessed",), "", SUPERVISION,
               _("This person of the protection service sees the coded extract and decides with the victim."),
               asks=(Ask("manager", _("Who"), kind="user"),), guards=("manager_is_not_tied",)),
    Transition("refer_out", _("Refer to another body"), ("assessed",), "referred_out", ("exchange_officer",),
               _("For an office with an account here a disclosure is drafted. It leaves once it is released."),
               asks=(Ask("office", _("To which office"), kind="line", required=False),
                     Ask("body", _("Or to which other body or country"),
                         _("It has no account here: you hand the extract over yourself."), kind="line",
                         required=False),
                     Ask("purpose", _("What it is for"), _("No names."), kind="line"),
                     Ask("legal_basis", _("Protocol or legal basis"), kind="line")),
               guards=("one_body_is_named", "office_is_not_tied")),
    Transition("call_in_exchange", _("Call in an exchange officer"), ("assessed",), "", SUPERVISION,
               _("This exchange officer sees the coded extract and prepares the way out."),
               asks=(Ask("officer", _("Who"), kind="user"),), guards=("officer_is_not_tied",)),
    Transition("register", _("Register the journey"), ("screening",), "registered_travel", TRIAGE,
               _("The coded facts become one row of the travel register, without a person. Nothing is pursued."),
               guards=("is_a_travel_notice", "has_an_extract")),
    Transition("not_substantiate", _("Not substantiated"), ("assessed",), "not_substantiated", SUPERVISION,
               _("No reasonable suspicion now. It says nothing about whether the reporter was right."),
               asks=(REASON, Ask("reopen_when", _("What would open it again"))), guards=("somebody_else_assessed",)),
    Transition("out_scope", _("Another matter"), ("screening",), "out_of_scope", TRIAGE,
               _("The reporter is told where to go."), asks=(Ask("target", _("Whose matter it is"), kind="line"),)),
    Transition("duplicate_of", _("Known already"), ("screening",), "duplicate", TRIAGE,
               _("The other number is shown to nobody outside; the reporter is thanked."),
               asks=(Ask("other", _("Number of the earlier report"), kind="line"),), guards=("other_report_is_known",)),
    Transition("judge_abusive", _("Abusive"), ("screening",), "abusive", TRIAGE,
               _("Two people from different units say so. Being wrong is not abuse."),
               asks=(Ask("evidence", _("What shows that it is spam, or false and known to be so")),),
               two_people=True, starts=(RETENTION_OF_SPAM,), stops=("feedback",)),
    Transition("withdraw", _("Withdraw"), OPEN, "withdrawn", ("reporter",),
               _("It stops, unless a life is in danger or a duty to report stands. The reporter is told which."),
               guards=("nothing_forbids_to_stop",), stops=("acknowledge", "answer", "duty")),
)  # fmt: skip

ENDING = (
    Transition("give_feedback", _("Give feedback and close"), OUTCOMES, "closed", TRIAGE,
               _("The text goes into the reporter's mailbox. The time of keeping begins."),
               asks=(SAFE_TEXT, Ask("reviewed", _("I have read it for anything that gives the reporter away"),
                                    kind="yes_no")),
               starts=(RETENTION,), stops=("feedback",)),
    Transition("reopen", _("Take up again"), ("closed", "not_substantiated", "abusive"), "screening", SUPERVISION,
               _("Screening begins again; everything said before stays."),
               asks=(Ask("new_fact", _("What is new: a fact, a message of the reporter, a complaint")),),
               guards=("judged_by_others",), starts=(FEEDBACK,), stops=("retention",)),
    Transition("place_hold", _("Place a legal hold"), (*OPEN, *OUTCOMES, "abusive", "closed"), "", SUPERVISION,
               _("Nothing of it is erased before that day, whatever the time of keeping says."),
               asks=(Ask("until", _("Until"), kind="day"), REASON)),
    Transition("lift_hold", _("Lift the legal hold"), (*OPEN, *OUTCOMES, "abusive", "closed"), "", SUPERVISION,
               _("The time of keeping counts again."), asks=(REASON,), guards=("a_hold_stands",)),
    Transition("erase", _("Erase"), ("closed", "abusive"), "erased", SUPERVISION,
               _("The keys are destroyed: nothing of it opens any more, in no backup. It cannot be undone."),
               asks=(REASON,), guards=("time_of_keeping_is_over", "no_legal_hold"),
               two_people=True, stops=("retention",)),
)  # fmt: skip

REPORT = Machine(
    "report",
    _("Report"),
    room="graftwatch.apps.reports",
    field="state",
    begins="draft",
    states=STATES,
    transitions=(*RECEIVING, *SCREENING, *DECIDING, *ENDING),
    compartment="report_text",
)
