"""How large a file may be, and how many exhibits one person may take away alone. Settings of the same names decide."""

from __future__ import annotations

from django.conf import settings


def largest_file() -> int:
    """Bytes. A larger one is refused while it arrives."""
    return int(getattr(settings, "EVIDENCE_LARGEST_FILE", 2 * 1024**3))


def exported_alone() -> int:
    """Exhibits in one bag that need no second person."""
    return int(getattr(settings, "EVIDENCE_EXPORTED_ALONE", 10))
