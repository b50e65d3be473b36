"""Tier A: what only named people can open, each with a passphrase of their own, apart from log-in."""

from graftwatch.desk.vault.people.enrolling import (
    WeakPassphraseError,
    change_passphrase,
    enrol,
    is_enrolled,
    public_keys_of,
)
from graftwatch.desk.vault.people.publishing import publish_keys
from graftwatch.desk.vault.people.sealing import NotForYouError, add_holder, holders, open_with, remove_holder, seal_for
from graftwatch.desk.vault.people.session import lock, remember, unlocked_of
from graftwatch.desk.vault.people.unlocking import TooManyTriesError, Unlocked, WrongPassphraseError, unlock

__all__ = [
    "NotForYouError",
    "TooManyTriesError",
    "Unlocked",
    "WeakPassphraseError",
    "WrongPassphraseError",
    "add_holder",
    "change_passphrase",
    "enrol",
    "holders",
    "is_enrolled",
    "lock",
    "open_with",
    "public_keys_of",
    "publish_keys",
    "remember",
    "remove_holder",
    "seal_for",
    "unlock",
    "unlocked_of",
]
