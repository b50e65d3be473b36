"""Kinship that rests on one source: what is listed for the centre, and what is enough."""

import pytest

from graftwatch.indicators.reconciliation.second_source_of_kinship import second_source_of_kinship
from graftwatch.testing import asking

FILE = """
    living_donor_assessment
    id | donor | recipient | relationship | facility | opened_on
    a1 | dan   | rosa      | cousin       | north    | 2025-03-01

    kinship_evidence
    id | assessment | kind         | issuer | notary | sworn_by_party | result    | verified_by | accredited
"""
EXTRACT = "    k1 | a1         | civil_record | o1     | -      | no             | seen      | -           | -\n"
OTHER = EXTRACT.replace("k1", "k2").replace("o1", "o2")
TEST = "    k1 | a1         | dna          | l1     | -      | -              | confirmed | centre      | yes\n"


def listed(*papers: str, file: str = FILE, **settings: float) -> list[object]:
    return asking(second_source_of_kinship, file + "".join(papers), **settings).number("what")


def test_one_extract_is_one_source_and_the_row_to_mend_is_the_file():
    answer = asking(second_source_of_kinship, FILE + EXTRACT)
    assert answer.number("what") == ["one_source"]
    assert answer.number("row") == ["a1"]
    assert answer.number("facility") == ["north"]
    assert answer.number("n_sources") == [1]


def test_two_offices_are_two_sources_and_two_papers_of_one_office_are_one():
    assert listed(EXTRACT, OTHER) == []
    assert listed(EXTRACT, OTHER.replace("o2", "o1")) == ["one_source"]


def test_min_sources_are_enough():
    assert listed(EXTRACT, min_sources=1) == []
    assert listed(EXTRACT, OTHER, min_sources=2) == []
    assert listed(EXTRACT, OTHER, min_sources=3) == ["too_few_sources"]


def test_what_one_of_the_two_swore_is_no_source():
    assert listed(EXTRACT.replace("| no ", "| yes")) == ["no_source"]


@pytest.mark.parametrize("result", ["forged", "inconsistent"])
def test_a_paper_that_did_not_hold_is_no_source(result):
    assert listed(EXTRACT.replace("seen     ", result)) == ["no_source"]
    assert listed(EXTRACT, OTHER.replace("seen     ", result)) == ["one_source"]


@pytest.mark.parametrize(("asked", "what"), [("centre", []), ("-", []), ("agency", ["one_source"])])
def test_an_issuers_confirmation_is_enough_unless_a_party_brought_it(asked, what):
    assert listed(EXTRACT.replace("seen      | -", f"confirmed | {asked}")) == what


def test_an_accredited_laboratory_that_agrees_is_enough():
    assert listed(TEST) == []
    assert listed(TEST.replace("| yes", "| no ")) == ["one_source"]


def test_photographs_and_files_without_papers_are_not_listed():
    assert listed(EXTRACT.replace("civil_record | o1", "photographs | -")) == []
    assert listed() == []


@pytest.mark.parametrize("tie", ["friend", "paired_exchange", "unknown", "-"])
def test_where_no_kinship_is_claimed_nothing_is_listed(tie):
    assert listed(EXTRACT, file=FILE.replace("cousin", tie)) == []


def test_rows_without_values_and_tables_without_rows_list_nothing():
    assert listed(file="living_donor_assessment\nid\na1\n\nkinship_evidence\nid\nk1") == []
    assert listed(file="living_donor_assessment\nid\n\nkinship_evidence\nid") == []
