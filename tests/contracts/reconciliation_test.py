"""Reconciliation lists: each says what disagrees, what is to be done and by whom, cites why, and accuses nobody."""

import re
from pathlib import Path

import pytest

from graftwatch.indicators import all_reconciliations
from graftwatch.indicators.asking import columns_read
from graftwatch.testing import schema

FOLDER = Path(__file__).resolve().parents[2] / "graftwatch/indicators/reconciliation"
LISTS = sorted(all_reconciliations())
ACCUSES = re.compile(r"suspici|suspect|illegal|fraud|traffick|crimin", re.IGNORECASE)


def test_every_file_of_the_folder_is_a_list_with_its_proof_beside_it():
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    assert len(LISTS) > 8
    assert {name for name in files if not name.endswith("_test")} == set(LISTS)
    assert {name.removesuffix("_test") for name in files if name.endswith("_test")} == set(LISTS)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_says_what_disagrees_and_who_mends_it_and_accuses_nobody(name):
    found = all_reconciliations()[name]
    said = [found.title, found.mends, found.do, found.says, *(words for _key, words in found.phrases)]
    assert found.cites
    assert found.phrases
    assert all(said)
    assert found.says.endswith(".")
    assert not ACCUSES.search(" ".join(said))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_shows_both_sides_of_each_of_its_parameters(name):
    proof = (FOLDER / f"{name}_test.py").read_text("utf-8")
    assert all(parameter in proof for parameter in all_reconciliations()[name].parameters)


@pytest.mark.parametrize("name", LISTS)
def test_the_columns_that_a_list_reads_can_be_told_from_its_expression(name):
    reads = columns_read(all_reconciliations()[name], schema())
    assert reads
    assert all(columns <= set(schema()[table].engine_schema) for table, columns in reads.items())
