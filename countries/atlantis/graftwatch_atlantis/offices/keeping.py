"""All offices of a region, one habit after the other."""

from __future__ import annotations

from graftwatch.tables import Schema
from graftwatch_atlantis.offices.missing import leave_empty
from graftwatch_atlantis.offices.mistakes import make_mistakes
from graftwatch_atlantis.offices.recording import write_down
from graftwatch_atlantis.offices.versions import keep_versions, second_numbers, stop_reporting
from graftwatch_atlantis.state import Region


def keep(region: Region, schema: Schema) -> None:
    """Turn what happened into what was written down."""
    second_numbers(region)
    write_down(region)
    stop_reporting(region)
    make_mistakes(region)
    leave_empty(region, schema)
    keep_versions(region)
