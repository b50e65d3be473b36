"""The tables of this room, as data: two tracks of a case, non-punishment, answers of those who are named."""

from graftwatch.apps.cases.states.answering import ANSWERING
from graftwatch.apps.cases.states.investigation import INVESTIGATION
from graftwatch.apps.cases.states.non_punishment import NON_PUNISHMENT, OPEN_REVIEW
from graftwatch.apps.cases.states.protection import PROTECTION

ROOM = "graftwatch.apps.cases"

__all__ = ["ANSWERING", "INVESTIGATION", "NON_PUNISHMENT", "OPEN_REVIEW", "PROTECTION", "ROOM"]
