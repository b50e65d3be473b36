"""HO-01, shown asking, staying silent, and at the edges of its parameters."""

from graftwatch.indicators.hospital.shared_contact import shared_contact
from graftwatch.testing import asking

FILES = """
    living_donor_assessment
    id | donor | recipient | facility | opened_on
    a1 | d1    | r1        | north    | 2024-01-01
    a2 | d2    | r2        | south    | 2024-06-01
    a3 | d3    | r3        | south    | 2024-06-01
    a4 | d4    | r4        | south    | 2024-06-01
    a5 | d5    | r5        | south    | 2024-06-01
"""
HELPER = (
    FILES
    + """
    contact_point
    id | assessment | role        | capacity | phone | name | noted_on
    c1 | a1         | next_of_kin | private  | 700   | -    | 2024-01-02
    c2 | a2         | sponsor     | -        | 700   | -    | 2024-06-02
"""
)


def named(*lines):
    rows = "".join(f"    c{n} | {line}\n" for n, line in enumerate(lines))
    return FILES + "\n    contact_point\n    id | assessment | role | name | noted_on\n" + rows


NAMESAKES = [f"a{n} | emergency | AMIN | 2024-06-02" for n in (1, 2, 3, 4)]


def test_one_telephone_in_two_unrelated_files_is_asked_about():
    answer = asking(shared_contact, HELPER)
    assert answer.sizes == {"phone:700": 2}
    assert answer.number("n_roles") == [2, 2]
    assert answer.cited == {
        ("contact_point", "c1"),
        ("contact_point", "c2"),
        ("living_donor_assessment", "a1"),
        ("living_donor_assessment", "a2"),
    }


def test_files_that_share_their_recipient_are_not_unrelated():
    assert asking(shared_contact, HELPER.replace("d2    | r2", "d2    | r1")).subjects == set()


def test_files_joined_by_a_claim_of_kinship_are_not_unrelated():
    claim = """
    kinship_claim
    donor | recipient | relationship
    d1    | r2        | cousin
    """
    assert asking(shared_contact, HELPER + claim).subjects == set()


def test_an_embassy_is_not_asked_about():
    both = HELPER.replace("private", "embassy").replace("| sponsor     | -     ", "| sponsor | embassy")
    assert asking(shared_contact, both).subjects == set()


def test_an_embassy_that_one_clerk_did_not_mark_is_not_asked_about():
    assert asking(shared_contact, HELPER.replace("private", "embassy")).subjects == set()


def test_files_at_least_as_many_as_min_files_are_asked_about():
    assert asking(shared_contact, HELPER, min_files=2).subjects == {"phone:700"}
    assert asking(shared_contact, HELPER, min_files=3).subjects == set()


def test_the_window_months_end_on_their_last_day():
    on_the_day = HELPER.replace("2024-06-02", "2024-07-02")
    assert asking(shared_contact, on_the_day, window_months=6).subjects == {"phone:700"}
    assert asking(shared_contact, on_the_day.replace("2024-07-02", "2024-07-03"), window_months=6).subjects == set()


def test_a_name_alone_needs_name_only_min_files():
    assert asking(shared_contact, named(*NAMESAKES), name_only_min_files=4).subjects == {"name:AMIN"}
    assert asking(shared_contact, named(*NAMESAKES), name_only_min_files=5).subjects == set()


def test_a_name_that_stands_elsewhere_too_often_for_name_only_min_rarity_is_common():
    elsewhere = [*NAMESAKES, "a5 | emergency | AMIN | 2010-01-01", "a5 | emergency | BEN | 2010-01-01"]
    assert asking(shared_contact, named(*elsewhere), name_only_min_rarity=1).subjects == {"name:AMIN"}
    assert asking(shared_contact, named(*elsewhere), name_only_min_rarity=2).subjects == set()


def test_an_interpreter_of_many_files_is_left_to_another_question_unless_also_something_else():
    spoke = (
        FILES
        + """
    contact_point
    id

    interpreter_session
    id | assessment | interpreter_name | accredited | held_on
    i1 | a1         | AMIN             | no         | 2024-06-02
    i2 | a2         | AMIN             | no         | 2024-06-02
    i3 | a3         | AMIN             | no         | 2024-06-02
    i4 | a5         | AMIN             | no         | 2024-06-02
"""
    )
    came = """
    companion
    id | assessment | name | noted_on
    k4 | a4         | AMIN | 2024-06-02
    """
    assert asking(shared_contact, spoke).subjects == set()
    answer = asking(shared_contact, spoke + came)
    assert answer.sizes == {"name:AMIN": 5}
    assert ("companion", "k4") in answer.cited
    assert ("interpreter_session", "i1") in answer.cited


def test_a_guest_house_is_not_asked_about_and_a_flat_is():
    lines = [f"a{n} | emergency | - | 2024-06-02" for n in (1, 2)]
    stay = (
        (named(*lines).replace("name |", "address |").replace("| - |", "| ROAD1 |"))
        + """
    lodging
    kind        | address
    guest_house | ROAD1
    """
    )
    assert asking(shared_contact, stay).subjects == set()
    assert asking(shared_contact, stay.replace("guest_house", "flat")).subjects == {"address:ROAD1"}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    assert asking(shared_contact, "living_donor_assessment\nid\na1\n\ncontact_point\nid\nc1").subjects == set()
    assert asking(shared_contact, "living_donor_assessment\nid\n\ncontact_point\nid").subjects == set()
