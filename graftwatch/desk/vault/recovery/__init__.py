"""When a passphrase is lost: a recovery key in shares on paper, of which so many together open what persons hold.

`using.py` is reached by its own name: it needs `people`, which needs this package.
"""

from graftwatch.desk.vault.recovery.drills import days_since_drill, is_proven, record_drill, why_not_published
from graftwatch.desk.vault.recovery.making import make_recovery, the_recovery
from graftwatch.desk.vault.recovery.shares import WrongSharesError, joined

__all__ = [
    "WrongSharesError",
    "days_since_drill",
    "is_proven",
    "joined",
    "make_recovery",
    "record_drill",
    "the_recovery",
    "why_not_published",
]
