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
from graftwatch.apps.evidence.actions.stamping import bring_in_stamp, prepare_stamp, stamp_now
from graftwatch.apps.evidence.actions.taking_in import take_in
from graftwatch.apps.evidence.actions.taking_over import take_over
from graftwatch.apps.evidence.actions.viewing import Page, look_at, look_at_picture, make_copy

__all__ = [
    "Leaving",
    "Opened",
    "Page",
    "bring_in_stamp",
    "carry_out",
    "check_every_hash",
    "check_now",
    "export",
    "export_bag",
    "hand_over",
    "look_at",
    "look_at_picture",
    "make_copy",
    "nightly",
    "open_item",
    "prepare_stamp",
    "register",
    "stamp_now",
    "sweep",
    "take",
    "take_file",
    "take_in",
    "take_over",
    "verify",
]
