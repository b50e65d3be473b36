"""The tree over the trail, from stored hashes of 256 entries each: its head and its proofs without reading it all."""

from __future__ import annotations

from dataclasses import dataclass

from graftwatch.desk.audit.merkle import EMPTY, consistency_proof, inclusion_proof, leaf_hash, root_of
from graftwatch.desk.audit.models import Entry, Tile
from graftwatch.desk.audit.trail import BEGINNING, Verdict, verify_rows

A_TILE = 256


def leaf_of(digest: str) -> bytes:
    """An entry's leaf. Its data are the 32 bytes of its digest, so that a tree can be held without the entries."""
    return leaf_hash(bytes.fromhex(digest))


def n_entries() -> int:
    last = Entry.objects.for_the_system("how long the trail is").order_by("-number")
    return last.values_list("number", flat=True).first() or 0


def catch_up() -> Verdict:
    """Verify what was written since the last tile, and make a tile of each 256 entries. What came of it."""
    last = Tile.objects.order_by("-number").first()
    number, head = ((last.number + 1) * A_TILE, last.last) if last else (0, BEGINNING)
    rows = Entry.objects.for_the_system("verifying the newest rows").filter(number__gt=number).order_by("number")
    block: list[Entry] = []
    made: list[Tile] = []
    for row in rows.iterator(A_TILE):
        block.append(row)
        if len(block) == A_TILE:
            verdict = verify_rows(block, number=number, head=head)
            if not verdict.holds:
                return verdict
            made.append(tile_of(number // A_TILE, [each.digest for each in block]))
            number, head, block = verdict.n_rows, verdict.head, []
    Tile.objects.bulk_create(made, ignore_conflicts=True)  # somebody may have made them at the same moment
    return verify_rows(block, number=number, head=head)


def tile_of(number: int, digests: list[str]) -> Tile:
    return Tile(number=number, root=root_of([leaf_of(digest) for digest in digests]).hex(), last=digests[-1])


def span(begin: int, end: int) -> bytes:
    """The hash of the entries begin + 1 … end. A whole subtree, as the proofs of `merkle` ask for."""
    if end - begin < A_TILE:
        return root_of([leaf_of(digest) for digest in _digests(begin, end)])
    first, after = begin // A_TILE, end // A_TILE
    known = dict(Tile.objects.filter(number__gte=first, number__lt=after).values_list("number", "root"))
    hashes = []
    for number in range(first, after):
        hashes.append(bytes.fromhex(known[number]) if number in known else _hash_of_block(number))
    if end % A_TILE:
        hashes.append(root_of([leaf_of(digest) for digest in _digests(after * A_TILE, end)]))
    return root_of(hashes)


def _hash_of_block(number: int) -> bytes:
    return root_of([leaf_of(digest) for digest in _digests(number * A_TILE, (number + 1) * A_TILE)])


def _digests(begin: int, end: int) -> list[str]:
    rows = Entry.objects.for_the_system("hashes of the trail").filter(number__gt=begin, number__lte=end)
    return list(rows.order_by("number").values_list("digest", flat=True))


@dataclass(frozen=True)
class Head:
    """The tree at one size. `root` is in hexadecimal digits."""

    size: int
    root: str


def head_at(size: int | None = None) -> Head:
    """The head over the first `size` entries, or over all."""
    size = n_entries() if size is None else size
    return Head(size, (span(0, size) if size else EMPTY).hex())


def proof_of(number: int, size: int) -> list[str]:
    """The path that shows that entry `number` (from 1) stands in the tree of `size`. ValueError where it does not."""
    return [step.hex() for step in inclusion_proof(number - 1, size, span)]


def proof_between(first: int, second: int) -> list[str]:
    """The path that shows that the tree of `second` grew from that of `first`. ValueError where it cannot have."""
    return [step.hex() for step in consistency_proof(first, second, span)]
