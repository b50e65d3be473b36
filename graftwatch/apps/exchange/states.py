"""The table of a disclosure between two agencies of one State: asked, weighed, minimised, released, used, recalled.

Clocks of an answer follow Directive (EU) 2023/977, article 5: eight hours, three days, seven days.
"""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from graftwatch.desk.states.machine import Ask, Clock, Machine, State, Transition

OFFICERS = ("exchange_officer",)
SYSTEM = ("system",)
TIMER = ("timer",)

REFUSALS = (
    ("not_competent", _("This office is not competent")),
    ("ongoing_case", _("It would harm a case that is under way")),
    ("danger_to_a_person", _("It would put a person in danger")),
    ("victim_could_be_punished", _("A victim could be punished for it")),
    ("not_necessary", _("It is not necessary for the purpose that is named")),
    ("law_forbids", _("The law forbids it")),
)

HOURS_8 = Clock(
    "answer_in_hours", _("Answer, urgent and at hand"), dt.timedelta(hours=8), _("The other office is told.")
)
DAYS_3 = Clock("answer_urgent", _("Answer, urgent"), dt.timedelta(days=3), _("The other office is told."))
DAYS_7 = Clock("answer", _("Answer"), dt.timedelta(days=7), _("The other office is told that it takes longer."))
ANSWER_CLOCKS = {"urgent_at_hand": HOURS_8, "urgent": DAYS_3, "ordinary": DAYS_7}
"""Which clock an acknowledged request starts, by its urgency."""

CONFIRM_RECALL = Clock(
    "confirm_recall",
    _("Confirm that the copy is gone"),
    dt.timedelta(days=7),
    _("Oversight is told that nobody confirmed."),
)
ANSWER_NAMES = tuple(clock.name for clock in ANSWER_CLOCKS.values())

REASON = Ask("reason", _("Reason"))

STATES = (
    State("draft", _("Draft"), _("Being written. The other office sees nothing.")),
    State("internal_review", _("Read by a second person"), _("Somebody else weighs necessity and risk.")),
    State("authorised", _("Authorised"), _("May be sent.")),
    State("sent", _("Sent"), _("On its way to the other office.")),
    State("delivered", _("Delivered"), _("With the other office; nobody has taken it up.")),
    State("acknowledged", _("Acknowledged"), _("The other office has it; its clock runs.")),
    State("under_assessment", _("Being weighed"), _("The other office weighs the request.")),
    State("clarification_requested", _("Question asked back"), _("The clock stands still until it is answered.")),
    State("awaiting_judicial_authorisation", _("Waiting for a judge"), _("A judge must authorise first.")),
    State("refused", _("Refused"), _("With a reason, after the other side was consulted.")),
    State("postponed", _("Postponed"), _("Until the day that was named.")),
    State("granted", _("Granted"), _("The answer may be prepared.")),
    State("partially_granted", _("Granted in part"), _("A part of the answer may be prepared.")),
    State("preparing", _("Being prepared"), _("What leaves is put together and cut down to what is needed.")),
    State("release_review", _("Read before release"), _("A second person reads exactly what leaves.")),
    State("released", _("Released"), _("The package stands ready for the other office.")),
    State("received", _("Received"), _("Opened and found whole.")),
    State("in_use", _("In use"), _("Used for the purpose that was named.")),
    State("recalled", _("Recalled"), _("Taken back; the receiver confirms that the copy is gone.")),
    State("withdrawn", _("Withdrawn"), _("The asking office took it back.")),
    State("expired", _("Expired"), _("Its end date has passed.")),
    State("misdirected", _("Misdirected"), _("It came to the wrong office; its content is destroyed.")),
    State("undeliverable", _("Undeliverable"), _("Nobody in the other office can receive it.")),
    State("closed", _("Closed"), _("Ended. Retention runs."), end=True),
)

OPEN_TO_WITHDRAWAL = (
    "draft",
    "internal_review",
    "authorised",
    "sent",
    "delivered",
    "acknowledged",
    "under_assessment",
    "clarification_requested",
    "awaiting_judicial_authorisation",
    "postponed",
    "granted",
    "partially_granted",
    "preparing",
)

TRANSITIONS = (
    Transition(
        "submit_for_review", _("Give to a second person"), ("draft",), "internal_review", OFFICERS,
        _("A colleague of your office reads it. Nothing leaves."),
        guards=("asking_side", "is_complete"),
    ),
    Transition(
        "return_to_writer", _("Give back"), ("internal_review",), "draft", OFFICERS,
        _("The writer changes it. Nothing leaves."), asks=(REASON,), guards=("asking_side",),
    ),
    Transition(
        "authorise", _("Authorise"), ("internal_review",), "authorised", OFFICERS,
        _("It may then be sent. It can still be withdrawn."),
        asks=(
            Ask("necessity", _("Why is it necessary, and why is no less enough?")),
            Ask("risk", _("What could it cost a victim or witness, and what keeps that from happening?")),
            Ask("treaty_or_protocol", _("Which law, treaty or signed protocol allows it?"), kind="line"),
        ),
        guards=("asking_side",), two_people=True,
    ),
    Transition(
        "send", _("Send"), ("authorised",), "sent", OFFICERS,
        _("The other office sees it from now on. It can be withdrawn, but it was seen."),
        guards=("asking_side", "has_handling_code"),
    ),
    Transition("deliver", _("Deliver"), ("sent",), "delivered", SYSTEM, _("The other office finds it in its inbox.")),
    Transition(
        "fail", _("Cannot be delivered"), ("sent",), "undeliverable", SYSTEM,
        _("Nobody in the other office can receive it; the asking office is told."),
    ),
    Transition(
        "retry", _("Try again"), ("undeliverable",), "authorised", OFFICERS,
        _("It may be sent again."), asks=(REASON,), guards=("asking_side",),
    ),
    Transition(
        "withdraw", _("Withdraw"), OPEN_TO_WITHDRAWAL, "withdrawn", OFFICERS,
        _("The other office is told if it had it. Cannot be undone."), asks=(REASON,), guards=("asking_side",),
        stops=(*ANSWER_NAMES, "end_date"),
    ),
    Transition(
        "expire", _("Expire"), ("sent", "delivered", "acknowledged", "clarification_requested"), "expired", TIMER,
        _("Its end date has passed; both offices are told."), stops=ANSWER_NAMES,
    ),
    Transition(
        "acknowledge", _("Take up"), ("delivered",), "acknowledged", OFFICERS,
        _("The asking office is told, and the clock of the answer starts."), guards=("asked_side",),
    ),
    Transition(
        "misroute", _("Not for this office"), ("delivered",), "misdirected", OFFICERS,
        _("Its content is destroyed here, and the asking office is told. Cannot be undone."),
        asks=(Ask("right_authority", _("Which office would be right, if you know?"), kind="line", required=False),),
        guards=("asked_side",),
    ),
    Transition(
        "assess", _("Weigh"), ("acknowledged",), "under_assessment", OFFICERS,
        _("Nothing leaves."), guards=("asked_side",),
    ),
    Transition(
        "ask_clarification", _("Ask back"), ("under_assessment",), "clarification_requested", OFFICERS,
        _("The asking office sees the question; the clock stands still."),
        asks=(Ask("question", _("What must be made clear?")),), guards=("asked_side",),
    ),
    Transition(
        "clarify", _("Answer the question"), ("clarification_requested",), "under_assessment", OFFICERS,
        _("The asked office sees the answer; the clock goes on."),
        asks=(Ask("answer", _("Answer")),), guards=("asking_side",),
    ),
    Transition(
        "need_judge", _("A judge must authorise"), ("under_assessment",), "awaiting_judicial_authorisation", OFFICERS,
        _("The asking office is told that it takes longer, and how long."),
        asks=(REASON, Ask("expected_on", _("Expected on"), kind="day")), guards=("asked_side",),
    ),
    Transition(
        "postpone", _("Postpone"), ("under_assessment",), "postponed", OFFICERS,
        _("The asking office is told until when."),
        asks=(REASON, Ask("until", _("Until"), kind="day")), guards=("asked_side",),
    ),
    Transition(
        "resume", _("Go on"), ("postponed", "awaiting_judicial_authorisation"), "under_assessment", OFFICERS,
        _("The request is weighed again."), asks=(REASON,), guards=("asked_side",),
    ),
    Transition(
        "refuse", _("Refuse"), ("under_assessment",), "refused", OFFICERS,
        _("The asking office sees the reason."),
        asks=(
            Ask("why", _("Why"), kind="choice", choices=REFUSALS),
            Ask("consulted", _("What did the other side say when it was consulted?")),
        ),
        guards=("asked_side",), stops=ANSWER_NAMES,
    ),
    Transition(
        "grant", _("Grant"), ("under_assessment",), "granted", OFFICERS,
        _("The answer may be prepared. Nothing leaves yet."),
        asks=(Ask("conditions", _("On which conditions?"), required=False),), guards=("asked_side",),
    ),
    Transition(
        "grant_in_part", _("Grant in part"), ("under_assessment",), "partially_granted", OFFICERS,
        _("A part of the answer may be prepared. Nothing leaves yet."),
        asks=(Ask("which_part", _("Which part, and why not the rest?")),), guards=("asked_side",),
    ),
    Transition(
        "prepare", _("Prepare"), ("granted", "partially_granted"), "preparing", OFFICERS,
        _("You choose what leaves. Nothing leaves yet."), guards=("asked_side",),
    ),
    Transition(
        "volunteer", _("Offer without being asked"), ("draft",), "preparing", OFFICERS,
        _("You choose what you offer. Nothing leaves yet."), guards=("asking_side", "is_spontaneous", "is_complete"),
    ),
    Transition(
        "give_to_review", _("Give to a second person"), ("preparing",), "release_review", OFFICERS,
        _("What leaves is frozen; a second person reads exactly that."),
        guards=("giving_side", "something_leaves", "every_person_has_a_basis"),
    ),
    Transition(
        "send_back", _("Give back"), ("release_review",), "preparing", OFFICERS,
        _("What leaves is put together anew."), asks=(REASON,), guards=("giving_side",),
    ),
    Transition(
        "release", _("Release"), ("release_review",), "released", OFFICERS,
        _("The other office can open it. It can be recalled, but it was released."),
        guards=("giving_side", "every_person_has_a_basis", "is_what_was_reviewed"), two_people=True,
        stops=ANSWER_NAMES,
    ),
    Transition(
        "receive", _("Open and check"), ("released",), "received", OFFICERS,
        _("The package is checked against its sum; the giving office is told."), guards=("taking_side", "is_whole"),
    ),
    Transition(
        "use", _("Use"), ("received",), "in_use", OFFICERS,
        _("For the purpose that was named, and no other. Passing it on needs a question."),
        asks=(Ask("purpose", _("For what is it used?"), kind="line"),), guards=("taking_side",),
    ),
    Transition(
        "ask_to_pass_on", _("Ask to pass it on, or for another purpose"), ("in_use",), "", OFFICERS,
        _("The giving office decides. Until then nothing is passed on."),
        asks=(Ask("to_whom", _("To whom?"), kind="line"), Ask("for_what", _("For what?"))), guards=("taking_side",),
    ),
    Transition(
        "answer_passing_on", _("Answer the question about passing on"), ("in_use",), "", OFFICERS,
        _("The receiving office sees the answer."),
        asks=(
            Ask("answer", _("Answer"), kind="choice", choices=(("granted", _("Granted")), ("refused", _("Refused")))),
            REASON,
        ),
        guards=("giving_side", "passing_on_was_asked"),
    ),
    Transition(
        "recall", _("Recall"), ("released", "received", "in_use"), "recalled", OFFICERS,
        _("The package is destroyed here, and the receiver must confirm within seven days. Cannot be undone."),
        asks=(REASON,), guards=("giving_side",), starts=(CONFIRM_RECALL,),
    ),
    Transition(
        "close", _("Close"), ("in_use", "refused", "withdrawn", "expired", "misdirected"), "closed", OFFICERS,
        _("Ended. Retention runs by the giving office's term."),
        asks=(Ask("feedback", _("What came of it, in a sentence without names"), required=False),),
        guards=("may_close",),
    ),
    Transition(
        "confirm_recall", _("Confirm that the copy is gone"), ("recalled",), "closed", OFFICERS,
        _("The giving office is told."), asks=(Ask("how", _("How was each copy destroyed?")),), guards=("taking_side",),
        stops=("confirm_recall",),
    ),
)  # fmt: skip

DISCLOSURE = Machine(
    name="disclosure",
    label=_("Disclosure"),
    room="graftwatch.apps.exchange",
    field="state",
    begins="draft",
    states=STATES,
    transitions=TRANSITIONS,
    compartment="disclosures",
)
