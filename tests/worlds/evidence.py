"""A case with an exhibit in custody, one that was just collected, and one that may be privileged."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.utils import timezone

from graftwatch.apps.evidence.actions import make_copy
from graftwatch.apps.evidence.models import File
from tests import exhibits
from tests.people import Cast

SAID: dict[str, dict[str, object]] = {
    "/evidence/of-case/{case with evidence}/add/": {
        "kind": "document",
        "legal_basis": "order",
        "description": "A page",
    },
    "/evidence/of-case/{case with evidence}/export/": {"items": "exhibit", "recipient": "Court", "purpose": "Trial"},
    "/evidence/{exhibit}/go/{step}/": {"taker": "taker", "purpose": "Court", "due_on": "day ahead"},
    "/evidence/files/{file of the exhibit}/take/": {"purpose": "Comparison of signatures"},
}


def world(cast: Cast, tmp_path: Path, out: Path) -> dict[str, object]:
    case = exhibits.open_case(cast)
    kept = exhibits.in_custody(cast, case)
    held = exhibits.in_custody(cast, case)
    exhibits.do(cast, "investigator", held, "hold_privilege")
    fresh = exhibits.collected(cast, case)
    photograph = exhibits.add(cast, "investigator", fresh, exhibits.PHOTOGRAPH, called="ward.png")
    make_copy(cast.viewer("investigator"), photograph)
    files = File.objects.for_the_system("a file of each exhibit")
    return {
        "case with evidence": case.pk,
        "exhibit": kept.pk,
        "privileged exhibit": held.pk,
        "collected exhibit": fresh.pk,
        "file of the exhibit": files.get(item_id=kept.pk).pk,
        "drawn file": photograph.pk,
        "page": 1,
        "step": "check_out",
        "two-person step": "give_back",
        "taker": str(cast.investigator.pk),
        "day ahead": timezone.localdate() + dt.timedelta(days=3),
        "privileged file": files.get(item_id=held.pk).pk,
    }
