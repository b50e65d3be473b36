"""Traces of a shared life in donor files."""

import pytest

from graftwatch.indicators.views.shared_life import shared_life
from graftwatch.testing import asking

PAPERS = """
    kinship_evidence
    id | assessment | kind         | shows_from | result | sworn_by_party
    k1 | a1         | photographs  | 2010-01-01 | seen   | no
    k2 | a1         | cohabitation | -          | -      | -
    k3 | a1         | dna          | 2010-01-01 | seen   | no
    k4 | -          | photographs  | 2010-01-01 | seen   | no
"""


def rows(picture):
    found = asking(shared_life, picture).rows.to_pylist()
    return {(r["kinship_evidence"], str(r["shows_from"]), r["stands"]) for r in found}


def test_photographs_homes_letters_witnesses_and_records_are_traces_and_blood_tests_are_not():
    assert rows(PAPERS) == {("k1", "2010-01-01", True), ("k2", "None", True)}


@pytest.mark.parametrize("fell", ["forged | no", "inconsistent | no", "seen | yes"])
def test_what_was_forged_or_sworn_by_a_party_does_not_stand(fell):
    assert ("k1", "2010-01-01", False) in rows(PAPERS.replace("seen   | no", fell, 1))


def test_rows_without_values_are_nobodys():
    assert rows("kinship_evidence\nid\nk1") == set()
