"""WL-01, shown asking, staying silent, and at the edge of its parameter."""

from graftwatch.indicators.waiting_list.left_untransplanted import left_untransplanted
from graftwatch.testing import asking

LEFT = """
    waiting_list_entry
    id | person | organ  | listed_on
    e1 | ana    | kidney | 2024-01-01

    waiting_list_event
    id | entry | kind    | reason            | effective_on
    v1 | e1    | removed | unable_to_contact | 2026-01-01
"""


def test_a_patient_who_could_not_be_reached_is_asked_about():
    answer = asking(left_untransplanted, LEFT)
    assert answer.subjects == {"ana"}
    assert answer.cited == {("waiting_list_entry", "e1"), ("waiting_list_event", "v1")}
    assert answer.number("days_since_leaving") == [180]


def test_a_departure_with_no_reason_at_all_is_asked_about():
    assert asking(left_untransplanted, LEFT.replace("unable_to_contact", "-")).subjects == {"ana"}


def test_grace_ends_on_its_last_day():
    assert asking(left_untransplanted, LEFT, today="2026-03-02", grace_days=60).subjects == {"ana"}
    assert asking(left_untransplanted, LEFT, today="2026-03-01", grace_days=60).subjects == set()


def test_a_medical_reason_explains():
    assert asking(left_untransplanted, LEFT.replace("unable_to_contact", "too_sick")).subjects == set()


def test_a_patient_who_was_reinstated_has_not_left():
    back = LEFT + "    v2 | e1 | reinstated | - | 2026-01-05\n"
    assert asking(left_untransplanted, back).subjects == set()


def test_a_transplant_here_explains_even_if_it_came_after_leaving():
    done = (
        LEFT
        + """
    transplant
    recipient | organ_kind | performed_on
    ana       | kidney     | 2026-01-20
    """
    )
    assert asking(left_untransplanted, done).subjects == set()


def test_a_transplant_of_another_organ_does_not_explain():
    done = (
        LEFT
        + """
    transplant
    recipient | organ_kind | performed_on
    ana       | liver      | 2026-01-20
    """
    )
    assert asking(left_untransplanted, done).subjects == {"ana"}


def test_a_death_within_the_grace_explains():
    died = (
        LEFT
        + """
    death
    person | died_on
    ana    | 2026-02-01
    """
    )
    assert asking(left_untransplanted, died).subjects == set()


def test_a_transplant_abroad_that_was_registered_on_return_explains():
    told = (
        LEFT
        + """
    travel_registration
    person | direction          | registered_on
    ana    | outgoing_recipient | 2026-03-01
    """
    )
    assert asking(left_untransplanted, told).subjects == set()
    assert asking(left_untransplanted, told.replace("2026-03-01", "2023-03-01")).subjects == {"ana"}


def test_without_a_death_register_the_list_is_believed_and_with_one_it_is_compared():
    said = LEFT.replace("unable_to_contact", "died")
    assert asking(left_untransplanted, said).subjects == set()
    assert asking(left_untransplanted, said + "\n    death\n    id\n").subjects == {"ana"}


def test_without_a_transplant_register_the_list_is_believed_and_with_one_it_is_compared():
    said = LEFT.replace("unable_to_contact", "deceased_donor_transplant")
    assert asking(left_untransplanted, said).subjects == set()
    assert asking(left_untransplanted, said + "\n    transplant\n    id\n").subjects == {"ana"}


def test_an_empty_list_asks_about_nobody():
    empty = """
    waiting_list_entry
    id

    waiting_list_event
    id
    """
    assert asking(left_untransplanted, empty).subjects == set()
