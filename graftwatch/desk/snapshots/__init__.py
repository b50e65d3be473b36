"""Records to files with a fingerprint, and back to tables."""

from graftwatch.desk.snapshots.source import RecordsSource, Source, StagedSource
from graftwatch.desk.snapshots.taking import Snapshot, count_present, take

__all__ = ["RecordsSource", "Snapshot", "Source", "StagedSource", "count_present", "take"]
