"""The work of screening: runs, leads as each run found them, decisions, and what is learnt from them."""

from graftwatch.apps.screening.models.learning import (
    ClearedFinding,
    DrawnFile,
    NobodyToRead,
    Outcome,
    RingShareChange,
    SecondReading,
    WhyNotAsked,
)
from graftwatch.apps.screening.models.work import (
    Assignment,
    Decision,
    Intake,
    Lead,
    LeadInCase,
    LeadInRun,
    ProtectionPaper,
    Run,
    TouchedFacility,
)

__all__ = [
    "Assignment",
    "ClearedFinding",
    "Decision",
    "DrawnFile",
    "Intake",
    "Lead",
    "LeadInCase",
    "LeadInRun",
    "NobodyToRead",
    "Outcome",
    "ProtectionPaper",
    "RingShareChange",
    "Run",
    "SecondReading",
    "TouchedFacility",
    "WhyNotAsked",
]
