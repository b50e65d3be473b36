"""BT-03, shown asking, staying silent, and at the edge of its parameter."""

from graftwatch.indicators.border.two_stories import two_stories
from graftwatch.testing import asking

TOLD = """
    visa_application
    id | person | other_person | relationship | applied_on
    v1 | dan    | rosa         | cousin       | 2025-01-01

    living_donor_assessment
    id | donor | recipient | relationship | opened_on
    a1 | dan   | rosa      | friend       | 2025-03-01
"""


def test_cousins_at_the_consulate_and_friends_in_the_hospital_are_asked_about():
    answer = asking(two_stories, TOLD)
    assert answer.sizes == {"dan:rosa": 1}
    assert answer.cited == {("visa_application", "v1"), ("living_donor_assessment", "a1")}


def test_the_recipients_visa_may_name_the_donor():
    assert asking(two_stories, TOLD.replace("v1 | dan    | rosa", "v1 | rosa   | dan ")).subjects == {"dan:rosa"}


def test_two_words_for_kin_are_one_story():
    assert asking(two_stories, TOLD.replace("friend", "sibling")).subjects == set()


def test_an_office_that_does_not_know_tells_no_other_story():
    assert asking(two_stories, TOLD.replace("friend", "unknown")).subjects == set()
    assert asking(two_stories, TOLD.replace("cousin", "-")).subjects == set()


def test_a_visa_that_names_somebody_else_is_no_story_about_the_pair():
    assert asking(two_stories, TOLD.replace("| rosa         |", "| omar         |")).subjects == set()


def test_submissions_count_on_the_side_they_were_told_to():
    claims = TOLD.replace("friend", "cousin") + """
    kinship_claim
    id | donor | recipient | relationship | told_to   | submitted_on
    k1 | dan   | rosa      | colleague    | board     | 2025-04-01
    k2 | dan   | rosa      | cousin       | consulate | 2025-04-01
    """  # fmt: skip
    answer = asking(two_stories, claims)
    assert answer.sizes == {"dan:rosa": 1}
    assert answer.cited == {("visa_application", "v1"), ("kinship_claim", "k1"), ("kinship_claim", "k2")}
    assert asking(two_stories, claims.replace("colleague", "in_law   ").replace("cousin ", "spouse ")).subjects == set()


def test_window_months_end_on_their_last_day_before_and_after():
    assert asking(two_stories, TOLD, window_months=2).subjects == {"dan:rosa"}
    assert asking(two_stories, TOLD.replace("2025-03-01", "2025-03-02"), window_months=2).subjects == set()
    assert asking(two_stories, TOLD.replace("2025-03-01", "2024-11-01"), window_months=2).subjects == {"dan:rosa"}
    assert asking(two_stories, TOLD.replace("2025-03-01", "2024-10-31"), window_months=2).subjects == set()


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    empty = "visa_application\nid\nv1\n\nliving_donor_assessment\nid\na1\n\nkinship_claim\nid\nk1"
    assert asking(two_stories, empty).subjects == set()
    assert asking(two_stories, "visa_application\nid\n\nliving_donor_assessment\nid").subjects == set()
