"""Contacts that may stand for a private person, at the edges of what sets one aside."""

from graftwatch.indicators.views.private_contact import private_contact
from graftwatch.testing import asking

FILES = """
    living_donor_assessment
    id | donor | recipient | facility | opened_on
    a1 | d1    | r1        | north    | 2025-01-01
    a2 | d2    | r2        | north    | 2025-01-01
    a3 | d3    | r3        | north    | 2025-01-01
    a4 | d4    | r4        | north    | 2025-01-01

    contact_point
    id | assessment | phone | address | capacity
    c1 | a1         | 700   | -       | private
    c2 | a2         | 700   | -       | private
    c3 | a3         | 700   | -       | private
    c4 | a4         | 999   | ROAD1   | private
"""


def things(picture, **settings):
    return {row["thing"] for row in asking(private_contact, picture, **settings).rows.to_pylist()}


def test_a_contact_of_a_private_person_is_kept_with_its_kind_in_front():
    assert things(FILES) == {"phone:700", "phone:999", "address:ROAD1"}


def test_a_contact_without_a_day_is_dated_by_its_file():
    assert {str(row["on"]) for row in asking(private_contact, FILES).rows.to_pylist()} == {"2025-01-01"}


def test_an_office_share_of_its_files_makes_a_number_an_office_everywhere():
    one_of_three = FILES.replace("c1 | a1         | 700   | -       | private", "c1 | a1 | 700 | - | ward")
    assert "phone:700" in things(one_of_three, office_share=0.34)
    assert "phone:700" not in things(one_of_three, office_share=0.33)


def test_a_file_that_states_no_capacity_has_no_say_on_whether_it_is_an_office():
    blank = FILES.replace("700   | -       | private", "700   | -       | -")
    one = blank.replace("c1 | a1         | 700   | -       | -", "c1 | a1 | 700 | - | ward")
    assert "phone:700" in things(blank)
    assert "phone:700" not in things(one, office_share=1)


def test_an_official_row_is_left_out_even_where_the_number_is_private_elsewhere():
    one_of_three = FILES.replace("c1 | a1         | 700   | -       | private", "c1 | a1 | 700 | - | ward")
    rows = asking(private_contact, one_of_three).rows.to_pylist()
    assert {row["contact_point"] for row in rows} == {"c2", "c3", "c4"}


def test_a_number_in_more_than_a_max_share_of_a_centres_files_is_a_fault_of_its_form():
    assert "phone:700" in things(FILES, default_min_files=3, max_share=0.75)
    assert "phone:700" not in things(FILES, default_min_files=3, max_share=0.74)


def test_too_few_files_cannot_show_a_fault_of_the_form():
    assert "phone:700" in things(FILES, default_min_files=4, max_share=0.1)
    assert "phone:700" not in things(FILES, default_min_files=3, max_share=0.1)


def test_an_address_where_patients_stay_is_left_out_and_a_flat_is_not():
    stay = (
        FILES
        + """
    lodging
    id | kind  | address
    l1 | hotel | ROAD1
    """
    )
    assert "address:ROAD1" not in things(stay)
    assert "address:ROAD1" in things(stay.replace("hotel", "flat"))


def test_empty_rows_are_nobodys_contact():
    assert things("living_donor_assessment\nid\na1\n\ncontact_point\nid\nc1\n\nlodging\nid\nl1") == set()
