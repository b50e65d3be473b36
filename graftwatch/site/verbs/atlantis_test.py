"""What is asked of the ring grammar on the command line reaches the generator, or is refused with how to write it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graftwatch.site.cli import command_line
from graftwatch.site.verbs.atlantis import UnreadableOptionError, _grammar


def test_seeds_forms_days_and_values_are_read(tmp_path: Path) -> None:
    values = tmp_path / "values.json"
    values.write_text('{"HO-01": {"min_files": 2}}', encoding="utf-8")
    asked = _grammar("101-103, 7", "mixed", "2020-01-01..2025-12-31", values)
    assert asked["structures"] == (101, 102, 103, 7)
    assert asked["forms"] == ("plain", "disguised", "informed")
    assert asked["between"] == ("2020-01-01", "2025-12-31")
    assert asked["defaults"] == {"HO-01": {"min_files": 2}}


@pytest.mark.parametrize(
    ("seeds", "form", "between", "complaint"),
    [
        ("ten", "plain", "", "Write seeds as"),
        ("1-2", "clever", "", "There are plain"),
        ("1-2", "plain", "2020", "Write 2025-07-01..2026-06-30"),
    ],
    ids=["seeds", "form", "days"],
)
def test_what_cannot_be_read_says_how_to_write_it(seeds: str, form: str, between: str, complaint: str) -> None:
    with pytest.raises(UnreadableOptionError, match=complaint):
        _grammar(seeds, form, between, None)


def test_structures_are_planted_from_the_command_line(tmp_path: Path) -> None:
    truth = tmp_path / "truth.json"
    words = ["atlantis", str(tmp_path / "state"), "--truth", str(truth), "--scale", "0.3", "--structures", "2,9"]
    done = CliRunner().invoke(command_line("atlantis"), [*words, "--form", "disguised", "--lookalikes", "0"])
    assert done.exit_code == 0, done.output
    said = json.loads(truth.read_text(encoding="utf-8"))
    assert {ring["form"] for ring in said["rings"]} == {"disguised"}
    assert len(said["rings"]) + len(said["not_planted"]) == 2
    assert (tmp_path / "truth.groups.csv").exists()
