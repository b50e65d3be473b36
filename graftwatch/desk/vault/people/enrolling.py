"""A person sets up the vault: a key pair, and a passphrase that opens it and that nobody can look up."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied, action
from graftwatch.desk.vault import boxes
from graftwatch.desk.vault.models import PersonKey
from graftwatch.desk.vault.people.passphrase import seal_under
from graftwatch.desk.vault.people.publishing import publish_keys, seal_for_recovery
from graftwatch.desk.vault.people.unlocking import unlock
from graftwatch.errors import GraftwatchError

SHORTEST = 16


class WeakPassphraseError(GraftwatchError):
    """This passphrase will not do. Says why."""


def _is_somebody(viewer: Viewer) -> bool:
    return viewer.user_id is not None


def is_enrolled(user_id: int) -> bool:
    found: bool = PersonKey.objects.for_the_system("who has a key").filter(user_id=user_id).exists()
    return found


def enrol(viewer: Viewer, *, passphrase: str) -> PersonKey:
    """Make the person's key pair, and publish its public half where the role receives reports.

    Two acts, in this order: a key must be kept before anything is sealed to it.
    """
    made = make_person_key(viewer, passphrase=passphrase)
    publish_keys(viewer)
    return made


@action(may=_is_somebody)
def make_person_key(viewer: Viewer, *, passphrase: str) -> PersonKey:
    """The key pair of a person who has none."""
    user = User.objects.get(pk=viewer.user_id or 0)
    refuse_weak(passphrase, user)
    if is_enrolled(user.pk):
        raise Denied("This person has a key already: what was sealed to it would be lost.")
    private, public = boxes.key_pair()
    made = PersonKey(user=user, public=public)
    seal_for_recovery(made, private)
    seal_under(made, private, passphrase)
    made.save(force_insert=True)
    return made


def change_passphrase(viewer: Viewer, *, old: str, new: str) -> None:
    """The same key under another passphrase. Raises WrongPassphraseError, WeakPassphraseError."""
    user = User.objects.get(pk=viewer.user_id or 0)
    refuse_weak(new, user)
    unlocked = unlock(user, old)
    seal_key_anew(viewer, PersonKey.objects.seen_by(viewer).get(), private=unlocked.private_key, passphrase=new)


@action(may=lambda viewer, row: viewer.user_id == row.user_id)
def seal_key_anew(viewer: Viewer, row: PersonKey, *, private: bytes, passphrase: str) -> None:
    """Keep the opened key under a new passphrase."""
    seal_under(row, private, passphrase)
    row.save()


def refuse_weak(passphrase: str, user: User) -> None:
    """Raises WeakPassphraseError with a sentence that says what to do."""
    if len("".join(passphrase.split())) < SHORTEST:
        raise WeakPassphraseError(
            _("This is too short to keep a thief out. Take at least %(n)s letters: four or five words will do.")
            % {"n": SHORTEST}
        )
    if user.check_password(passphrase):
        raise WeakPassphraseError(_("This is the password you log in with. The vault needs words of its own."))


def public_keys_of(users: Iterable[User]) -> dict[str, bytes]:
    """Holder and public key of those who have one, for `seal_for`. Who has none can be given nothing."""
    rows = PersonKey.objects.for_the_system("public halves of keys").filter(user__in=[user.pk for user in users])
    return {f"user:{row.user_id}": bytes(row.public) for row in rows}
