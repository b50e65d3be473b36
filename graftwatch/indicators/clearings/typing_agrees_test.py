"""CL-02, shown clearing, and what clears nothing."""

import pytest

from graftwatch.indicators.clearings.typing_agrees import typing_agrees
from graftwatch.testing import asking

TEST = """
    living_donor_assessment
    id | donor | recipient | opened_on  | relationship
    f1 | ana   | ben       | 2026-01-01 | cousin

    kinship_evidence
    id | assessment | kind | accredited | verified_on | result
    k1 | f1         | dna  | yes        | 2026-02-01  | confirmed
"""


def _clears(picture):
    return asking(typing_agrees, picture).subjects == {"ana:ben"}


@pytest.mark.parametrize("kind", ["dna", "hla_haplotype"])
def test_an_accredited_test_that_agrees_clears_the_pair(kind):
    answer = asking(typing_agrees, TEST.replace("dna", kind))
    assert answer.subjects == {"ana:ben"}
    assert answer.number("kinship_evidence") == ["k1"]


@pytest.mark.parametrize("accredited", ["no", "unknown", "-"])
def test_a_laboratory_that_is_not_accredited_clears_nothing(accredited):
    assert not _clears(TEST.replace("| yes ", f"| {accredited} "))


@pytest.mark.parametrize("result", ["seen", "inconsistent", "not_verifiable", "-"])
def test_only_agreement_clears(result):
    assert not _clears(TEST.replace("| confirmed", f"| {result}"))


@pytest.mark.parametrize("tie", ["spouse", "friend", "in_law", "-"])
def test_a_test_says_nothing_about_a_tie_that_is_not_of_blood(tie):
    assert not _clears(TEST.replace("| cousin", f"| {tie}"))


def test_a_paper_is_no_test_and_a_test_without_a_day_clears_nothing():
    assert not _clears(TEST.replace("dna", "civil_record"))
    assert not _clears(TEST.replace("2026-02-01", "-"))


def test_another_accredited_test_that_disagrees_takes_the_clearing_away():
    other = "    k2 | f1 | hla_haplotype | {} | 2026-02-02 | inconsistent\n"
    assert not _clears(TEST + other.format("yes"))
    assert _clears(TEST + other.format("no"))


def test_missing_values_and_empty_tables_clear_nobody():
    for picture in ("kinship_evidence\nid\nk1\n\nliving_donor_assessment\nid\nf1",
                    "kinship_evidence\nid\n\nliving_donor_assessment\nid"):  # fmt: skip
        assert asking(typing_agrees, picture).subjects == set()
