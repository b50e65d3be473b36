"""Contacts of donor files, one row per token."""

from graftwatch.indicators.views.contact import contact
from graftwatch.testing import asking

FILES = """
    living_donor_assessment
    id | donor | recipient | opened_on
    a1 | dan   | rosa      | 2025-03-01
    a2 | dan   | rosa      | 2025-05-01
"""
POINT = (
    FILES
    + """
    contact_point
    id | assessment | person | role        | capacity | registered_liaison | name  | phone | noted_on
    c1 | a1         | -      | next_of_kin | private  | no                 | AMIN  | 700   | 2025-03-02
"""
)


def rows(picture):
    return asking(contact, picture).rows.to_pylist()


def tokens(picture):
    return {(row["assessment"], row["kind"], row["token"], row["role"], row["official"]) for row in rows(picture)}


def test_each_token_of_a_contact_is_a_row_and_cites_where_it_stands():
    assert tokens(POINT) == {("a1", "phone", "700", "next_of_kin", False), ("a1", "name", "AMIN", "next_of_kin", False)}
    assert {row["contact_point"] for row in rows(POINT)} == {"c1"}
    assert {row["companion"] for row in rows(POINT)} == {None}


def test_a_contact_of_a_person_counts_in_that_persons_latest_file():
    loose = POINT.replace("c1 | a1         | -   ", "c1 | -          | rosa")
    assert {row["assessment"] for row in rows(loose)} == {"a2"}
    assert rows(POINT.replace("c1 | a1         | -   ", "c1 | -          | xeno")) == []


def test_an_office_or_a_registered_liaison_is_official():
    assert {row["official"] for row in rows(POINT.replace("private", "embassy"))} == {True}
    assert {row["official"] for row in rows(POINT.replace("| no  ", "| yes "))} == {True}
    assert {row["official"] for row in rows(POINT.replace("private", "-").replace("| no  ", "| -   "))} == {False}


def test_companions_of_a_file_are_contacts_and_licensed_ones_are_official():
    came = (
        POINT
        + """
    companion
    id | assessment | journey | name | phone | role  | licensed | noted_on
    k1 | a1         | -       | BENO | -     | guide | -        | 2025-03-02
    k2 | a1         | -       | CLEO | 701   | nurse | yes      | 2025-03-02
    k3 | -          | j1      | DINA | 702   | nurse | yes      | 2025-03-02
    """
    )
    assert {(r["companion"], r["kind"], r["token"], r["official"]) for r in rows(came) if r["companion"]} == {
        ("k1", "name", "BENO", False),
        ("k2", "name", "CLEO", True),
        ("k2", "phone", "701", True),
    }


def test_interpreters_are_official_when_accredited_or_neutral_and_not_also_companions():
    spoke = (
        POINT
        + """
    interpreter_session
    id | assessment | interpreter_name | accredited | employed_by | also_companion | held_on
    i1 | a1         | EZRA             | yes        | -           | no             | 2025-03-03
    i2 | a1         | FAYE             | no         | centre      | no             | 2025-03-03
    i3 | a1         | GUS              | no         | agency      | no             | 2025-03-03
    i4 | a1         | HANA             | yes        | -           | yes            | 2025-03-03
    """
    )
    found = {r["token"]: r["official"] for r in rows(spoke) if r["interpreter_session"]}
    assert found == {"EZRA": True, "FAYE": True, "GUS": False, "HANA": False}


def test_empty_rows_are_no_contact():
    empty = (
        FILES
        + """
    contact_point
    id
    c1

    companion
    id
    k1

    interpreter_session
    id
    i1
    """
    )
    assert rows(empty) == []
