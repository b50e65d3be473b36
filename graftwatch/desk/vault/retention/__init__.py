"""What may be kept for how long, what holds it, and how it is erased so that nothing opens any more."""

from graftwatch.desk.vault.retention.acting import (
    CannotEraseError,
    confirm_erasure,
    keep_longer,
    lift_hold,
    propose,
    put_hold,
)
from graftwatch.desk.vault.retention.erasing import erase, erase_again
from graftwatch.desk.vault.retention.kinds import Kept

__all__ = [
    "CannotEraseError",
    "Kept",
    "confirm_erasure",
    "erase",
    "erase_again",
    "keep_longer",
    "lift_hold",
    "propose",
    "put_hold",
]
