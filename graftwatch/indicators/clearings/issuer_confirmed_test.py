"""CL-01, shown clearing, and what clears nothing."""

import pytest

from graftwatch.indicators.clearings.issuer_confirmed import issuer_confirmed
from graftwatch.testing import asking

PAPER = """
    living_donor_assessment
    id | donor | recipient | opened_on
    f1 | ana   | ben       | 2026-01-01

    kinship_evidence
    id | assessment | kind         | issuer | issued_on  | verified_by | verified_on | result
    k1 | f1         | civil_record | office | 2025-12-01 | state       | 2026-02-01  | confirmed
"""


def _clears(picture):
    return asking(issuer_confirmed, picture).subjects == {"ana:ben"}


def test_an_issuers_confirmation_clears_the_pair():
    answer = asking(issuer_confirmed, PAPER)
    assert answer.subjects == {"ana:ben"}
    assert answer.number("kinship_evidence") == ["k1"]
    assert [str(day) for day in answer.number("known_on")] == ["2026-02-01"]


@pytest.mark.parametrize("who", ["donor_side", "recipient_side", "agency", "-"])
def test_an_answer_that_a_party_brought_clears_nothing(who):
    assert not _clears(PAPER.replace("| state ", f"| {who} "))


@pytest.mark.parametrize("result", ["seen", "not_verifiable", "inconsistent", "forged", "-"])
def test_only_a_confirmation_clears(result):
    assert not _clears(PAPER.replace("| confirmed", f"| {result}"))


@pytest.mark.parametrize("kind", ["notarial_statement", "witness_statement", "photographs"])
def test_what_somebody_only_swore_clears_nothing(kind):
    assert not _clears(PAPER.replace("| civil_record", f"| {kind}"))


def test_an_answer_without_a_day_or_an_issuer_clears_nothing():
    assert not _clears(PAPER.replace("2026-02-01", "-"))
    assert not _clears(PAPER.replace("| office |", "| - |"))


def test_an_answer_of_the_day_of_issue_clears_and_one_before_it_does_not():
    assert _clears(PAPER.replace("2026-02-01", "2025-12-01"))
    assert not _clears(PAPER.replace("2026-02-01", "2025-11-30"))


def test_an_issuer_whose_papers_were_forged_once_clears_nobody():
    forged = "    k2 | f9 | civil_record | office | - | - | - | forged\n"
    assert not _clears(PAPER + forged)
    assert _clears(PAPER + forged.replace("office", "other"))


def test_missing_values_and_empty_tables_clear_nobody():
    for picture in ("kinship_evidence\nid\nk1\n\nliving_donor_assessment\nid\nf1",
                    "kinship_evidence\nid\n\nliving_donor_assessment\nid"):  # fmt: skip
        assert asking(issuer_confirmed, picture).subjects == set()
