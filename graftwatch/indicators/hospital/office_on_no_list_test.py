"""HO-16, shown asking, staying silent, and at the edges of its parameters."""

from graftwatch.indicators.hospital.office_on_no_list import office_on_no_list
from graftwatch.testing import asking

CHARITY = """
    living_donor_assessment
    id | donor | recipient | facility | opened_on
    a1 | d1    | r1        | north    | 2024-01-01
    a2 | d2    | r2        | south    | 2024-03-01
    a3 | d3    | r3        | south    | 2024-06-01

    contact_point
    id | assessment | role        | capacity | registered_liaison | phone | name | noted_on
    c1 | a1         | next_of_kin | charity  | -                  | 700   | Hope | 2024-01-02
    c2 | a2         | emergency   | charity  | no                 | 700   | Hope | 2024-03-02
    c3 | a3         | emergency   | embassy  | -                  | 700   | Hope | 2024-06-02
"""


def test_an_office_in_three_unrelated_files_that_no_file_knows_from_the_list_is_asked_about():
    answer = asking(office_on_no_list, CHARITY)
    assert answer.sizes == {"phone:700": 3}
    assert {row for row in answer.cited if row[0] == "contact_point"} == {
        ("contact_point", "c1"),
        ("contact_point", "c2"),
        ("contact_point", "c3"),
    }


def test_an_office_that_one_file_knows_from_the_list_is_not_asked_about():
    assert asking(office_on_no_list, CHARITY.replace("| no ", "| yes")).subjects == set()


def test_a_ward_is_not_asked_about():
    ward = CHARITY.replace("charity", "ward   ").replace("embassy", "ward   ")
    assert asking(office_on_no_list, ward).subjects == set()


def test_an_office_that_helps_one_family_is_not_asked_about():
    assert asking(office_on_no_list, CHARITY.replace("r2 ", "r1 ").replace("r3 ", "r1 ")).subjects == set()


def test_a_private_person_is_left_to_another_question():
    private = CHARITY.replace("charity", "private").replace("embassy", "private")
    assert asking(office_on_no_list, private).subjects == set()


def test_files_without_a_telephone_say_nothing():
    assert asking(office_on_no_list, CHARITY.replace("| 700 ", "| -   ")).subjects == set()


def test_offices_are_asked_about_from_min_files_on():
    assert asking(office_on_no_list, CHARITY, min_files=3).subjects == {"phone:700"}
    assert asking(office_on_no_list, CHARITY, min_files=4).subjects == set()


def test_the_window_months_end_on_their_last_day():
    on_the_day = CHARITY.replace("2024-06-02", "2024-07-02")
    assert asking(office_on_no_list, on_the_day, window_months=6).subjects == {"phone:700"}
    the_next = on_the_day.replace("2024-07-02", "2024-07-03")
    assert asking(office_on_no_list, the_next, window_months=6).subjects == set()
