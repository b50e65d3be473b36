"""What stops an exhibit from being used, and how two people end that: the second half of the table.

"Any" is spelled out here. An exception that is still open when another one ends holds the exhibit again at once
(`apps.evidence.open_exceptions`), so none can be left by way of another.
"""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from graftwatch.apps.evidence.states import questions as ask
from graftwatch.desk.states.machine import Ask, Clock, Transition

WORKING = ("collected", "sealed", "in_custody", "checked_out", "in_examination", "examined")
EXCEPTIONS = ("quarantined", "privilege_hold", "integrity_exception", "contested", "excluded")
IN_OUR_HANDS = (*WORKING, *EXCEPTIONS, "retained_permanently")
EVERYBODY = ("investigator", "prosecutor", "evidence_custodian", "independent_reviewer", "system")


def any_but(*names: str) -> tuple[str, ...]:
    """`any → …`: every state in which we have the exhibit, without these."""
    return tuple(name for name in IN_OUR_HANDS if name not in names)


RESOLVE_INTEGRITY = Clock(
    "resolve_integrity",
    _("The integrity exception waits for a finding"),
    dt.timedelta(days=3),
    _("Nothing may be done with the exhibit until two people have written what happened."),
)
REVIEW_PRIVILEGE = Clock(
    "review_privilege",
    _("The privilege hold waits for the independent reviewer"),
    dt.timedelta(days=5),
    _("Investigators do not see the exhibit until the reviewer has decided."),
)

RAISED = (
    Transition(
        "quarantine",
        _("Put into quarantine"),
        any_but("quarantined"),
        "quarantined",
        ("evidence_custodian", "system"),
        _("Nobody can take the files away until a custodian has looked into it."),
        (ask.SCAN,),
    ),
    Transition(
        "flag_integrity",
        _("Say that something does not agree"),
        any_but("integrity_exception"),
        "integrity_exception",
        EVERYBODY,
        _("The exhibit cannot be used until two people have written what happened. It never heals by itself."),
        (ask.MISMATCH,),
        starts=(RESOLVE_INTEGRITY,),
    ),
    Transition(
        "hold_privilege",
        _("Say that it may be privileged"),
        any_but("privilege_hold", "retained_permanently"),
        "privilege_hold",
        EVERYBODY,
        _("Investigators and prosecutors no longer find the exhibit. An independent reviewer reads it and decides."),
        (ask.WHY,),
        starts=(REVIEW_PRIVILEGE,),
    ),
    Transition(
        "contest",
        _("Record that it is contested"),
        any_but("contested", "retained_permanently"),
        "contested",
        ("prosecutor", "investigator", "system"),
        _("The exhibit is marked as contested until the court has decided."),
        (ask.GROUNDS,),
    ),
    Transition(
        "exclude",
        _("Record that a court has excluded it"),
        any_but("excluded", "retained_permanently"),
        "excluded",
        ("prosecutor", "system"),
        _("The exhibit stays in the register as excluded, and can only be disposed of."),
        (ask.COURT, ask.ORDER),
        stops=("return",),
    ),
)

RELEASED = (
    Transition(
        "release_to_collected",
        _("Release from quarantine, not sealed yet"),
        ("quarantined",),
        "collected",
        ("evidence_custodian",),
        _("It goes on from where it was collected. What was found stays on record."),
        (ask.FINDING,),
        ("was_never_sealed", "releaser_did_not_collect_it"),
    ),
    Transition(
        "release_to_sealed",
        _("Release from quarantine, not received yet"),
        ("quarantined",),
        "sealed",
        ("evidence_custodian",),
        _("It waits to be received. What was found stays on record."),
        (ask.FINDING,),
        ("was_sealed_and_not_received", "releaser_did_not_collect_it"),
    ),
    Transition(
        "release_to_custody",
        _("Release from quarantine"),
        ("quarantined",),
        "in_custody",
        ("evidence_custodian",),
        _("It is in custody again. What was found stays on record."),
        (ask.FINDING,),
        ("was_received", "releaser_did_not_collect_it"),
    ),
)


def _resolutions(
    of: str, who: tuple[str, ...], asks: tuple[Ask, ...], stops: tuple[str, ...], *, keeping_needs: tuple[str, ...] = ()
) -> tuple[Transition, ...]:
    """The four ways out of one exception. Each needs a written finding and a second person from another unit."""
    end = {"who": who, "asks": asks, "stops": stops, "two_people": True}
    source = (of,)
    return (
        Transition(
            f"keep_after_{of}",
            _("Resolve: it can be used"),
            source,
            "in_custody",
            happens=_(
                "It is in custody again, unless another exception still holds it. The exception stays on record."
            ),
            guards=("was_sealed", *keeping_needs),
            **end,  # type: ignore[arg-type]
        ),
        Transition(
            f"reopen_after_{of}",
            _("Resolve: back to collecting"),
            source,
            "collected",
            happens=_("It was never sealed, and goes on from where it was collected."),
            guards=("was_never_sealed", *keeping_needs),
            **end,  # type: ignore[arg-type]
        ),
        Transition(
            f"exclude_after_{of}",
            _("Resolve: exclude it"),
            source,
            "excluded",
            happens=_("It stays in the register as excluded, and can only be disposed of."),
            **end,  # type: ignore[arg-type]
        ),
        Transition(
            f"give_back_after_{of}",
            _("Resolve: give it back"),
            source,
            "returned",
            happens=_("It goes back to whoever it was taken from. That cannot be undone."),
            **(end | {"asks": (*asks, ask.RECIPIENT)}),  # type: ignore[arg-type]
        ),
    )


RESOLVED = (
    *_resolutions(
        "integrity_exception",
        ("evidence_custodian", "prosecutor"),
        (ask.FINDING,),
        ("resolve_integrity", "return"),
        keeping_needs=("hashes_hold_now",),
    ),
    *_resolutions("privilege_hold", ("independent_reviewer",), (ask.FINDING,), ("review_privilege",)),
    *_resolutions("contested", ("prosecutor",), (ask.COURT, ask.ORDER, ask.FINDING), ()),
)
