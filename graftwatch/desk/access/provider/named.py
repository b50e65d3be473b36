"""The identity provider that this office named, read from its surroundings. None named: there is no such log-in."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from graftwatch.errors import GraftwatchError

ISSUER, CLIENT = "GRAFTWATCH_OIDC_ISSUER", "GRAFTWATCH_OIDC_CLIENT"
SECRET_FILE = "GRAFTWATCH_OIDC_SECRET_FILE"  # noqa: S105 - where the secret lies
NAME = "GRAFTWATCH_OIDC_NAME"
NEEDED = (ISSUER, CLIENT, SECRET_FILE)
SETTINGS = (*NEEDED, NAME)
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class ProviderNotUsableError(GraftwatchError):
    """The identity provider is named by halves, or cannot be asked safely."""


@dataclass(frozen=True)
class IdentityProvider:
    """Who vouches for people, under which number it knows us, and what it is called on the log-in page."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    name: str


def identity_provider(said: Mapping[str, str]) -> IdentityProvider | None:
    """The provider that the settings name, or None. Raises ProviderNotUsableError, which never says the secret."""
    there = [name for name in SETTINGS if said.get(name, "").strip()]
    if not there:
        return None
    missing = [name for name in NEEDED if name not in there]
    if missing:
        raise ProviderNotUsableError(
            f"Log-in through an identity provider is named by halves: {', '.join(there)} without {', '.join(missing)}."
            " Name all of them, or none."
        )
    issuer = said[ISSUER].strip()
    demand_safe(issuer, what=ISSUER)
    name = said.get(NAME, "").strip() or urlsplit(issuer).hostname or issuer
    return IdentityProvider(issuer, said[CLIENT].strip(), _secret(Path(said[SECRET_FILE].strip())), name)


def demand_safe(address: str, *, what: str) -> None:
    """Only https is asked; plain http on this machine alone, for trying out. Raises ProviderNotUsableError."""
    parts = urlsplit(address)
    is_here = parts.scheme == "http" and parts.hostname in LOOPBACK
    if not parts.hostname or not (parts.scheme == "https" or is_here) or parts.username or parts.fragment:
        raise ProviderNotUsableError(
            f"{what} must be an address that begins with https:// and holds no password and no #; http:// is taken for"
            " this machine only."
        )


def _secret(path: Path) -> str:
    try:
        mode, words = path.stat().st_mode, path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise ProviderNotUsableError(f"The file that {SECRET_FILE} names cannot be read: {path}") from problem
    if mode & (stat.S_IROTH | stat.S_IWOTH):
        raise ProviderNotUsableError(
            f"Everybody on this machine may read the file that {SECRET_FILE} names. Make it its owner's:"
            f" chmod 600 {path}"
        )
    if not words:
        raise ProviderNotUsableError(f"The file that {SECRET_FILE} names is empty: {path}")
    return words
