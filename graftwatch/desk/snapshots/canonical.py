"""One canonical form for each kind of identifying value, and its keyed token, as engine expressions."""

from __future__ import annotations

import hashlib

from graftwatch.tables import CanonicalForm

N_TOKEN_DIGITS = 32

_FORMS: dict[CanonicalForm, str] = {
    # Words in order, so that "Marić Ana" and "ANA MARIC" are one name.
    "name": "array_to_string(list_sort(string_split_regex(trim(regexp_replace(strip_accents(upper({c})),"
    " '[^\\p{{L}}]+', ' ', 'g')), ' +')), ' ')",
    "number": "regexp_replace(strip_accents(upper({c})), '[^\\p{{L}}\\p{{N}}]', '', 'g')",
    # National and international spellings of one number share their last nine digits.
    "phone": "right(regexp_replace({c}, '[^0-9]', '', 'g'), 9)",
    "email": "lower(trim({c}))",
    "address": "regexp_replace(strip_accents(upper({c})), '[^\\p{{L}}\\p{{N}}]', '', 'g')",
    "plain": "trim({c})",
}


def canonical(column: str, form: CanonicalForm | None) -> str:
    """The canonical form of a text column; empty becomes NULL."""
    return f"nullif({_FORMS[form or 'plain'].format(c=column)}, '')"


def hmac_sha256(message: str, key: bytes) -> str:
    """HMAC-SHA256 of a text expression under `key`, as a hex text expression (RFC 2104; block of 64 bytes)."""
    block = (hashlib.sha256(key).digest() if len(key) > 64 else key).ljust(64, b"\0")
    inner, outer = (bytes(byte ^ pad for byte in block) for pad in (0x36, 0x5C))
    return f"sha256({_blob(outer)} || unhex(sha256({_blob(inner)} || encode({message}))))"


def token(column: str, form: CanonicalForm | None, key: bytes) -> str:
    """The keyed token of a column: the same value gives the same token under one key, and none under another."""
    return f"left({hmac_sha256(canonical(column, form), key)}, {N_TOKEN_DIGITS})"


def _blob(raw: bytes) -> str:
    return f"unhex('{raw.hex()}')"
