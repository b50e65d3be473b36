"""Signatures, fingerprints and stamps in files, as perceptual hashes of their pictures: alike, but never quite."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import either, some
from graftwatch_atlantis.frame import Array
from graftwatch_atlantis.life.evaluating import in_role
from graftwatch_atlantis.state import Region

LEAST_BITS, MOST_BITS = 5, 14
"""How many of the 64 bits may be turned when the same hand signs again; assumed."""


def draw_signatures(region: Region) -> None:
    """Donor, witness and clinician on consents; recipients, officials and their stamps on papers of kinship."""
    rng = region.rng("signatures")
    hands = rng.integers(0, 2**64, region["person"].n, dtype=np.uint64)
    _on_consents(region, rng, hands)
    _on_papers(region, rng, hands)
    _scanned_twice(region, rng)


def _on_consents(region: Region, rng: np.random.Generator, hands: Array) -> None:
    consent, file, person = region["consent"], region["living_donor_assessment"], region["person"]
    rows = np.flatnonzero(some(rng, consent.n, region.rates.number("consents_scanned")))
    on, number = consent["given_on"][rows], np.array([f"CF{k:06d}" for k in rng.permutation(900_000)[: len(rows)]])
    donor = file["donor"][consent["assessment"][rows]]
    said = person["given_name"][donor] + " " + person["family_name"][donor]
    thumb = some(rng, len(rows), region.dials["signatures.donor_by_thumb"])
    kind = either(thumb, "thumbprint", "signature")
    _add(region, rng, consent["assessment"][rows], said, "donor", kind, hands[donor], number, on)
    witness = consent["witness"][rows]
    _add(region, rng, consent["assessment"][rows], witness, "witness", "signature", _hands_of(witness), number, on)
    assessor = in_role(region, "coordinator")[consent["assessment"][rows]]
    name = region["practitioner"]["name"][assessor]
    _add(region, rng, consent["assessment"][rows], name, "clinician", "signature", _hands_of(name), number, on)


def _on_papers(region: Region, rng: np.random.Generator, hands: Array) -> None:
    paper, file, person = region["kinship_evidence"], region["living_donor_assessment"], region["person"]
    office = np.isin(paper["kind"], ["civil_record", "notarial_statement", "consular_letter"])
    rows = np.flatnonzero(office & some(rng, paper.n, region.rates.number("papers_scanned")))
    on, number = paper["issued_on"][rows], np.array([f"KP{k:06d}" for k in rng.permutation(900_000)[: len(rows)]])
    recipient = file["recipient"][paper["assessment"][rows]]
    signed = np.flatnonzero(paper["kind"][rows] == "notarial_statement")
    who = recipient[signed]
    said = person["given_name"][who] + " " + person["family_name"][who]
    _add(
        region,
        rng,
        paper["assessment"][rows[signed]],
        said,
        "recipient",
        "signature",
        hands[who],
        number[signed],
        on[signed],
    )
    issuer = either(paper["notary"][rows] == None, paper["issuer"][rows], paper["notary"][rows])  # noqa: E711 elementwise
    known = np.array([each is not None for each in issuer], dtype=bool)
    _add(
        region,
        rng,
        paper["assessment"][rows[known]],
        issuer[known],
        "official",
        "stamp",
        _hands_of(issuer[known]),
        number[known],
        on[known],
    )
    clerk = np.array([f"{each} clerk {k}" for each, k in zip(issuer, rng.integers(1, 4, len(rows)), strict=True)])
    mine = known & some(rng, len(rows), 0.7)
    _add(
        region,
        rng,
        paper["assessment"][rows[mine]],
        issuer[mine],
        "official",
        "signature",
        _hands_of(clerk[mine]),
        number[mine],
        on[mine],
    )


def _add(
    region: Region,
    rng: np.random.Generator,
    files: Array,
    signatory: Array,
    role: str,
    kind: object,
    hand: Array,
    paper: Array,
    on: Array,
) -> None:
    n = len(files)
    if not n:
        return
    stamped = np.broadcast_to(np.asarray(kind) == "stamp", (n,))
    written = np.where(stamped, hand, hand ^ _turned(rng, n))
    region["signature_image"].add(
        n,
        assessment=files,
        signatory=signatory,
        role=role,
        kind=kind,
        picture=np.array([f"{each:016x}" for each in written.tolist()], dtype=object),
        paper=paper.astype(object),
        signed_on=on,
        _noted=np.maximum(on, region["living_donor_assessment"]["opened_on"][files]),
    )


def _turned(rng: np.random.Generator, n: int) -> Array:
    """Masks of a few bits each: how one hand differs from itself."""
    wanted = rng.integers(LEAST_BITS, MOST_BITS + 1, n)
    order = np.argsort(rng.random((n, 64)), axis=1)[:, :MOST_BITS].astype(np.uint64)
    bits = np.where(np.arange(MOST_BITS) < wanted[:, None], np.uint64(1) << order, np.uint64(0))
    masks: Array = np.bitwise_or.reduce(bits, axis=1)
    return masks


def _hands_of(names: Array) -> Array:
    """The hand, or the stamp, that belongs to a name: always the same one."""
    known, place = np.unique(names.astype(str), return_inverse=True)
    hands = []
    for name in known:
        found = 1469598103934665603
        for letter in name.encode():
            found = ((found ^ letter) * 1099511628211) % 2**64
        hands.append((found ^ (found >> 29)) * 0xBF58476D1CE4E5B9 % 2**64)
    return np.array(hands, dtype=np.uint64)[place] if hands else np.zeros(0, dtype=np.uint64)


def _scanned_twice(region: Region, rng: np.random.Generator) -> None:
    """The same sheet laid on the scanner twice: the same picture a second time in the same file."""
    picture = region["signature_image"]
    rows = np.flatnonzero(some(rng, picture.n, region.dials["signatures.scanned_twice"]))
    copies = picture.copy_rows(rows)
    picture["paper"][copies] = either(some(rng, len(rows), 0.6), picture["paper"][rows], None)
