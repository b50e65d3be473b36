"""kill -9 at any point between the act and its end leaves the whole act with its rows in the trail, or neither."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_whenever_the_process_dies_act_and_trail_are_both_there_or_neither(tmp_path):
    env = {
        **os.environ,
        "GRAFTWATCH_HOME": str(tmp_path),
        "GRAFTWATCH_DATABASE": "",
        "DJANGO_SETTINGS_MODULE": "graftwatch.site.settings.desk",
    }
    program = Path(__file__).with_name("one_act.py")
    done = subprocess.run([sys.executable, str(program)], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    *killed, (was_killed, n_agencies, n_entries, holds) = json.loads(done.stdout)
    assert len(killed) >= 5
    assert (was_killed, n_agencies, holds) == (False, 2, 1)
    before = 0
    for was_killed, n_agencies, n_entries, holds in killed:
        assert was_killed
        assert holds
        assert (n_agencies, n_entries - before) in ((0, 0), (2, 3))
        before = n_entries
