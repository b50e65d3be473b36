"""LD-20, shown asking, staying silent, and at the edges of its parameters."""

import pytest

from graftwatch.indicators.living_donor.several_strangers import several_strangers
from graftwatch.testing import asking

THREE = """
    living_donor_assessment
    id | donor | recipient | relationship   | relationship_proof | programme | opened_on
    a1 | dan   | rosa      | friend         | none_claimed       | directed  | 2025-01-01
    a2 | eva   | rosa      | cousin         | claimed            | -         | 2025-03-01
    a3 | ugo   | rosa      | other_directed | -                  | directed  | 2025-06-01
"""


def test_three_candidates_without_a_proven_tie_are_asked_about():
    answer = asking(several_strangers, THREE)
    assert answer.sizes == {"rosa": 3}
    assert answer.cited == {("living_donor_assessment", key) for key in ("a1", "a2", "a3")}


def test_at_least_min_candidates():
    assert asking(several_strangers, THREE, min_candidates=3).subjects == {"rosa"}
    assert asking(several_strangers, THREE, min_candidates=4).subjects == set()


def test_window_months_end_on_their_last_day():
    assert asking(several_strangers, THREE, window_months=5).subjects == {"rosa"}
    assert asking(several_strangers, THREE.replace("2025-06-01", "2025-06-02"), window_months=5).subjects == set()


@pytest.mark.parametrize(
    ("found", "innocent"),
    [
        ("cousin         | claimed     ", "cousin         | proven      "),
        ("cousin         | claimed     ", "sibling        | claimed     "),
        ("cousin         | claimed     ", "-              | claimed     "),
        ("cousin         | claimed     ", "-              | -           "),
        ("eva   ", "dan   "),
        ("-         | 2025-03-01", "paired    | 2025-03-01"),
        ("-         | 2025-03-01", "non_directed | 2025-03-01"),
    ],
    ids=["proven", "close kin", "tie not named", "nothing said", "same candidate", "paired", "non-directed"],
)  # fmt: skip
def test_a_candidate_is_not_counted(found, innocent):
    assert found in THREE
    assert asking(several_strangers, THREE.replace(found, innocent)).subjects == set()


def test_close_kin_whom_the_evidence_contradicts_are_counted():
    assert asking(several_strangers, THREE.replace("cousin         | claimed ", "sibling | contradicted")).subjects == {
        "rosa"
    }


def test_a_tie_that_an_issuer_confirmed_is_proven():
    proof = """
    kinship_evidence
    assessment | result
    a2         | confirmed
    """
    assert asking(several_strangers, THREE + proof).subjects == set()
    assert asking(several_strangers, THREE + proof.replace("confirmed", "seen")).subjects == {"rosa"}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    assert (
        asking(several_strangers, "living_donor_assessment\nid\na1\na2\na3\n\nkinship_evidence\nid\nk1").subjects
        == set()
    )
    assert asking(several_strangers, "living_donor_assessment\nid\n\nkinship_evidence\nid").subjects == set()
