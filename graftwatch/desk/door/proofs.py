"""The proof that a duty was met: a few lines on paper that name a day and a hash, signed by this installation.

It reveals nothing of the report. Who has the report and its salt can show that the proof is of this very report.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from graftwatch.desk.door.models import PublishedKey
from graftwatch.desk.vault import boxes

HEAD = "GRAFTWATCH PROOF 1"
FIELDS = ("Received on", "Channel", "Country", "Commitment")
HOLDER = "node-signing"


@dataclass(frozen=True)
class Checked:
    """What became of a proof that was pasted. `said` holds its lines where they could be read."""

    is_genuine: bool
    said: dict[str, str]
    key: str = ""


def signing_seed(node_key: bytes) -> bytes:
    """The seed of the signing key, cut from the node's own key. The desk has it, the public process does not."""
    return boxes.key_for(node_key, "signing of proofs")


def publish_signing_key(node_key: bytes, today: dt.date) -> PublishedKey:
    """Lay the verifying half where the public page finds it. Twice is once; older ones go on checking old proofs."""
    public = bytes(SigningKey(signing_seed(node_key)).verify_key)
    found = PublishedKey.objects.filter(use=PublishedKey.Use.SIGNING)
    for row in found:
        if bytes(row.public) == public:
            return row
    return PublishedKey.objects.create(use=PublishedKey.Use.SIGNING, holder=HOLDER, public=public, since_on=today)


def proof_words(*, commitment: str, received_on: dt.date, channel: str, country: str) -> str:
    """What is signed."""
    said = (received_on.isoformat(), channel, country.upper(), commitment)
    return "\n".join([HEAD, *(f"{name}: {value}" for name, value in zip(FIELDS, said, strict=True))])


def signed_proof(node_key: bytes, *, commitment: str, received_on: dt.date, channel: str, country: str) -> str:
    """The whole proof, as a letter carries it: `letters.post(mailbox, Letter.Kind.PROOF, words, today)`."""
    words = proof_words(commitment=commitment, received_on=received_on, channel=channel, country=country)
    key = SigningKey(signing_seed(node_key))
    signature = key.sign(words.encode()).signature.hex()
    return f"{words}\nKey: {fingerprint(bytes(key.verify_key))}\nSignature: {signature}"


def check_proof(pasted: str) -> Checked:
    """Whether this installation signed it. Spaces, line ends and the case of letters do not matter."""
    said = _read(pasted)
    if set(said) != {*FIELDS, "Key", "Signature"}:
        return Checked(False, said)
    words = "\n".join([HEAD, *(f"{name}: {said[name]}" for name in FIELDS)]).encode()
    for row in PublishedKey.objects.filter(use=PublishedKey.Use.SIGNING):
        try:
            VerifyKey(bytes(row.public)).verify(words, bytes.fromhex(said["Signature"]))
        except (BadSignatureError, ValueError):
            continue
        return Checked(True, said, fingerprint(bytes(row.public)))
    return Checked(False, said)


def fingerprint(public: bytes) -> str:
    return boxes.key_for(public, "fingerprint").hex()[:16]


_PATTERN = re.compile(
    r"GRAFTWATCH\s+PROOF\s+1\s+Received\s+on:\s*(\d{4}-\d\d-\d\d)\s+Channel:\s*([a-d])\s+Country:\s*([a-z]{2}|--)\s+"
    r"Commitment:\s*([0-9a-f\s]{64,80}?)\s+Key:\s*([0-9a-f]{16})\s+Signature:\s*([0-9a-f\s]{128,160})",
    re.IGNORECASE,
)


def _read(pasted: str) -> dict[str, str]:
    found = _PATTERN.search(pasted)
    if found is None:
        return {}
    day, channel, country, commitment, key, signature = ("".join(part.split()) for part in found.groups())
    values = (day, channel.lower(), country.upper(), commitment.lower(), key.lower(), signature.lower())
    return dict(zip((*FIELDS, "Key", "Signature"), values, strict=True))
