"""Every write of the evidence room, and every read that is an act."""

from graftwatch.apps.evidence.actions.exporting import Leaving, export, export_bag, take, take_file
from graftwatch.apps.evidence.actions.handling import (
    carry_out,
    check_every_hash,
    check_now,
    hand_over,
    nightly,
    sweep,
    verify,
)
from graftwatch.apps.evidence.actions.registering import Opened, open_item, register
from graftwatch.apps.evidence.actions.taking_in import take_in

__all__ = [
    "Leaving",
    "Opened",
    "carry_out",
    "check_every_hash",
    "check_now",
    "export",
    "export_bag",
    "hand_over",
    "nightly",
    "open_item",
    "register",
    "sweep",
    "take",
    "take_file",
    "take_in",
    "verify",
]
