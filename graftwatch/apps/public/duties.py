"""Which duty to report applies to whom in the State of this installation, and whom to call."""

from __future__ import annotations

from graftwatch import countries
from graftwatch.law.duties import Duties


def duties() -> Duties:
    """As the State's own file says it; where no State is named, that we do not know."""
    return countries.duties()
