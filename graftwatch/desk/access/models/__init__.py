"""Agencies and their people, walls and ties, and acts that need special care."""

from graftwatch.desk.access.models.acts import (
    Approval,
    BrokenGlass,
    FailedLogIns,
    LogInNews,
    Opening,
    ProviderLink,
    Signal,
)
from graftwatch.desk.access.models.offices import Account, Agency, Mandate, Unit, User
from graftwatch.desk.access.models.remembered import Remembered
from graftwatch.desk.access.models.walls import Assigned, Implicated, Tie, Wall

__all__ = [
    "Account",
    "Agency",
    "Approval",
    "Assigned",
    "BrokenGlass",
    "FailedLogIns",
    "Implicated",
    "LogInNews",
    "Mandate",
    "Opening",
    "ProviderLink",
    "Remembered",
    "Signal",
    "Tie",
    "Unit",
    "User",
    "Wall",
]
