"""HO-08, shown asking, staying silent, and at both sides of each parameter."""

import pytest

from graftwatch.indicators.hospital.staff_in_other_roles import staff_in_other_roles
from graftwatch.testing import asking

DRAWN = """
    living_donor_assessment
    id | donor | recipient | facility | opened_on
    a1 | ben   | ana       | north    | 2025-10-01
    a2 | carl  | dora      | north    | 2025-11-01
    a3 | eve   | finn      | south    | 2025-11-01

    practitioner
    id | name
    p1 | Ruth Mora
    p2 | Ida Vale

    team_member
    id | assessment | practitioner | role
    m1 | a1         | p1           | coordinator
    m2 | a3         | p2           | coordinator

    contact_point
    id | assessment | role | capacity | name | noted_on
    k1 | a1         | emergency | private | Ruth Mora | 2025-10-02

    companion
    id | assessment | name | licensed | noted_on
    j0 | a3 | Otto Kern | no | 2025-11-02

    interpreter_session
    id | assessment | interpreter_name | accredited | employed_by | held_on
    i1 | a2 | Ruth Mora | no | - | 2025-11-05

    consent
    id | assessment | witness | given_on
    w0 | a3 | Otto Kern | 2025-12-01

    kinship_evidence
    id | assessment | witness | issued_on
    e0 | a3 | Otto Kern | 2025-12-01
"""


def test_staff_as_contact_of_one_pair_and_interpreter_of_another_are_asked_about():
    answer = asking(staff_in_other_roles, DRAWN)
    assert answer.sizes == {"p1": 2.0}
    assert answer.cited == {
        ("contact_point", "k1"), ("interpreter_session", "i1"),
        ("living_donor_assessment", "a1"), ("living_donor_assessment", "a2"),
    }  # fmt: skip


def test_two_unrelated_pairs_and_no_fewer():
    assert asking(staff_in_other_roles, DRAWN, min_pairs=3).subjects == set()
    assert asking(staff_in_other_roles, DRAWN.replace("i1 | a2", "i1 | a1")).subjects == set()
    assert asking(staff_in_other_roles, DRAWN.replace("i1 | a2", "i1 | a1"), min_pairs=1).subjects == {"p1"}


def test_two_roles_and_no_fewer_and_a_witness_is_one():
    assert asking(staff_in_other_roles, DRAWN, min_roles=3).subjects == set()
    for witness in ("    w1 | a2 | Ruth Mora | 2025-12-01\n\n    kinship", "w0 | a2 | Ruth Mora"):
        old = "\n    kinship" if witness.startswith("  ") else "w0 | a3 | Otto Kern"
        assert asking(staff_in_other_roles, DRAWN.replace(old, witness, 1), min_roles=3).subjects == {"p1"}
    certified = DRAWN.replace("e0 | a3 | Otto Kern", "e0 | a2 | Ruth Mora")
    assert asking(staff_in_other_roles, certified, min_roles=3).subjects == {"p1"}


def test_one_role_in_many_files_is_a_job():
    same = DRAWN.replace("i1 | a2 | Ruth Mora", "i1 | a2 | Otto Kern").replace(
        "\n    companion\n", "    k2 | a2 | emergency | private | Ruth Mora | 2025-11-05\n\n    companion\n"
    )
    assert asking(staff_in_other_roles, same).subjects == set()


def test_the_window_has_two_sides():
    assert asking(staff_in_other_roles, DRAWN, window_months=2).subjects == {"p1"}
    assert asking(staff_in_other_roles, DRAWN, window_months=1).subjects == set()


def test_a_name_that_two_practitioners_bear_tells_of_neither():
    assert asking(staff_in_other_roles, DRAWN.replace("Ida Vale", "Ruth Mora")).subjects == set()


def test_a_name_that_stands_in_files_elsewhere_too_is_a_common_name():
    common = DRAWN.replace("j0 | a3 | Otto Kern", "j0 | a3 | Ruth Mora")
    assert asking(staff_in_other_roles, common).subjects == set()
    assert asking(staff_in_other_roles, common, min_rarity=5).subjects == set()
    assert asking(staff_in_other_roles, common, min_rarity=4).subjects == {"p1"}


def test_a_namesake_of_staff_who_work_elsewhere_is_not_asked_about():
    assert asking(staff_in_other_roles, DRAWN.replace("m1 | a1", "m1 | a3")).subjects == set()


def test_work_on_a_transplant_is_work_at_its_facility():
    done = DRAWN.replace("    m1 | a1         | p1           | coordinator\n", "").replace(
        "    id | assessment | practitioner | role", "    id | assessment | practitioner | role | transplant"
    ).replace("m2 | a3         | p2           | coordinator", "m1 | - | p1 | lead_surgeon | t1")  # fmt: skip
    done += "\n    transplant\n    id | facility | recipient | donor\n    t1 | north | ana | ben\n"
    assert asking(staff_in_other_roles, done).subjects == {"p1"}


@pytest.mark.parametrize(
    ("said", "official"), [("private | Ruth", "ward | Ruth"), ("Ruth Mora | no | -", "Ruth Mora | yes | centre")]
)
def test_a_ward_and_an_accredited_interpreter_are_no_strange_role(said, official):
    assert asking(staff_in_other_roles, DRAWN.replace(said, official)).subjects == set()


def test_missing_values_crash_nothing_and_ask_about_nobody():
    bare = "\n\n".join(
        f"{name}\nid\n{name}1" for name in ("living_donor_assessment", "practitioner", "team_member", "contact_point")
    )
    assert asking(staff_in_other_roles, bare).subjects == set()
