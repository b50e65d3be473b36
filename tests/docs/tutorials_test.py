"""Every shell block of the tutorials runs, in order, in an empty folder; what a page shows is what comes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graftwatch.testing import home_in

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "tutorials").glob("*.md")) + sorted((ROOT / "docs" / "how-to").glob("*.md"))
BLOCK = re.compile(r"^```sh\n(.*?)^```(?:\n+```text\n(.*?)^```)?", re.MULTILINE | re.DOTALL)


def blocks(page):
    return BLOCK.findall(page.read_text("utf-8"))


def test_there_are_tutorials_with_something_to_run():
    assert len(PAGES) >= 2
    assert all(blocks(page) for page in PAGES)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_page_runs_from_top_to_bottom(page, tmp_path):
    place = tmp_path / "work"
    place.mkdir()
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "GRAFTWATCH_HOME": str(tmp_path / "home" if page.stem == "first-run" else home_in(tmp_path)),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "countries" / "atlantis")]),
        "DJANGO_SETTINGS_MODULE": "graftwatch.site.settings.desk",
    }
    for script, shown in blocks(page):
        done = subprocess.run(
            ["bash", "-e", "-c", script], cwd=place, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode in (0, 1), f"{script}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        for line in shown.splitlines():
            if line.strip() and "…" not in line:
                assert line.strip() in done.stdout, f"{page.name} shows {line!r}; this came:\n{done.stdout[-3000:]}"
