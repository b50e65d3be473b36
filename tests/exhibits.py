"""A case with exhibits on their way: what the tests of evidence, and every page's test, begin with."""

from __future__ import annotations

import datetime as dt
from base64 import b64decode
from pathlib import Path
from typing import Any

from django.utils import timezone

from graftwatch.apps.cases.actions import add_member, go_on, propose_case
from graftwatch.apps.cases.models import Case
from graftwatch.apps.evidence.actions import hand_over, register, take_in
from graftwatch.apps.evidence.models import File, Item
from graftwatch.apps.evidence.states import MACHINE
from graftwatch.apps.evidence.storage import Arriving
from graftwatch.desk.access.approvals import answer_approval, ask_for_approval
from graftwatch.desk.access.models import Agency
from graftwatch.desk.access.viewer import Viewer
from tests.people import Cast

WORDS = b"Received from the ward: two consent forms, both signed in the same hand.\n" * 40
PHOTOGRAPH = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGM4IScHRAwQCgAfJgQRoo8irwAAAABJRU5ErkJggg=="
)
"""Two by two red dots."""
TEXT_OF_A_PROGRAM = b"MZ\x90\x00" + b"\0" * 300


def open_case(cast: Cast) -> Case:
    """Proposed by triage, opened by a prosecutor, with an investigator, a custodian of evidence and a reviewer."""
    proposed = propose_case(
        cast.viewer("supervisor"),
        title="Four operations in one week",
        extract="Four recipients, one contact person.",
        lead_agency=Agency.objects.get(name="Prosecution service of Atlantis"),
    )
    prosecutor = cast.viewer("prosecutor")
    go_on(prosecutor, proposed, verb="open_case", lead=str(cast.investigator.pk), legal_basis="Criminal code, 12")
    for name in ("reviewer", "keeper", "prosecutor2"):
        if name != "prosecutor2" or not _sees(cast.viewer(name), proposed):
            add_member(prosecutor, proposed, user=getattr(cast, name))
    return proposed


def _sees(viewer: Viewer, case: Case) -> bool:
    found: bool = Case.objects.seen_by(viewer).filter(pk=case.pk).exists()
    return found


def answers(verb: str, cast: Cast, **more: Any) -> dict[str, Any]:
    """Something for everything that a transition asks."""
    now = timezone.now()
    kinds: dict[str, Any] = {
        "day": timezone.localdate() + dt.timedelta(days=3),
        "instant": now,
        "yes_no": True,
        "line": "a line",
        "user": str(cast.investigator.pk),
    }
    said = {ask.name: ask.choices[0][0] if ask.choices else kinds.get(ask.kind, "words") for ask in MACHINE[verb].asks}
    return said | more


def do(cast: Cast, name: str, item: Item, verb: str, **more: Any) -> Item:
    """One transition by one of the cast, as if the page had been filled in."""
    hand_over(cast.viewer(name), item, verb=verb, said=answers(verb, cast, **more))
    return item


def arrived(words: bytes, item: Item) -> Arriving:
    """Bytes that have come whole, not kept yet."""
    arriving = Arriving(item.compartment)
    for start in range(0, len(words), 50_000):
        arriving.write(words[start : start + 50_000])
    arriving.end()
    return arriving


def add(cast: Cast, name: str, item: Item, words: bytes = WORDS, *, called: str = "forms.txt", **more: Any) -> File:
    return take_in(cast.viewer(name), item, arrived=arrived(words, item), name=called, what="The forms", **more)


def identified(cast: Cast, case: Case, *, kind: str = "digital") -> Item:
    return register(
        cast.viewer("investigator"),
        case,
        kind=kind,
        legal_basis="order",
        reference="12/2026",
        description="Consent forms of four donors",
    )


def collected(cast: Cast, case: Case) -> Item:
    return do(cast, "investigator", identified(cast, case), "collect")


def in_custody(cast: Cast, case: Case) -> Item:
    """Collected with one file, sealed by the investigator, received by the custodian."""
    item = collected(cast, case)
    add(cast, "investigator", item)
    do(cast, "investigator", item, "seal", seal_number="AT-1")
    return do(cast, "keeper", item, "receive", seal_number="AT-1")


def agree(cast: Cast, asker: str, answerer: str, verb: str, item: Item | Case) -> None:
    """A second person from another unit agrees."""
    matter = item if isinstance(item, Case) else Case.objects.for_the_system("a test").get(pk=item.case_id)
    asked = ask_for_approval(cast.viewer(asker), item, verb=f"evidence.{verb}", reason="as the law asks", matter=matter)
    answer_approval(cast.viewer(answerer), asked, granted=True, why="I read it")


def flip_a_byte(folder: Path, file: File) -> None:
    """What nobody may do: one byte of a sealed original, changed on the disk."""
    path = folder / "evidence" / file.pk.hex[:2] / f"{file.pk.hex}.sealed"
    words = bytearray(path.read_bytes())
    words[len(words) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(words)
