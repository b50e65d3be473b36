"""All offices of a region, one habit after the other."""

from __future__ import annotations

from graftwatch_atlantis.offices.recording import write_down
from graftwatch_atlantis.state import Region


def keep(region: Region) -> None:
    """Turn what happened into what was written down."""
    write_down(region)
