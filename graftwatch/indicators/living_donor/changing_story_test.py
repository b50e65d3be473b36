"""LD-27, shown asking, staying silent, and at the edge of its parameter."""

from graftwatch.indicators.living_donor.changing_story import changing_story
from graftwatch.testing import asking

STORY = """
    kinship_claim
    id | donor | recipient | submission | submitted_on | told_to  | relationship | how_met
    k1 | dan   | rosa      | 1          | 2025-01-01   | hospital | friend       | neighbours
    k2 | dan   | rosa      | 2          | 2025-03-01   | hospital | cousin       | neighbours
"""


def test_a_friend_who_becomes_a_cousin_is_asked_about():
    answer = asking(changing_story, STORY)
    assert answer.sizes == {"dan:rosa": 1}
    assert answer.cited == {("kinship_claim", "k1"), ("kinship_claim", "k2")}


def test_each_change_counts():
    third = "    k3 | dan   | rosa      | 3          | 2025-05-01   | board    | spouse       | online\n"
    assert asking(changing_story, STORY + third).sizes == {"dan:rosa": 3}


def test_another_way_of_meeting_is_a_change_and_another_word_for_it_is_not():
    same_tie = STORY.replace("cousin       | neighbours", "friend       | online")
    assert asking(changing_story, same_tie).subjects == {"dan:rosa"}
    assert asking(changing_story, same_tie.replace("online", "school_or_work")).subjects == set()


def test_loose_words_for_kin_are_no_change():
    assert asking(changing_story, STORY.replace("friend", "sibling")).subjects == set()


def test_an_answer_that_was_missing_first_is_no_change_and_hides_none():
    assert asking(changing_story, STORY.replace("friend", "unknown")).subjects == set()
    between = "    k3 | dan   | rosa      | 2          | 2025-02-01   | hospital | not_asked    | -\n"
    assert asking(changing_story, STORY + between).sizes == {"dan:rosa": 1}


def test_a_correction_at_the_same_office_within_correction_days_is_no_change():
    soon = STORY.replace("2025-03-01", "2025-01-04")
    assert asking(changing_story, soon, correction_days=3).subjects == set()
    assert asking(changing_story, soon, correction_days=2).subjects == {"dan:rosa"}
    other_office = soon.replace("2025-01-04   | hospital", "2025-01-04   | board")
    assert asking(changing_story, other_office, correction_days=3).subjects == {"dan:rosa"}


def test_what_a_consulate_was_told_is_left_to_another_question():
    assert (
        asking(changing_story, STORY.replace("2025-03-01   | hospital", "2025-03-01   | consulate")).subjects == set()
    )


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    assert asking(changing_story, "kinship_claim\nid\nk1\nk2").subjects == set()
    assert asking(changing_story, "kinship_claim\nid").subjects == set()
