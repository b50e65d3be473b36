"""LD-26, shown asking, staying silent, and at the edges of its parameters."""

import pytest

from graftwatch.indicators.living_donor.contact_of_another import contact_of_another
from graftwatch.testing import asking

FILES = """
    living_donor_assessment
    id | donor | recipient | relationship | relationship_proof | opened_on
    a1 | dan   | rosa      | cousin       | claimed            | 2025-01-01
    a2 | eva   | ben       | friend       | none_claimed       | 2025-06-01
"""
POINT = """
    contact_point
    id | assessment | role       | phone | email | address | capacity | noted_on
    c1 | a1         | donor_self | P1    | -     | ROAD1   | -        | 2025-01-01
"""
OTHER = "    c2 | a2         | donor_self | P1    | -     | ROAD2   | -        | 2025-06-01\n"


def sizes(picture, **settings):
    return asking(contact_of_another, picture, **settings).sizes


def test_two_unrelated_donors_with_one_telephone_are_asked_about():
    answer = asking(contact_of_another, FILES + POINT + OTHER)
    assert answer.sizes == {"dan": 1.0, "eva": 1.0}
    assert ("contact_point", "c1") in answer.cited
    assert ("living_donor_assessment", "a1") in answer.cited


def test_a_shared_e_mail_counts_and_a_shared_address_does_not():
    assert sizes(FILES + POINT.replace("P1    | -    ", "-     | M1   ") + OTHER.replace("P1    | -  ", "- | M1 ")) == {
        "dan": 1.0, "eva": 1.0
    }  # fmt: skip
    assert sizes(FILES + POINT + OTHER.replace("P1", "P2").replace("ROAD2", "ROAD1")) == {}


def test_min_shared_unrelated_donors():
    assert sizes(FILES + POINT + OTHER, min_shared=2) == {"dan": 1.0, "eva": 1.0}
    assert sizes(FILES + POINT + OTHER, min_shared=3) == {}


def test_window_months_end_on_their_last_day():
    assert sizes(FILES + POINT + OTHER, window_months=5) == {"dan": 1.0, "eva": 1.0}
    assert sizes(FILES + POINT + OTHER.replace("2025-06-01", "2025-06-02"), window_months=5) == {}


def test_two_donors_of_one_recipient_may_share_a_telephone():
    assert sizes(FILES.replace("ben ", "rosa") + POINT + OTHER) == {}


def test_an_office_is_nobodys_own_contact():
    assert sizes(FILES + POINT.replace("| -        | 2025", "| embassy | 2025") + OTHER) == {}


THEIRS = """
    person
    id   | phone | address
    rosa | P1    | ROAD3
"""


def test_the_recipients_telephone_is_asked_about():
    answer = asking(contact_of_another, FILES + POINT + THEIRS)
    assert answer.sizes == {"dan": 1.0}
    assert answer.cited == {
        ("contact_point", "c1"), ("living_donor_assessment", "a1"), ("person", "rosa")
    }  # fmt: skip
    noted = "    c2 | a1         | recipient_self | P1 | -     | ROAD2   | -        | 2025-01-01\n"
    assert sizes(FILES + POINT + noted) == {"dan": 1.0}


@pytest.mark.parametrize("home", ["ROAD1", "-"])
def test_people_who_share_a_home_or_of_whom_no_home_is_known_may_share_a_telephone(home):
    assert sizes(FILES + POINT + THEIRS.replace("ROAD3", home)) == {}


def test_a_proven_relatives_telephone_is_as_good_as_ones_own():
    assert sizes(FILES.replace("claimed ", "proven ", 1) + POINT + THEIRS) == {}


CAME = """
    companion
    id | assessment | person | role  | phone | licensed | noted_on
    m1 | a1         | -      | guide | P1    | -        | 2025-01-01
"""


def test_a_guides_telephone_is_asked_about():
    answer = asking(contact_of_another, FILES + POINT + CAME)
    assert answer.sizes == {"dan": 1.0}
    assert ("companion", "m1") in answer.cited


@pytest.mark.parametrize(
    ("found", "innocent"),
    [("| guide ", "| relative "), ("| -      | guide", "| dan    | guide"), ("| P1    | - ", "| P1    | yes ")],
    ids=["own relative", "the donor", "licensed"],
)
def test_a_companion_is_not_counted(found, innocent):
    assert found in CAME
    assert sizes(FILES + POINT + CAME.replace(found, innocent)) == {}


def test_a_relative_of_somebody_else_is_a_helper():
    elsewhere = CAME.replace("| guide ", "| relative ").replace("| a1 ", "| a2 ")
    assert sizes(FILES + POINT + elsewhere) == {"dan": 1.0}


@pytest.mark.parametrize(("role", "asked"), [("agent", True), ("sponsor", True), ("interpreter", True),
                                             ("next_of_kin", False), ("emergency", False)])  # fmt: skip
def test_a_contact_who_helps_is_asked_about_and_next_of_kin_are_not(role, asked):
    helper = f"    c2 | a1         | {role} | P1    | -     | -       | -        | 2025-01-01\n"
    assert bool(sizes(FILES + POINT + helper)) is asked


def test_an_agencys_telephone_is_asked_about():
    firm = "\n    agency\n    id | phone\n    g1 | {}\n"
    answer = asking(contact_of_another, FILES + POINT + firm.format("P1"))
    assert answer.sizes == {"dan": 1.0}
    assert ("agency", "g1") in answer.cited
    assert sizes(FILES + POINT + firm.format("P2")) == {}


def test_each_other_holder_adds_to_the_size():
    assert sizes(FILES + POINT + OTHER + CAME) == {"dan": 2.0, "eva": 2.0}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    names = ("living_donor_assessment", "contact_point", "companion", "agency", "person", "kinship_claim")
    assert asking(contact_of_another, "\n\n".join(f"{name}\nid\nx1" for name in names)).subjects == set()
    assert asking(contact_of_another, "\n\n".join(f"{name}\nid" for name in names)).subjects == set()
