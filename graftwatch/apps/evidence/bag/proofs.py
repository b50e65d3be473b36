"""That what was done with these exhibits stands in the trail of this node: each entry with its Merkle proof."""

from __future__ import annotations

from typing import Any

from graftwatch.apps.evidence.models import File, Item
from graftwatch.desk.audit import heads
from graftwatch.desk.audit.models import Entry, SignedHead
from graftwatch.desk.audit.tree import head_at, proof_of


def of_items(items: list[Item]) -> dict[str, Any]:
    """Entries that name an exhibit or one of its files, their paths to one root, and the last head that was signed."""
    head = head_at()
    files = File.objects.for_the_system("entries about files of these exhibits").filter(item__in=[i.pk for i in items])
    things = [f"evidence.item:{item.pk}" for item in items] + [
        f"evidence.file:{pk}" for pk in files.values_list("pk", flat=True)
    ]
    rows = Entry.objects.for_the_system("proofs for a bag").filter(thing__in=things, number__lte=head.size)
    last = SignedHead.objects.filter(size__lte=head.size).order_by("-size").first()
    return {
        "format": "graftwatch trail proofs 1",
        "size": head.size,
        "root": head.root,
        "entries": [
            {
                "number": row.number,
                "written": row.written,
                "previous": row.previous,
                "digest": row.digest,
                "path": proof_of(row.number, head.size),
            }
            for row in rows.order_by("number")
        ],
        "last_signed_head": heads.as_note(last) if last else None,
    }
