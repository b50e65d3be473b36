"""Write the whole trail into one file that a stranger can verify: JSON lines, entries first, then the signed heads."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit import heads
from graftwatch.desk.audit.action import action
from graftwatch.desk.audit.models import Entry, SignedHead
from graftwatch.errors import GraftwatchError

FORMAT = "graftwatch trail 1"
VERIFIER = Path(__file__).parent / "verifier" / "verify_trail.py"


class NotOverThisFileError(GraftwatchError):
    """There is a file already where the trail should be written."""


@action(may=heads.vouches, act="disclosure")
def export_trail(viewer: Viewer, *, out: Path, now: dt.datetime) -> int:
    """Write the trail and beside it the programme that verifies it. How many entries."""
    if out.exists():
        raise NotOverThisFileError(f"{out} is there already. Name another file, so that the older one can be compared.")
    n_entries = 0
    with out.open("x", encoding="utf-8") as file:
        for line in lines(now):
            n_entries += int("number" in line)
            file.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")
    beside = out.with_name(VERIFIER.name)
    beside.write_text(VERIFIER.read_text("utf-8"), "utf-8")
    return n_entries


def lines(now: dt.datetime) -> Iterator[dict[str, Any]]:
    yield {"format": FORMAT, "exported_at": now.isoformat(), "key": heads.public_key()}
    rows = Entry.objects.for_the_system("the whole trail, for whoever verifies it elsewhere").order_by("number")
    n_entries = 0
    for row in rows.iterator():
        n_entries += 1
        yield {"number": row.number, "written": row.written, "previous": row.previous, "digest": row.digest}
    signed = SignedHead.objects.prefetch_related("countersignatures__witness")
    for head in signed:
        yield {
            "head": {
                "size": head.size,
                "root": head.root,
                "at": head.at.isoformat(),
                "key": head.key,
                "signature": head.signature,
                "countersignatures": [
                    {"name": each.witness.name, "key": each.witness.key, "signature": each.signature}
                    for each in head.countersignatures.all()
                ],
            }
        }
    yield {"n_entries": n_entries, "n_heads": len(signed)}
