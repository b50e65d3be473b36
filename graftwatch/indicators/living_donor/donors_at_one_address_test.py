"""LD-30, shown asking, staying silent, and at the edges of its parameters."""

from graftwatch.indicators.living_donor.donors_at_one_address import donors_at_one_address
from graftwatch.testing import asking

TWO_DONORS = """
    transplant
    id | donor | recipient | performed_on
    t1 | d1    | r1        | 2024-01-10
    t2 | d2    | r2        | 2024-06-10
    t3 | d3    | r3        | 2024-06-20

    person
    id | address | phone
    d1 | mill-4  | 700
    d2 | mill-4  | 701
    d3 | oak-9   | 702
    r1 | elm-1   | 703
    r2 | elm-2   | 704
"""


def test_two_donors_of_unrelated_recipients_at_one_address_are_asked_about():
    answer = asking(donors_at_one_address, TWO_DONORS)
    assert answer.sizes == {"address:mill-4": 2}
    assert answer.cited == {("transplant", "t1"), ("transplant", "t2"), ("person", "d1"), ("person", "d2")}


def test_two_donors_with_one_telephone_are_asked_about():
    assert asking(donors_at_one_address, TWO_DONORS.replace("702", "701")).subjects == {"address:mill-4", "phone:701"}


def test_donors_of_one_recipient_are_not_asked_about():
    assert asking(donors_at_one_address, TWO_DONORS.replace("d2    | r2", "d2    | r1")).subjects == set()


def test_donors_who_are_said_to_be_kin_are_not_asked_about():
    claim = """
    kinship_claim
    donor | recipient | relationship
    d1    | d2        | sibling
    """
    assert asking(donors_at_one_address, TWO_DONORS + claim).subjects == set()


def test_donors_whom_a_file_of_assessment_ties_are_not_asked_about():
    file = """
    living_donor_assessment
    id | donor | recipient
    a1 | d1    | r2
    """
    assert asking(donors_at_one_address, TWO_DONORS + file).subjects == set()


def test_a_guest_house_is_not_asked_about():
    house = """
    lodging
    id | kind        | address
    h1 | guest_house | mill-4
    """
    assert asking(donors_at_one_address, TWO_DONORS + house).subjects == set()


def test_a_house_that_more_than_max_people_share_is_not_asked_about():
    third = TWO_DONORS.replace("r1 | elm-1  ", "r1 | mill-4 ")
    assert asking(donors_at_one_address, third, max_people=3).subjects == {"address:mill-4"}
    assert asking(donors_at_one_address, third, max_people=2).subjects == set()


def test_persons_without_an_address_say_nothing():
    assert asking(donors_at_one_address, TWO_DONORS.replace("mill-4", "-     ")).subjects == set()


def test_a_transplant_without_its_day_says_nothing():
    assert asking(donors_at_one_address, TWO_DONORS.replace("2024-06-10", "-         ")).subjects == set()


def test_donors_are_asked_about_from_min_donors_on():
    assert asking(donors_at_one_address, TWO_DONORS, min_donors=2).subjects == {"address:mill-4"}
    assert asking(donors_at_one_address, TWO_DONORS, min_donors=3).subjects == set()


def test_the_window_months_end_on_their_last_day():
    on_the_day = TWO_DONORS.replace("2024-06-10", "2024-07-10")
    assert asking(donors_at_one_address, on_the_day, window_months=6).subjects == {"address:mill-4"}
    the_next = on_the_day.replace("2024-07-10", "2024-07-11")
    assert asking(donors_at_one_address, the_next, window_months=6).subjects == set()
