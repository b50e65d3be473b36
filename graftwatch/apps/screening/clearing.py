"""What was explained once about a file is not asked again on the same rows; new rows ask again."""

from __future__ import annotations

import uuid
from typing import Any

from graftwatch.apps.screening.models import ClearedFinding, Decision, Lead
from graftwatch.desk.audit.canonical import canonical

Said = dict[str, Any]
Rows = frozenset[tuple[str, str]]
WHY = "explained before, on the same rows"


def clear(decision: Decision, lead: Lead, said: Said) -> None:
    """Keep what an explanation clears: the findings that name the confirmed reading, or all where it is another one.

    Called within the action that decides.
    """
    reading = decision.answers.get("confirmed_reading")
    named = [each for each in said["findings"] if reading in each["benign"]]
    for finding in named or said["findings"]:
        ClearedFinding.objects.create(
            lead=lead, decision=decision, code=finding["code"], rows_text=canonical(sorted(rows_of(finding)))
        )


def rows_of(finding: Said) -> Rows:
    return frozenset((row["table"], row["row"]) for row in finding["rows"])


def without_cleared(said: Said) -> Said:
    """The lead as it counts today: what was explained on these rows adds nothing, and says so."""
    held = _holding(Lead.id_of(said["key"]))
    if not held or not said["findings"]:
        return said
    findings = [_explained(each) if _is_cleared(each, held) else each for each in said["findings"]]
    off = sum(old["counted_bits"] - new["counted_bits"] for old, new in zip(said["findings"], findings, strict=True))
    told = {**said, "findings": findings, "cleared_weight": off}
    told["is_cleared"] = all(each.get("is_cleared") for each in findings)
    for name in ("bits", "bits_low", "bits_high"):
        told[name] = round(max((said.get(name) or 0) - off, 0.0), 2)
    return told


def _holding(lead: uuid.UUID) -> list[ClearedFinding]:
    """An explanation holds until somebody decides otherwise about the same file."""
    rows = ClearedFinding.objects.for_the_system("what was explained before about a file")
    return list(rows.filter(lead_id=lead, lead__state="explained"))


def _is_cleared(finding: Said, held: list[ClearedFinding]) -> bool:
    rows = rows_of(finding)
    return bool(rows) and any(each.code == finding["code"] and rows <= each.rows for each in held)


def _explained(finding: Said) -> Said:
    return {**finding, "counted_bits": 0.0, "counted_why": WHY, "is_cleared": True}
