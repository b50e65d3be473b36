"""Time stamps by others (RFC 3161): somebody outside says that a hash was there at an instant. Offline unless told."""

from graftwatch.desk.audit.stamping.authorities import NoAuthorityError, address, ask, folder
from graftwatch.desk.audit.stamping.kept import keep, stamps_of
from graftwatch.desk.audit.stamping.tokens import NotAStampError, Stamp, digest_in, read, request_over

__all__ = [
    "NoAuthorityError",
    "NotAStampError",
    "Stamp",
    "address",
    "ask",
    "digest_in",
    "folder",
    "keep",
    "read",
    "request_over",
    "stamps_of",
]
