"""Signed heads of the tree: by this installation each day, countersigned by witnesses, and of others for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.audit.merkle import verify_consistency
from graftwatch.desk.audit.models import Countersignature, SeenHead, SignedHead, Witness
from graftwatch.desk.audit.tree import catch_up, head_at, proof_between
from graftwatch.errors import GraftwatchError

FORMAT = "graftwatch head 1"
OFFERED = 400  # earlier heads that a note of a head is shown to have grown from: a year of days, and some


class DoesNotHoldError(GraftwatchError):
    """A head, a signature or the trail itself is not what it should be."""


def public_key() -> str:
    return bytes(SigningKey(settings.NODE_SIGNING_KEY).verify_key).hex()


def message(size: int, root: str, at: str) -> bytes:
    """What is signed."""
    return f"{FORMAT}\n{size}\n{root}\n{at}\n".encode()


def is_signed(key: str, signature: str, said: bytes) -> bool:
    try:
        VerifyKey(bytes.fromhex(key)).verify(said, bytes.fromhex(signature))
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True


def _sign(said: bytes) -> str:
    return bytes(SigningKey(settings.NODE_SIGNING_KEY).sign(said).signature).hex()


def vouches(viewer: Viewer) -> bool:
    """Oversight, and whoever runs this installation at the command line."""
    return viewer.holds("trail") or viewer.holds("accounts")


@action(may=vouches, act="collection")
def sign_head(viewer: Viewer, *, now: dt.datetime) -> SignedHead:
    """Sign the head of the tree as it is now. A trail that does not hold is not signed."""
    verdict = catch_up()
    if not verdict.holds:
        raise DoesNotHoldError(f"The trail does not hold from row {verdict.fails_at} on. It is not signed.")
    head = head_at(verdict.n_rows)
    found = SignedHead.objects.filter(size=head.size).first()
    if found:
        return found
    said = message(head.size, head.root, now.isoformat())
    return SignedHead.objects.create(size=head.size, root=head.root, at=now, key=public_key(), signature=_sign(said))


def signed_words(head: SignedHead) -> bytes:
    return message(head.size, head.root, head.at.isoformat())


def holds(head: SignedHead) -> bool:
    """Whether its signature is right. Whether its root is: a full verification, or `verify_consistency`."""
    return is_signed(head.key, head.signature, signed_words(head))


def as_note(head: SignedHead) -> dict[str, Any]:
    """The head as it is handed to a witness: with proofs that it grew from each of the heads before."""
    earlier = SignedHead.objects.filter(size__lt=head.size, size__gt=0).order_by("-size")[:OFFERED]
    return {
        "format": FORMAT,
        "size": head.size,
        "root": head.root,
        "at": head.at.isoformat(),
        "key": head.key,
        "signature": head.signature,
        "grew_from": [
            {"size": each.size, "root": each.root, "proof": proof_between(each.size, head.size)} for each in earlier
        ],
        "countersignatures": [
            {"name": each.witness.name, "key": each.witness.key, "signature": each.signature}
            for each in head.countersignatures.select_related("witness")
        ],
    }


# Witnesses of our heads


@action(may=lambda viewer: viewer.holds("trail"), act="permission")
def add_witness(viewer: Viewer, *, name: str, key: str) -> Witness:
    """A body outside of this installation whose signature counts. Its key was handed over in person."""
    key = key.strip().lower()
    try:
        VerifyKey(bytes.fromhex(key))
    except (ValueError, TypeError) as problem:
        raise DoesNotHoldError(
            "A public key has 64 hexadecimal digits. Compare it with the witness's paper."
        ) from problem
    if key == public_key():
        raise DoesNotHoldError("This is this installation's own key. Nobody witnesses for themselves.")
    return Witness.objects.create(name=name, key=key)


@action(may=vouches, act="collection")
def bring_in_countersignature(viewer: Viewer, *, note: Mapping[str, Any]) -> Countersignature:
    """What a witness gave back, `{"size": …, "key": …, "signature": …}`: counts if a known witness signed our head."""
    head = SignedHead.objects.filter(size=int(note.get("size", -1))).first()
    witness = Witness.objects.filter(key=str(note.get("key", "")).lower()).first()
    if head is None or witness is None:
        raise DoesNotHoldError("The signature names a head or a witness that is not known here.")
    signature = str(note.get("signature", ""))
    if not is_signed(witness.key, signature, signed_words(head)):
        raise DoesNotHoldError(f"The signature of {witness.name} is not under this head. Keep it, and ask them why.")
    found, _is_new = Countersignature.objects.get_or_create(
        head=head, witness=witness, defaults={"signature": signature}
    )
    return found


# This installation as a witness of others


@action(may=vouches, act="collection")
def countersign(viewer: Viewer, *, note: Mapping[str, Any]) -> dict[str, Any]:
    """Put our signature under another installation's head, if it is signed and grew from the last one we saw of it."""
    size, root, at, key = int(note["size"]), str(note["root"]), str(note["at"]), str(note["key"])
    if not is_signed(key, str(note["signature"]), message(size, root, at)):
        raise DoesNotHoldError("This head is not signed by the key it names. It is not countersigned.")
    seen = SeenHead.objects.filter(key=key).first()
    if seen and not _grew_from(seen, note):
        raise DoesNotHoldError(
            f"This head of {size} entries does not grow from the one of {seen.size} that was countersigned on "
            f"{seen.at:%d %B %Y}: their trail was rewritten or split. It is not countersigned. Tell the oversight body."
        )
    SeenHead.objects.update_or_create(
        key=key, defaults={"size": size, "root": root, "at": dt.datetime.fromisoformat(at)}
    )
    return {"size": size, "root": root, "key": public_key(), "signature": _sign(message(size, root, at))}


def _grew_from(seen: SeenHead, note: Mapping[str, Any]) -> bool:
    if (seen.size, seen.root) == (int(note["size"]), str(note["root"])) or seen.size == 0:
        return True
    offered = next((each for each in note.get("grew_from", ()) if int(each["size"]) == seen.size), None)
    if offered is None:
        return False
    path = [bytes.fromhex(step) for step in offered["proof"]]
    old, new = bytes.fromhex(seen.root), bytes.fromhex(str(note["root"]))
    return verify_consistency(seen.size, int(note["size"]), old, new, path)
