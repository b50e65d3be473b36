"""A request for a time stamp, and what an answer says once its signature is found right."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cryptography import x509
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, TimeStampResponse, VerificationError, VerifierBuilder
from rfc3161_client import decode_timestamp_response as decoded

from graftwatch.errors import GraftwatchError

LONGEST = 256 * 1024


class NotAStampError(GraftwatchError):
    """What was handed in is no time stamp, not over this hash, or not signed by an authority that is trusted here."""


@dataclass(frozen=True)
class Stamp:
    """That these bytes' SHA-256 was there at an instant, and who says so."""

    digest: str
    at: dt.datetime
    authority: str
    answer: bytes


def request_over(said: bytes) -> bytes:
    """The request (`.tsq`): the SHA-256 of what is said and a random number. The words themselves do not leave."""
    asked = TimestampRequestBuilder().data(said).hash_algorithm(HashAlgorithm.SHA256).nonce(nonce=True)
    return asked.cert_request(cert_request=True).build().as_bytes()


def digest_in(answer: bytes) -> str:
    """Over which SHA-256 an answer speaks, before anything of it is believed."""
    return _decoded(answer).tst_info.message_imprint.message.hex()


def read(answer: bytes, digest: str, trusted: list[x509.Certificate]) -> Stamp:
    """Verify an answer (`.tsr`) over a SHA-256. Raises NotAStampError.

    Certificates must have been valid at the instant of the stamp. Whether one was revoked since is not asked.
    """
    found = _decoded(answer)
    roots = [each for each in trusted if each.issuer == each.subject]
    if not roots:
        raise NotAStampError("None of the trusted certificates is a root. Add the authority's root certificate.")
    others = [each for each in trusted if each not in roots]
    try:
        VerifierBuilder(roots=roots, intermediates=others).build().verify(found, bytes.fromhex(digest))
        at, authority = found.tst_info.gen_time, _signer(_decoded(answer))
    except (VerificationError, ValueError) as problem:
        raise NotAStampError(
            "This time stamp does not hold: it is over another hash, was changed, or is signed by somebody whose "
            "certificate is not trusted here."
        ) from problem
    return Stamp(digest, at, authority, answer)


def _decoded(answer: bytes) -> TimeStampResponse:
    if len(answer) > LONGEST:
        raise NotAStampError("A time stamp is a few kilobytes long. This is something else.")
    try:
        found = decoded(answer)
        found.tst_info.message_imprint.message.hex()
    except (ValueError, TypeError, VerificationError) as problem:
        raise NotAStampError("This is not the answer of a time-stamping authority (.tsr).") from problem
    return found


def _signer(found: TimeStampResponse) -> str:
    """The subject of the certificate that signed."""
    (info,) = found.signed_data.signer_infos
    for each in found.signed_data.certificates:
        certificate = x509.load_der_x509_certificate(each)
        if (certificate.issuer, certificate.serial_number) == (info.issuer, info.serial_number):
            return certificate.subject.rfc4514_string()
    return info.issuer.rfc4514_string()
