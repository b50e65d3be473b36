"""Cut off anywhere, files of a report are all in evidence with their custody and the trail, or nothing of them is."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_whenever_the_process_dies_all_files_are_exhibits_or_none_is(tmp_path):
    env = {
        **os.environ,
        "GRAFTWATCH_HOME": str(tmp_path),
        "GRAFTWATCH_DATABASE": "",
        "DJANGO_SETTINGS_MODULE": "graftwatch.site.settings.test",
    }
    program = Path(__file__).with_name("files_handed_in.py")
    done = subprocess.run([sys.executable, str(program)], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    (*killed, lived), every_byte_opens = json.loads(done.stdout)
    assert len(killed) >= 5
    assert all(each == [True, 0, 0, 0, 0, 0, 1] for each in killed)
    assert lived[1:] == [2, 2, 6, 2, 2, 1]
    assert every_byte_opens
