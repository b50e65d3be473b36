"""The one table of an exhibit's life: from identified to its end, with every exception spelled out."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from graftwatch.apps.evidence.states import questions as ask
from graftwatch.apps.evidence.states.exceptions import EXCEPTIONS, IN_OUR_HANDS, RAISED, RELEASED, RESOLVED, WORKING
from graftwatch.desk.states.machine import Clock, Machine, State, Transition

MEMBERS = ("investigator", "prosecutor")
CUSTODIAN = ("evidence_custodian",)
TRIAGE = ("triage_supervisor", "independent_reviewer")
"""Whoever decided what becomes of a report hands its files in; they see no exhibit, this one included."""
BACK = Clock(
    "return",
    _("Due back in custody"),
    dt.timedelta(days=14),
    _("Whoever holds it has not brought it back. Ask them, and look for it."),
)

STATES = (
    State("identified", _("Identified"), _("It is known to exist. Nobody has taken it.")),
    State("collected", _("Collected"), _("It was taken, and is not sealed yet. Its files can be added.")),
    State("sealed", _("Sealed"), _("It bears a seal; its files are hashed and stored once, unchangeable.")),
    State("in_custody", _("In custody"), _("A custodian who did not collect it holds it.")),
    State("checked_out", _("Checked out"), _("Somebody has it for a purpose, and a day on which it is due back.")),
    State("in_examination", _("In examination"), _("An expert works on a copy.")),
    State("examined", _("Examined"), _("The expert's report is there.")),
    State("quarantined", _("In quarantine"), _("A file may do harm. Nobody can take it away.")),
    State("privilege_hold", _("Privilege hold"), _("Medical or legal privilege is claimed. A reviewer decides.")),
    State("integrity_exception", _("Integrity exception"), _("Something does not agree. It cannot be used.")),
    State("contested", _("Contested"), _("A side disputes it before the court.")),
    State("excluded", _("Excluded"), _("A court has excluded it, or two people have.")),
    State("returned", _("Returned"), _("It went back to its owner."), end=True),
    State("destroyed", _("Destroyed"), _("It is destroyed, and so are the keys of its files."), end=True),
    State("transferred", _("Transferred"), _("Another authority holds it."), end=True),
    State("not_collected", _("Not collected"), _("It was not taken. The register says why."), end=True),
    State("retained_permanently", _("Kept for good"), _("It is kept, and its hashes are still checked.")),
)

ORDINARY = (
    Transition(
        "abandon",
        _("Record that it was not collected"),
        ("identified",),
        "not_collected",
        MEMBERS,
        _("It stays listed with this reason. That cannot be undone."),
        (ask.WHY,),
    ),
    Transition(
        "collect",
        _("Record how it was collected"),
        ("identified",),
        "collected",
        MEMBERS,
        _("You are its collector from now on. Files can be added."),
        (
            ask.PLACE,
            ask.TAKEN_AT,
            ask.METHOD,
            ask.WITNESS,
            ask.TOOL,
            ask.PHOTOS,
            ask.WEB_ADDRESS,
        ),
    ),
    Transition(
        "seal",
        _("Seal it"),
        ("collected",),
        "sealed",
        MEMBERS,
        _("No file can be added or changed any more. The hashes are written into the custody record."),
        (ask.SEAL, ask.WITNESS),
        ("collector_seals_it", "digital_things_have_a_file"),
    ),
    Transition(
        "take_over",
        _("Take over from a report"),
        ("identified",),
        "sealed",
        TRIAGE,
        _("It stays under seal. Its hash is the one that was written down at the public door."),
        (ask.ORIGIN, ask.SEALED_ON, ask.DOOR_SHA256, ask.SEAL),
    ),
    Transition(
        "receive",
        _("Receive it into custody"),
        ("sealed",),
        "in_custody",
        CUSTODIAN,
        _("You hold it from now on. The hashes are checked first."),
        (ask.SEAL, ask.SEAL_WHOLE, ask.CONDITION),
        ("custodian_did_not_collect_it", "seal_number_agrees"),
    ),
    Transition(
        "check_out",
        _("Hand it to somebody"),
        ("in_custody",),
        "checked_out",
        CUSTODIAN,
        _("That person holds it until the day you name. The hashes are checked first."),
        (ask.TAKER, ask.PURPOSE, ask.DUE),
        ("taker_is_somebody_else", "due_day_is_ahead"),
        starts=(BACK,),
    ),
    Transition(
        "return_in",
        _("Take it back into custody"),
        ("checked_out",),
        "in_custody",
        CUSTODIAN,
        _("You hold it again. The hashes are checked first."),
        (ask.CONDITION,),
        stops=("return",),
    ),
    Transition(
        "examine",
        _("Give it to an expert"),
        ("in_custody",),
        "in_examination",
        ("evidence_custodian", "investigator"),
        _("The expert works on a copy whose hash follows from the original's."),
        (ask.EXPERT, ask.PURPOSE),
    ),
    Transition(
        "report",
        _("Record the expert's report"),
        ("in_examination",),
        "examined",
        ("evidence_custodian", "investigator"),
        _("The report is linked. The exhibit waits to go back into custody."),
        (ask.TOOLS, ask.FINDINGS),
    ),
    Transition(
        "shelve",
        _("Back into custody after examination"),
        ("examined",),
        "in_custody",
        CUSTODIAN,
        _("You hold it again. The hashes are checked first."),
        (ask.CONDITION,),
    ),
    Transition(
        "disclose",
        _("Record a disclosure"),
        ("in_custody", "examined", "contested"),
        "",
        ("prosecutor",),
        _("The register of copies says who got what. Nothing is sent from here."),
        (ask.RECIPIENT, ask.PURPOSE, ask.REDACTIONS),
    ),
    Transition(
        "exhibit",
        _("Record that it was shown in court"),
        ("in_custody", "examined", "contested"),
        "",
        ("prosecutor",),
        _("The custody record says when, and before which court."),
        (ask.COURT, ask.ORDER),
    ),
)


def _disposal(name: str, label: object, target: str, happens: object, *more: object) -> Transition:
    """One way in which an exhibit leaves: an order or a clock, no hold, what is a victim's first, two people."""
    return Transition(
        name,
        label,  # type: ignore[arg-type]
        ("in_custody", "excluded"),
        target,
        CUSTODIAN,
        happens,  # type: ignore[arg-type]
        (ask.BASIS, ask.OWNER, *more, ask.PHOTO),  # type: ignore[arg-type]
        ("no_legal_hold", "victims_property_goes_back"),
        two_people=True,
    )


DISPOSAL = (
    _disposal(
        "give_back",
        _("Give it back"),
        "returned",
        _("It goes back to its owner. That cannot be undone."),
        ask.RECIPIENT,
    ),
    _disposal(
        "destroy",
        _("Destroy it"),
        "destroyed",
        _("Its files can never be opened again, also not from a backup. The hashes and this record stay."),
    ),
    _disposal(
        "transfer",
        _("Hand it to another authority for good"),
        "transferred",
        _("Another authority answers for it from now on. That cannot be undone."),
        ask.RECIPIENT,
    ),
    _disposal(
        "retain", _("Keep it for good"), "retained_permanently", _("It stays. Its hashes are checked every night.")
    ),
)

MACHINE = Machine(
    name="evidence",
    label=_("Exhibit"),
    room="graftwatch.apps.evidence",
    field="state",
    begins="identified",
    states=STATES,
    transitions=(*ORDINARY, *RAISED, *RELEASED, *RESOLVED, *DISPOSAL),
    compartment="evidence_items",
)
HAND_OVERS = frozenset(
    {"seal", "take_over", "receive", "check_out", "return_in", "examine", "report", "shelve", "disclose", "exhibit"}
    | {"give_back", "transfer", "retain"}
)
"""Before each of these the hashes of every file are computed anew and compared with those at sealing."""

__all__ = ["EXCEPTIONS", "HAND_OVERS", "IN_OUR_HANDS", "MACHINE", "STATES", "TRIAGE", "WORKING"]
