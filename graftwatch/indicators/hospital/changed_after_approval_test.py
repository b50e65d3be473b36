"""HO-07, shown asking, staying silent, and at the edges of its parameters."""

import pytest

from graftwatch.indicators.hospital.changed_after_approval import changed_after_approval
from graftwatch.testing import asking

FILE = """
    living_donor_assessment
    id | donor | recipient | opened_on
    a1 | dan   | rosa      | 2025-01-01

    transplant
    id | donor | recipient | organ_kind | performed_on
    t1 | dan   | rosa      | kidney     | 2025-06-01

    transplant_versions
    id | donor | recipient | recorded_on
    t1 | dan   | rosa      | 2025-06-01
"""
BOARD = """
    board_decision
    assessment | decision | met_on
    a1         | approve  | 2025-04-01
"""
CHANGED = """
    living_donor_assessment_versions
    id | relationship | donor | recipient | recorded_on
    a1 | friend       | dan   | rosa      | 2025-01-01
    a1 | cousin       | dan   | rosa      | 2025-05-01
"""


def subjects(picture, **settings):
    return asking(changed_after_approval, picture, **settings).subjects


def test_a_tie_that_became_another_after_the_approval_is_asked_about():
    answer = asking(changed_after_approval, FILE + BOARD + CHANGED)
    assert answer.sizes == {"dan:rosa": 1}
    assert answer.cited == {("living_donor_assessment", "a1")}
    assert answer.number("days_after") == [30]
    assert answer.number("n_after_operation") == [0]


def test_what_a_later_approval_saw_is_not_asked_about():
    assert subjects(FILE + BOARD.replace("04-01", "05-01") + CHANGED) == set()


def test_an_approval_after_the_operation_covers_nothing():
    late = BOARD.replace("2025-04-01", "2025-07-01")
    assert subjects(FILE + late + CHANGED.replace("2025-05-01", "2025-06-20")) == {"dan:rosa"}


def test_without_a_board_the_day_of_the_operation_counts():
    assert subjects(FILE + CHANGED) == set()
    answer = asking(changed_after_approval, FILE + CHANGED.replace("2025-05-01", "2025-06-02"))
    assert answer.subjects == {"dan:rosa"}
    assert answer.number("n_after_operation") == [1]


@pytest.mark.parametrize("was", ["-       ", "unknown "])
def test_what_was_blank_and_is_filled_in_is_no_change(was):
    assert subjects(FILE + BOARD + CHANGED.replace("friend  ", was)) == set()


def test_what_was_taken_back_is_no_change():
    back = CHANGED + "    a1 | friend       | dan   | rosa      | 2025-09-01\n"
    assert subjects(FILE + BOARD + back) == set()


def test_a_correction_within_correction_days_of_what_it_corrects_is_a_slip_of_the_pen():
    slip = CHANGED.replace("2025-01-01", "2025-03-31").replace("2025-05-01", "2025-04-14")
    assert subjects(FILE + BOARD + slip, correction_days=14) == set()
    assert subjects(FILE + BOARD + slip, correction_days=13) == {"dan:rosa"}


def test_many_rows_changed_on_one_day_are_a_clean_up():
    others = "".join(
        f"    b{n} | friend | d{n} | r{n} | 2024-01-01\n    b{n} | cousin | d{n} | r{n} | 2025-05-01\n"
        for n in range(4)
    )
    assert subjects(FILE + BOARD + CHANGED + others, batch_files=6) == {"dan:rosa"}
    assert subjects(FILE + BOARD + CHANGED + others, batch_files=5) == set()


SAME = CHANGED.replace("cousin", "friend")
ELSEWHERE = {
    "consent": """
    consent_versions
    id | assessment | given_on   | recorded_on
    k1 | a1         | 2025-03-01 | 2025-03-01
    k1 | a1         | 2025-01-15 | 2025-06-20
""",
    "person": """
    person_versions
    id  | birth_date | birth_precision | national_id | recorded_on
    dan | 1999-03-01 | day             | 77          | 2024-01-01
    dan | 1990-03-01 | day             | 77          | 2025-06-20
""",
    "waiting_list_entry": """
    waiting_list_entry_versions
    id | person | residency_at_listing        | recorded_on
    w1 | rosa   | non_resident_for_transplant | 2024-01-01
    w1 | rosa   | resident                    | 2025-06-20
""",
}


@pytest.mark.parametrize("table", ELSEWHERE)
def test_days_of_consent_identity_and_residence_are_protected_too(table):
    answer = asking(changed_after_approval, FILE + BOARD + SAME + ELSEWHERE[table])
    assert answer.subjects == {"dan:rosa"}
    assert {name for name, _row in answer.cited} == {table, "living_donor_assessment"}


def test_a_date_of_birth_that_became_more_exact_is_no_change():
    exact = ELSEWHERE["person"].replace("1999-03-01 | day ", "1990-01-01 | year")
    assert subjects(FILE + BOARD + SAME + exact) == set()


def test_every_changed_field_counts():
    answer = asking(changed_after_approval, FILE + BOARD + CHANGED + ELSEWHERE["consent"] + ELSEWHERE["person"])
    assert answer.sizes == {"dan:rosa": 3}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    heads = "living_donor_assessment\nid{}\n\ntransplant\nid{}\n\nliving_donor_assessment_versions\nid{}\n\n"
    heads += "transplant_versions\nid{}\n\nboard_decision\nid{}"
    assert subjects(heads.replace("{}", "")) == set()
    assert subjects(heads.replace("{}", "\nx")) == set()
