"""FA-06: the picture of one signature or fingerprint stands for several people, or twice for one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator
from graftwatch.law import cite

PRINTED = codes.SIGNATURE_KIND.in_group("printed")
OFFICE = codes.SIGNATORY_ROLE.in_group("office")
BITS = 64
FEWEST_STROKES = 4
"""Of 64 bits fewer that are set, or that are not, are an empty field, a cross or a black scan."""

ANSWER = pa.schema(
    [
        ("subject", pa.string()),
        ("known_on", pa.date32()),
        ("size", pa.float64()),
        ("signature_image", pa.string()),
        ("living_donor_assessment", pa.string()),
        ("n_pictures", pa.int64()),
        ("n_files", pa.int64()),
    ]
)

Picture = dict[str, Any]


def stands_again(rows: pa.Table, *, hash_distance: float, common_files: float) -> pa.Table:
    """The pictures that stand for different people, or that are equal to the last bit on two papers of one person.

    Two pictures are one where at most `hash_distance` of their 64 bits differ. What stands in many files is left out.
    """
    seen = sorted(rows.to_pylist(), key=lambda row: row["signature_image"])
    marked = [row | {"bits": bits} for row in seen if (bits := _bits(row["picture"])) is not None]
    in_files: dict[int, set[str]] = {}
    for row in marked:
        in_files.setdefault(row["bits"], set()).add(row["living_donor_assessment"])
    marked = [row for row in marked if len(in_files[row["bits"]]) < common_files]
    again = {
        row["signature_image"]: row
        for one, other in _near(marked, int(hash_distance))
        if _speaks(one, other)
        for row in (one, other)
    }
    found = []
    for facility in sorted({row["subject"] for row in again.values() if row["subject"]}):
        here = [row for row in again.values() if row["subject"] == facility]
        files = len({row["living_donor_assessment"] for row in here})
        found += [row | {"n_pictures": len(here), "n_files": files, "size": float(len(here))} for row in here]
    return pa.Table.from_pylist([{name: row[name] for name in ANSWER.names} for row in found], ANSWER)


def _bits(picture: str) -> int | None:
    try:
        bits = int(picture, 16)
    except ValueError:
        return None
    return bits if bits < 1 << BITS and FEWEST_STROKES <= bits.bit_count() <= BITS - FEWEST_STROKES else None


def _near(marked: list[Picture], distance: int) -> Iterator[tuple[Picture, Picture]]:
    """Pairs at most `distance` bits apart: of one block more than that, cut from the 64, at least one is equal."""
    edges = [BITS * block // (distance + 1) for block in range(distance + 2)]
    told = set()
    for start, end in itertools.pairwise(edges):
        blocks: dict[int, list[int]] = {}
        for at, row in enumerate(marked):
            blocks.setdefault((row["bits"] >> start) & ((1 << (end - start)) - 1), []).append(at)
        for same in blocks.values():
            for n, one in enumerate(same):
                for other in same[n + 1 :]:
                    apart = (marked[one]["bits"] ^ marked[other]["bits"]).bit_count()
                    if apart <= distance and (one, other) not in told:
                        told.add((one, other))
                        yield marked[one], marked[other]


def _speaks(one: Picture, other: Picture) -> bool:
    if one["kind"] != other["kind"] or one["signatory"] is None or other["signatory"] is None:
        return False
    if one["signatory"] != other["signatory"]:
        # the same person's name spelt in two ways: one role in one circle of people
        return bool(one["circle"] != other["circle"] or one["role"] != other["role"])
    papers = one["paper"], other["paper"]
    return bool(one["bits"] == other["bits"] and None not in papers and papers[0] != papers[1])


@indicator(
    code="FA-06",
    title="One signature or fingerprint used again",
    about="facility",
    family="falsity",
    strength="strong",
    phase="any time",
    holders=["hospital"],
    cites=[
        cite("kenya2025", "inquiry findings, questioned signatures"),
        cite("egycases", "stolen forms and falsified tests"),
        cite("design", "distance of perceptual hashes"),
    ],
    benign=[
        "A signature that the person themselves keeps as a picture and sets under electronic forms",
        "One page was scanned into two files, and the number of the paper was not typed in",
        "Somebody signs for a parent who cannot write, and the paper says so",
        "Fingerprints smudged so badly that their pictures are alike",
    ],
    blind_to=[
        "Signatures that are drawn anew each time, however false",
        "Papers that nobody scanned, and signatories whose name was not typed in",
        "Officials and clinicians, whose scanned signatures are ordinary, except for their fingerprints",
        "A picture that stands in many files: it is taken for an empty field or a form's own",
    ],
    ask_first=[
        "The donors, alone: is this your hand, where and when did you sign, and who was there?",
        "A document examiner, with the papers themselves, not their pictures",
    ],
    p_ring=Range(
        0.05, 0.3, on="2026-11", basis="design",
        source="signatures were questioned in the Kenyan inquiry; hospital denies wrongdoing; few rings reuse pictures",
    ),
    p_ordinary=Range(0.001, 0.03, on="2026-11", basis="design", source="no published rate; pages scanned twice"),
    judge=stands_again,
    may_be_empty=["signature_image.paper", "signature_image.kind"],
)  # fmt: skip
def signature_used_again(
    signature_image: ir.Table,
    donor_file: ir.Table,
    *,
    hash_distance: int = count(2, basis="design", source="indicators FA-06, of 64 bits", within=(0, 4)),
    common_files: int = count(
        20, basis="design", source="no hand signs in so many files as a private person", within=(10, 50)
    ),
) -> ir.Table:
    """Does the picture of one signature or fingerprint stand for different people, or twice for one, to the last bit?

    Stamps and printed signatures are left out, and the signatures of officials and clinicians. Two signatures of one
    hand are never equal to the last bit unless one is a copy. The size is the number of pictures.
    """
    kind = signature_image.kind.fill_null("signature")
    role = signature_image.role.fill_null("")
    own = signature_image.mutate(kind=kind, role=role)
    own = own.filter(
        own.kind.notin(PRINTED), own.role.notin(OFFICE) | (own.kind == "thumbprint"), own.picture.notnull()
    )
    own = own.select("assessment", "signatory", "role", "kind", "picture", "paper", "recorded_on", signature_image="id")
    own = own.join(donor_file.select("assessment", "facility", "circle", "opened_told"), "assessment")
    return own.select(
        "signature_image", "signatory", "role", "kind", "picture", "paper", "circle",
        subject="facility",
        known_on=ibis.greatest(own.recorded_on, own.opened_told),
        living_donor_assessment="assessment",
    )  # fmt: skip
