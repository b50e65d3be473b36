"""What a reference points at: relative, absolute, by `urn:uuid`, by identifier, or contained."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

_HISTORY = re.compile(r"/_history/[^/]+$")
_TYPED = re.compile(r"(?:^|/)([A-Z][A-Za-z]+/[A-Za-z0-9\-.]{1,64})$")
_ELSEWHERE = re.compile(r"^(https?://.+?)/[A-Z][A-Za-z]+/[A-Za-z0-9\-.]{1,64}$")

TYPE_OF_TABLE = {"person": "Patient", "facility": "Organization", "practitioner": "Practitioner"}
"""What a reference by identifier alone points at, where it does not say its type."""


def key_of(reference: str, inside: str) -> str:
    """One spelling for a reference: `Type/id`, or the alias under which its resource will be found.

    `inside` is the key of the resource in which it stands, for what that resource contains.
    """
    if reference == "%self":
        return inside
    if reference.startswith("#"):
        return inside.split("#")[0] + (reference if len(reference) > 1 else "")
    if reference.startswith("urn:"):
        return reference.lower()
    if "?" in reference:
        return unquote(reference.rsplit("/", 1)[-1] if reference.startswith("http") else reference)
    typed = _TYPED.search(_HISTORY.sub("", reference))
    return typed[1] if typed else reference


def pointed_at(value: Any, inside: str, table: str) -> str | None:
    """The key that a Reference element means, or None where it only has words."""
    if isinstance(value, str):
        return key_of(value, inside)
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("reference"), str):
        return key_of(value["reference"], inside)
    identifier = value.get("identifier")
    if isinstance(identifier, dict) and isinstance(identifier.get("value"), str):
        return by_identifier(value.get("type") or TYPE_OF_TABLE.get(table, ""), identifier)
    return None


def by_identifier(type_name: str, identifier: dict[str, Any]) -> str:
    """The conditional reference that an identifier answers to."""
    return f"{type_name}?identifier={identifier.get('system') or ''}|{identifier.get('value')}"


def server_of(reference: str) -> str | None:
    """The server that an absolute reference names."""
    found = _ELSEWHERE.match(_HISTORY.sub("", reference))
    return found[1] if found else None
