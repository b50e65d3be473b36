"""XC-02, shown asking, staying silent, and at both sides of each parameter."""

from graftwatch.indicators.cross_agency.one_bridge import one_bridge
from graftwatch.testing import asking

FILES = """
    living_donor_assessment
    id | donor | recipient | opened_on
    a1 | dan   | rosa      | 2025-01-01
    a2 | max   | mia       | 2025-05-01

    contact_point
    id | assessment | role      | capacity | phone | noted_on
    c1 | a1         | companion | private  | 555   | 2025-01-01

    journey
    id | person | departed_on | agency
    j2 | max    | 2025-04-20  | -

    companion
    id | journey | person | phone | licensed | noted_on
    k2 | j2      | -      | 555   | -        | 2025-04-20
"""


def subjects(picture, **settings):
    return asking(one_bridge, picture, **settings).subjects


def test_one_telephone_in_a_hospital_and_at_the_border_is_asked_about():
    answer = asking(one_bridge, FILES)
    assert answer.sizes == {"phone:555": 2}
    assert answer.cited == {("contact_point", "c1"), ("companion", "k2")}
    assert set(answer.number("n_sources")) == {2}


def test_at_least_min_sources():
    assert subjects(FILES, min_sources=2) == {"phone:555"}
    assert subjects(FILES, min_sources=3) == set()


def test_at_least_min_pairs():
    assert subjects(FILES, min_pairs=2) == {"phone:555"}
    assert subjects(FILES, min_pairs=3) == set()


def test_window_months_end_on_their_last_day():
    late = FILES.replace("-        | 2025-04-20", "-        | 2025-07-01")
    assert subjects(late, window_months=6) == {"phone:555"}
    assert subjects(late.replace("2025-07-01", "2025-07-02"), window_months=6) == set()


BANK = """
    person
    id  | phone
    pat | 555

    account
    id | person | holder_kind
    k1 | max    | individual
    k2 | dan    | individual
    k9 | pat    | individual

    payment
    id | payer_account | payee_account | paid_on    | amount
    p1 | k1            | k9            | 2025-05-05 | 100
    p2 | k2            | k9            | 2020-05-05 | 100
"""


def test_a_bank_is_one_more_office_where_others_name_the_telephone_beside_both_pairs():
    answer = asking(one_bridge, FILES + BANK)
    assert answer.sizes == {"phone:555": 2}
    assert answer.cited == {("contact_point", "c1"), ("companion", "k2"), ("payment", "p1")}  # p2 is years away
    assert set(answer.number("n_sources")) == {3}


def test_money_alone_joins_no_two_pairs():
    assert subjects(FILES.replace("-      | 555", "-      | 777") + BANK) == set()


def test_pairs_of_one_family_are_one():
    assert subjects(FILES.replace("max   | mia", "max   | rosa")) == set()


def test_official_and_licensed_helpers_are_not_asked_about():
    assert subjects(FILES.replace("private ", "embassy ")) == set()
    assert subjects(FILES.replace("555   | -        |", "555   | yes      |")) == set()


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    assert subjects("living_donor_assessment\nid\na1\n\ncontact_point\nid\nc1") == set()
    assert subjects("living_donor_assessment\nid\n\ncontact_point\nid") == set()
