"""Verify the whole trail: every hash, every tile, every signed head and countersignature, in one reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit import heads
from graftwatch.desk.audit.action import action
from graftwatch.desk.audit.merkle import EMPTY, node_hash
from graftwatch.desk.audit.models import Countersignature, Entry, SignedHead, Tile, Verification
from graftwatch.desk.audit.trail import BEGINNING, Verdict, fault
from graftwatch.desk.audit.tree import A_TILE, leaf_of


class Growing:
    """A tree that is only added to: the hashes of its whole subtrees, largest first."""

    def __init__(self) -> None:
        self.peaks: list[tuple[int, bytes]] = []

    def add(self, leaf: bytes) -> None:
        size, found = 1, leaf
        while self.peaks and self.peaks[-1][0] == size:
            size, found = size * 2, node_hash(self.peaks.pop()[1], found)
        self.peaks.append((size, found))

    def root(self) -> bytes:
        if not self.peaks:
            return EMPTY
        found = self.peaks[-1][1]
        for _, peak in reversed(self.peaks[:-1]):
            found = node_hash(peak, found)
        return found


def verify_all() -> tuple[Verdict, str]:
    """The verdict, and the root over everything that held."""
    rows = Entry.objects.for_the_system("verifying the whole trail").order_by("number").iterator()
    signed = {head.size: head for head in SignedHead.objects.all()}
    tiles = dict(Tile.objects.values_list("number", "root"))
    tree = Growing()
    verdict = _verify(rows, tree, signed, tiles)
    return verdict, tree.root().hex()


def _verify(rows: Iterable[Entry], tree: Growing, signed: dict[int, SignedHead], tiles: dict[int, str]) -> Verdict:
    head, number, block = BEGINNING, 0, Growing()
    for row in rows:
        number += 1
        because = fault(row, number, head)
        if because:
            return Verdict(number, head, number, because)
        head = row.digest
        leaf = leaf_of(head)
        tree.add(leaf)
        block.add(leaf)
        because = next(_faults_at(number, tree, block, signed, tiles), "")
        if because:
            return Verdict(number, head, number, because)
        block = Growing() if number % A_TILE == 0 else block
    beyond = [size for size in signed if size > number]
    if beyond:
        because = f"a signed head speaks of {max(beyond)} rows; the end of the trail was cut off"
        return Verdict(number, head, number + 1, because)
    return Verdict(number, head)


def _faults_at(
    number: int, tree: Growing, block: Growing, signed: dict[int, SignedHead], tiles: dict[int, str]
) -> Iterator[str]:
    if number % A_TILE == 0:
        known = tiles.get(number // A_TILE - 1)
        if known is not None and known != block.root().hex():
            yield "one of the rows up to here is not the one that was verified before"
    if number in signed:
        if signed[number].root != tree.root().hex():
            yield "the trail up to here is not the one whose head was signed"
        if not heads.holds(signed[number]):
            yield "the signature under its head is not right"


def bad_countersignature() -> Countersignature | None:
    rows = Countersignature.objects.select_related("head", "witness")
    wrong = (
        each for each in rows if not heads.is_signed(each.witness.key, each.signature, heads.signed_words(each.head))
    )
    return next(wrong, None)


@action(may=heads.vouches, act="consultation")
def verify_trail(viewer: Viewer, *, now: dt.datetime) -> Verification:
    """Verify the whole trail and keep what came of it."""
    verdict, root = verify_all()
    fails_at, because = verdict.fails_at, verdict.because
    wrong = bad_countersignature()
    if verdict.holds and wrong:
        fails_at, because = wrong.head_id, f"the signature of {wrong.witness} under the head of these rows is not right"
    n_heads = SignedHead.objects.count()
    return Verification.objects.create(
        at=now, n_entries=verdict.n_rows, n_heads=n_heads, root=root, fails_at=fails_at, because=because
    )
