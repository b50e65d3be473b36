"""Which addresses are this machine's own, and which proxy may say that a line is sealed by TLS."""

from __future__ import annotations

import ipaddress
import os
from typing import Any


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def behind_a_proxy(published_as: list[str]) -> dict[str, Any]:
    """What waitress is told where an authority names hosts: the proxy before it (`GRAFTWATCH_PROXY`, by default on this
    machine) says whether a visitor came by TLS; nobody else's word about it is heard."""
    if not published_as:
        return {}
    proxy = os.environ.get("GRAFTWATCH_PROXY", "127.0.0.1")
    return {"trusted_proxy": proxy, "trusted_proxy_headers": {"x-forwarded-proto"}}
