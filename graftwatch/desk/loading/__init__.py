"""How data gets in: mapping, one set of checks, quarantine, checkpoints, and the writing of records."""

from graftwatch.desk.loading.account import Account, FileAccount
from graftwatch.desk.loading.bringing import load
from graftwatch.desk.loading.staging import stage

__all__ = ["Account", "FileAccount", "load", "stage"]
