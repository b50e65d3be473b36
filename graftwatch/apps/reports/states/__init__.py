"""The tables of this room: the report, access to the identity behind it, and what was done to the reporter."""

from graftwatch.apps.reports.states.identity import IDENTITY
from graftwatch.apps.reports.states.report import REPORT
from graftwatch.apps.reports.states.retaliation import RETALIATION

__all__ = ["IDENTITY", "REPORT", "RETALIATION"]
