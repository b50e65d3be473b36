"""People who stand beside donors."""

from graftwatch.indicators.views.beside_donor import beside_donor
from graftwatch.testing import asking

FILES = """
    living_donor_assessment
    id | donor | recipient | opened_on
    a1 | dan   | rosa      | 2023-01-01
    a2 | eva   | omar      | 2025-01-01
"""


def helpers(picture):
    rows = asking(beside_donor, picture).rows.to_pylist()
    shown = ("companion", "interpreter_session", "contact_point")
    return {
        (r["helper"], r["circle"], r["assessment"], str(r["on"]), *filter(None, (r[t] for t in shown))) for r in rows
    }


def test_companions_of_a_file_and_of_a_journey_are_helpers_unless_licensed():
    came = FILES + """
    companion
    id | assessment | journey | person | licensed | noted_on
    k1 | a2         | -       | dan    | -        | -
    k2 | -          | j1      | dan    | no       | 2025-02-01
    k3 | a2         | -       | nina   | yes      | -
    k4 | a2         | -       | -      | -        | -

    journey
    id | person | departed_on
    j1 | omar   | 2025-02-02
    """  # fmt: skip
    assert helpers(came) == {("dan", "eva", "a2", "2025-01-01", "k1"), ("dan", "eva", None, "2025-02-01", "k2")}


def test_interpreters_are_helpers_unless_accredited_or_neutral():
    spoke = FILES + """
    interpreter_session
    id | assessment | interpreter | accredited | employed_by | held_on
    i1 | a2         | dan         | -          | -           | 2025-01-05
    i2 | a2         | nina        | yes        | -           | 2025-01-05
    i3 | a2         | nora        | no         | centre      | 2025-01-05
    """  # fmt: skip
    assert helpers(spoke) == {("dan", "eva", "a2", "2025-01-05", "i1")}


def test_a_donors_own_telephone_in_another_file_is_the_donor_and_a_name_is_not():
    called = FILES + """
    contact_point
    id | assessment | role       | phone | name | noted_on
    c1 | a1         | donor_self | 700   | DAN  | 2023-01-01
    c2 | a2         | emergency  | 700   | -    | 2025-01-03
    c3 | a2         | emergency  | 701   | DAN  | 2025-01-03
    """  # fmt: skip
    assert helpers(called) == {("dan", "eva", "a2", "2025-01-03", "c2")}


def test_a_telephone_that_two_donors_gave_as_their_own_is_nobodys():
    called = FILES + """
    contact_point
    id | assessment | role       | phone | noted_on
    c1 | a1         | donor_self | 700   | 2023-01-01
    c2 | a2         | donor_self | 700   | 2025-01-03
    c3 | a2         | emergency  | 700   | 2025-01-03
    """  # fmt: skip
    assert helpers(called) == set()


def test_without_anybody_noted_there_are_no_helpers():
    assert helpers(FILES) == set()
    empty = (
        "living_donor_assessment\nid\na1\n\ncompanion\nid\nk1\n\ninterpreter_session\nid\ni1\n\ncontact_point\nid\nc1"
    )
    assert helpers(empty) == set()
