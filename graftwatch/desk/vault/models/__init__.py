"""The vault's tables: keys, recovery, retention, copies."""

from graftwatch.desk.vault.models.copies import Copy
from graftwatch.desk.vault.models.keys import PersonKey, RecordKey
from graftwatch.desk.vault.models.recovery import Drill, Recovery
from graftwatch.desk.vault.models.retention import Certificate, Erased, LegalHold, Proposal

__all__ = ["Certificate", "Copy", "Drill", "Erased", "LegalHold", "PersonKey", "Proposal", "RecordKey", "Recovery"]
