"""Every write of the evidence room, and every read that is an act."""

from graftwatch.apps.evidence.actions.handling import (
    carry_out,
    check_every_hash,
    check_now,
    hand_over,
    sweep,
    verify,
)
from graftwatch.apps.evidence.actions.registering import Opened, open_item, register
from graftwatch.apps.evidence.actions.taking_in import take_in

__all__ = [
    "Opened",
    "carry_out",
    "check_every_hash",
    "check_now",
    "hand_over",
    "open_item",
    "register",
    "sweep",
    "take_in",
    "verify",
]
