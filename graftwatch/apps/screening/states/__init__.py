"""The tables of the room: what may be decided about a lead, and what is learnt from it."""

from graftwatch.apps.screening.states.deciding import (
    BY_NAME,
    DECISIONS,
    LABEL_OF,
    MAKES_A_PAPER,
    OPEN,
    STATES,
    THREE_QUESTIONS,
    Kind,
    offered,
)
from graftwatch.apps.screening.states.learning import OUTCOME, READ_AGAIN, RING_SHARE, SECOND_READING, SETTLE

__all__ = [
    "BY_NAME",
    "DECISIONS",
    "LABEL_OF",
    "MAKES_A_PAPER",
    "OPEN",
    "OUTCOME",
    "READ_AGAIN",
    "RING_SHARE",
    "SECOND_READING",
    "SETTLE",
    "STATES",
    "THREE_QUESTIONS",
    "Kind",
    "offered",
]
