"""Open a person's key with the passphrase. Each try is in the trail; after some wrong ones it takes a while."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer, viewer_of
from graftwatch.desk.audit.action import action
from graftwatch.desk.vault.boxes import CannotOpenError
from graftwatch.desk.vault.models import PersonKey
from graftwatch.desk.vault.people.passphrase import opened
from graftwatch.desk.vault.people.publishing import seal_for_recovery
from graftwatch.errors import GraftwatchError
from graftwatch.records.guarded import writing

TRIES = 5
WAIT = dt.timedelta(minutes=15)


class WrongPassphraseError(GraftwatchError):
    """The key does not open with these words."""


class TooManyTriesError(GraftwatchError):
    """Too many wrong passphrases: wait."""


@dataclass(frozen=True)
class Unlocked:
    """A person whose vault is open, for as long as this lies in memory."""

    user_id: int
    private_key: bytes = field(repr=False)

    @property
    def holder(self) -> str:
        return f"user:{self.user_id}"


def unlock(user: User, passphrase: str) -> Unlocked:
    """The person's key, opened. Raises WrongPassphraseError, TooManyTriesError; Denied where there is no key."""
    viewer = viewer_of(user, timezone.localdate())
    row = PersonKey.objects.seen_by(viewer).first()
    if row is None:
        raise WrongPassphraseError(_("You have not set up your vault yet."))
    try:
        return unlock_vault(viewer, row, passphrase=passphrase)
    except WrongPassphraseError:
        with writing("a wrong passphrase"):
            rows = PersonKey.objects.for_the_system("a wrong passphrase").filter(pk=row.pk)
            rows.update(n_wrong=F("n_wrong") + 1, wrong_at=timezone.now())
        raise


@action(may=lambda viewer, row: viewer.user_id == row.user_id)
def unlock_vault(viewer: Viewer, row: PersonKey, *, passphrase: str) -> Unlocked:
    if row.n_wrong >= TRIES and row.wrong_at is not None and timezone.now() < row.wrong_at + WAIT:
        raise TooManyTriesError(_("Too many wrong passphrases. Wait a quarter of an hour, then try again."))
    try:
        private = opened(row, passphrase)
    except CannotOpenError as problem:
        raise WrongPassphraseError(_("The vault does not open with this passphrase.")) from problem
    if seal_for_recovery(row, private) or row.n_wrong:
        row.n_wrong = 0
        row.save()
    return Unlocked(row.user_id, private)
