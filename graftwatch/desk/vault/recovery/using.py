"""Give a person who lost the passphrase access again: agreed by two people, done by the holders of the shares."""

from __future__ import annotations

from graftwatch.desk.access.approvals import NeedsASecondPersonError, named
from graftwatch.desk.access.models import Approval, User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.vault import boxes
from graftwatch.desk.vault.models import PersonKey
from graftwatch.desk.vault.people.enrolling import refuse_weak
from graftwatch.desk.vault.people.passphrase import seal_under
from graftwatch.desk.vault.people.publishing import mark_of
from graftwatch.desk.vault.rotating import runs_the_vault
from graftwatch.errors import GraftwatchError

VERB = "access.recover_key"


class NothingToRecoverError(GraftwatchError):
    """This person's key cannot be recovered. Says why."""


def key_of_user(user: User) -> PersonKey:
    row: PersonKey | None = PersonKey.objects.for_the_system("a key to recover").filter(user=user).first()
    if row is None:
        raise NothingToRecoverError("This person has not set up a vault. There is nothing to recover.")
    return row


@action(may=runs_the_vault, act="permission")
def recover_person(viewer: Viewer, key: PersonKey, *, private: bytes, passphrase: str) -> None:
    """The person's key under a new passphrase, with the recovery key that the shares made. Uses the approval up."""
    refuse_weak(passphrase, User.objects.get(pk=key.user_id))
    _use_what_two_agreed(key)
    if not key.for_recovery:
        raise NothingToRecoverError(
            "This person's key was never sealed to a recovery key: it was made before there was one, and not opened "
            "since. What was sealed to it alone is lost. Remove the key and set the vault up anew."
        )
    try:
        own = boxes.unseal_with(private, bytes(key.for_recovery))
    except boxes.CannotOpenError as problem:
        raise NothingToRecoverError(
            "The shares make another recovery key than the one this person's key was sealed to. Older shares, if they "
            "are still there, open it."
        ) from problem
    if own[boxes.KEY_BYTES :] != mark_of(key):
        raise NothingToRecoverError(
            "Another person's key stands in this row: somebody changed the database. Stop here."
        )
    seal_under(key, own[: boxes.KEY_BYTES], passphrase)
    key.n_wrong = 0
    key.save()


def _use_what_two_agreed(key: PersonKey) -> None:
    rows = Approval.objects.for_the_system("whether two people agreed to a recovery")
    found = rows.filter(verb=VERB, thing=named(key), answer=Approval.Answer.GRANTED).first()
    if found is None:
        raise NeedsASecondPersonError(
            "Recovering a key needs two people from different units: one asks for it on the page of recovery, the "
            "other agrees on the page of approvals. Then come back."
        )
    found.answer = Approval.Answer.USED
    found.save(update_fields=["answer"])
