"""Which texts are nearly alike, without their words: a keyed min-hash of their shingles."""

from __future__ import annotations

import hashlib
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from graftwatch.desk.snapshots.wording import words

N_HASHES = 128
N_DIGITS = 8
SHINGLE = 3
LEAST_SHINGLES = 8
"""A shorter text is left out: "He is my brother" is anybody's sentence, and could be guessed."""


def shingle_signature(text: str, _language: str | None, key: bytes) -> str | None:
    """128 numbers of eight hexadecimal digits: of each keyed hash the least over all runs of three words.

    Two signatures agree at a position with the chance of the texts' Jaccard similarity (Broder 1997, from memory). The
    numbers keep their order as text, so that a question can leave out boilerplate: of two texts the lesser number at a
    position belongs to a shingle of either, and where that shingle stands in most files the position says nothing.
    Whoever has no key cannot try words: the shingles enter through BLAKE2 under the agency's own key.
    """
    said = ["0" if word.isdigit() else word for word in words(text)]
    shingles = {" ".join(said[start : start + SHINGLE]) for start in range(len(said) - SHINGLE + 1)}
    if len(shingles) < LEAST_SHINGLES:
        return None
    hashed = np.array([_hashed(shingle, key) for shingle in sorted(shingles)], dtype=np.uint64)
    factors, offsets = _permutations(key)
    with np.errstate(over="ignore"):  # arithmetic modulo 2^64 is meant
        mixed = hashed[:, None] * factors[None, :] + offsets[None, :]
    return "".join(f"{number:0{N_DIGITS}x}" for number in (mixed.min(axis=0) >> np.uint64(32)).tolist())


def _hashed(shingle: str, key: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode(), key=_short(key), digest_size=8).digest(), "big")


def _short(key: bytes) -> bytes:
    return hashlib.sha256(b"shingles" + key).digest()


@lru_cache(maxsize=8)
def _permutations(key: bytes) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    drawn = hashlib.shake_256(b"permutations" + key).digest(N_HASHES * 16)
    numbers = np.frombuffer(drawn, dtype="<u8").astype(np.uint64)
    return numbers[:N_HASHES] | np.uint64(1), numbers[N_HASHES:]
