"""libsodium's primitives as we use them: sealed bytes that say how they were sealed and cannot be moved elsewhere.

XChaCha20-Poly1305 (IETF) with associated data, sealed boxes over X25519, Argon2id for passphrases. Sizes are padded to
buckets, so that the length of a text does not show. Nothing here is our own cryptography.
"""

from __future__ import annotations

import secrets

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.public import PrivateKey, PublicKey, SealedBox

from graftwatch.errors import GraftwatchError

KEY_BYTES = 32
NONCE_BYTES = 24
VERSION = b"\x01"
SMALLEST_BUCKET = 256


class CannotOpenError(GraftwatchError):
    """These bytes do not open with this key and in this place."""


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def key_for(root: bytes, purpose: str) -> bytes:
    """A key of its own for one purpose, cut from a root key (keyed BLAKE2b)."""
    from nacl.encoding import RawEncoder

    return bytes(blake2b(purpose.encode(), digest_size=KEY_BYTES, key=root, encoder=RawEncoder))


def seal(words: bytes, key: bytes, place: str) -> bytes:
    """Seal bytes under a key, for one place (model, field, record): elsewhere they do not open."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    padded = bindings.sodium_pad(words, _bucket(len(words) + 1))
    return (
        VERSION
        + nonce
        + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(padded, VERSION + place.encode(), nonce, key)
    )


def unseal(sealed: bytes, key: bytes, place: str) -> bytes:
    """The bytes again. Raises CannotOpenError for a wrong key, a wrong place or a changed byte."""
    nonce, box = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        if sealed[:1] != VERSION:
            raise ValueError("unknown version")
        padded = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(box, VERSION + place.encode(), nonce, key)
    except (CryptoError, ValueError, TypeError) as problem:
        raise CannotOpenError("These bytes do not open with this key and in this place.") from problem
    return bytes(bindings.sodium_unpad(padded, _bucket(len(padded))))


def _bucket(size: int) -> int:
    """256 bytes, and twice as much as often as needed."""
    bucket = SMALLEST_BUCKET
    while bucket < size:
        bucket *= 2
    return bucket


def seal_to(public_key: bytes, words: bytes) -> bytes:
    """Seal bytes to whoever holds the private key; the sealer cannot open them again."""
    return bytes(SealedBox(PublicKey(public_key)).encrypt(words))


def unseal_with(private_key: bytes, sealed: bytes) -> bytes:
    """Raises CannotOpenError where it was sealed to somebody else."""
    try:
        return bytes(SealedBox(PrivateKey(private_key)).decrypt(sealed))
    except (CryptoError, ValueError, TypeError) as problem:
        raise CannotOpenError("This was sealed to another key, or bytes of it were changed.") from problem


def key_pair(seed: bytes | None = None) -> tuple[bytes, bytes]:
    """(private, public) of X25519; from a seed always the same."""
    private = PrivateKey.from_seed(seed) if seed else PrivateKey.generate()
    return bytes(private), bytes(private.public_key)
