"""From an office's folder to findings that rest on all versions of a row, and on words that stayed behind."""

import json

import pyarrow.parquet as pq
import pytest
from django.test import override_settings

from graftwatch.apps.screening.screen import screen
from graftwatch.testing import write_folder

OFFICE = """
    living_donor_assessment
    id   | donor | recipient | organ  | facility | opened_on  | relationship | recorded_at
    N-1  | p-4   | p-5       | kidney | F-1      | 2025-03-01 | friend       | 2025-03-01
    N-1  | p-4   | p-5       | kidney | F-1      | 2025-03-01 | cousin       | 2025-09-01

    transplant
    id  | recipient | donor | organ_kind | performed_on | donor_type | facility
    T-1 | p-5       | p-4   | kidney     | 2025-06-01   | living     | F-1

    clinical_note
    id  | person | noted_on   | language | words
    c-1 | p-5    | 2025-07-01 | en       | He told the nurse that his uncle paid a broker for the kidney of Zzyzx.
    c-2 | p-5    | 2025-08-01 | en       | Kidney function stable.
"""


@pytest.fixture
def home(tmp_path):
    with override_settings(GRAFTWATCH_HOME=tmp_path / "home"):
        yield tmp_path


def test_versions_and_words_reach_their_questions_and_no_word_leaves(home):
    result = screen(folder=write_folder(OFFICE, home / "office"), out=home / "run")
    asked = {row["code"]: row for row in pq.read_table(home / "run" / "findings.parquet").to_pylist()}
    assert {"HO-07", "PT-09"} <= set(asked)
    evidence = pq.read_table(home / "run" / "evidence.parquet").to_pylist()
    assert {row["table"] for row in evidence} <= {"living_donor_assessment", "clinical_note", "transplant"}
    manifest = json.dumps(result.manifest, default=str)
    assert "Zzyzx" not in manifest
    for path in [*(home / "run").rglob("*"), *(home / "home").rglob("*.parquet")]:
        if path.is_file():
            assert b"Zzyzx" not in path.read_bytes(), path.name
