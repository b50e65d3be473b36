"""Every write of this room, one module a subject."""

from graftwatch.apps.reports.actions.advising import give_advice, read_extract
from graftwatch.apps.reports.actions.calling import take_call
from graftwatch.apps.reports.actions.duty import set_duty
from graftwatch.apps.reports.actions.handing_files import choose_files, hand_files_in
from graftwatch.apps.reports.actions.identity import (
    answer_request,
    ask_for_identity,
    expire,
    give_back,
    open_identity,
    read_own_request,
    read_request,
)
from graftwatch.apps.reports.actions.moving import carry_out, move_retaliation
from graftwatch.apps.reports.actions.reading import Shown, open_report, read_called_in
from graftwatch.apps.reports.actions.taking_files import take_file
from graftwatch.apps.reports.actions.taking_out import add_walls, observe, take_out
from graftwatch.apps.reports.actions.waking import when_time_is_up

__all__ = [
    "Shown",
    "add_walls",
    "answer_request",
    "ask_for_identity",
    "carry_out",
    "choose_files",
    "expire",
    "give_advice",
    "give_back",
    "hand_files_in",
    "move_retaliation",
    "observe",
    "open_identity",
    "open_report",
    "read_called_in",
    "read_extract",
    "read_own_request",
    "read_request",
    "set_duty",
    "take_call",
    "take_file",
    "take_out",
    "when_time_is_up",
]
