"""One run, a lead on either side of the wall, and a paper about each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from graftwatch.apps.screening import queries
from graftwatch.apps.screening.actions import decide, import_run
from graftwatch.apps.screening.bringing_in import begin_intake
from graftwatch.apps.screening.folders import Folder, inbox
from graftwatch.apps.screening.models import Lead
from graftwatch.apps.screening.ring_shares import propose_share
from graftwatch.apps.screening.states import THREE_QUESTIONS
from graftwatch.desk.access.viewer import operator
from tests.people import Cast

DECIDED = {"authority": "High Court", "decided_on": "2026-05-04", "reference": "HC 12/2026"}
SAID: dict[str, dict[str, object]] = {
    "/learning/shares/{share}/{verb of share}/": {"why": "read HC 12/2026"},
    "/leads/{lead}/outcome/{verb of outcome}/": DECIDED,
    "/leads/{lead behind the wall}/outcome/{verb of outcome}/": DECIDED,
}


def world(cast: Cast, tmp_path: Path, out: Path) -> dict[str, object]:
    run = import_run(operator(), folder=out)
    officer = cast.viewer("officer")
    folder = inbox() / "registry"
    folder.mkdir()
    (folder / "death.csv").write_text("id,recorded_at,person,died_on\n1,2026-01-02T00:00:00,7,2026-01-01\n")
    intake = begin_intake(officer, folder=Folder(folder), what="check")
    named: dict[str, object] = {
        "folder": "registry",
        "sheet": 0,
        "intake": intake.pk,
        "run": run.pk,
        "list": "theatre_counts_apart",
        "file": "manifest.json",
        "code": "LD-18",
    }
    for name, label in (("lead", "P-5003"), ("lead behind the wall", "P-4821")):
        found = queries.latest_finding(officer, Lead.objects.seen_by(officer).get(label=label).pk)
        assert found is not None
        answers = dict.fromkeys(THREE_QUESTIONS, "answered")
        decision = decide(officer, found.lead, kind="refer", reason="r", found=found, **answers)
        named |= {name: found.lead_id, name.replace("lead", "paper"): decision.paper.pk}
    share = propose_share(
        officer, code="LD-18", low=0.4, high=0.6, cases="HC 12/2026", in_force_from=dt.date(2026, 1, 1)
    )
    named |= {"share": share.pk, "verb of share": "agree_to_share", "verb of outcome": "confirm_outcome"}
    return named
