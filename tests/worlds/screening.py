"""One run, a lead on either side of the wall, and a paper about each."""

from __future__ import annotations

from pathlib import Path

from graftwatch.apps.screening import queries
from graftwatch.apps.screening.actions import decide, import_run
from graftwatch.apps.screening.bringing_in import begin_intake
from graftwatch.apps.screening.folders import Folder, inbox
from graftwatch.apps.screening.models import Lead
from graftwatch.apps.screening.states import THREE_QUESTIONS
from graftwatch.desk.access.viewer import operator
from tests.people import Cast


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
    return named
