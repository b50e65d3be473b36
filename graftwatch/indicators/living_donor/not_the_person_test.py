"""LD-17, shown asking, staying silent, and at both sides of each parameter."""

import pytest

from graftwatch.indicators.living_donor.not_the_person import not_the_person
from graftwatch.testing import asking

FILES = """
    living_donor_assessment
    id | donor | recipient | opened_on
    a1 | dan   | rosa      | 2025-01-01
    a2 | max   | mia       | 2025-01-01

    person
    id   | national_id | birth_date | sex    | blood_group
    dan  | 11          | 1990-01-05 | male   | A
    max  | 22          | 1970-01-05 | male   | O
    rosa | 33          | 1960-01-05 | female | B
    mia  | 44          | 1962-01-05 | female | B
"""
CHECK = """
    identity_check
    id | person | kind | result  | confirmed_by_human | checked_on
    c1 | dan    | face | differs | yes                | 2025-01-03
"""


def subjects(picture, **settings):
    return asking(not_the_person, picture, **settings).subjects


def test_a_check_that_differs_and_that_a_human_confirmed_is_asked_about():
    answer = asking(not_the_person, FILES + CHECK)
    assert answer.sizes == {"dan": 1}
    assert answer.cited == {("identity_check", "c1"), ("living_donor_assessment", "a1")}


@pytest.mark.parametrize("looked", ["no ", "-  "])
def test_a_machine_alone_settles_nothing(looked):
    assert subjects(FILES + CHECK.replace("yes", looked)) == set()


def test_a_later_look_of_the_same_kind_takes_it_back():
    later = CHECK + "    c2 | dan | face | agrees | yes | 2025-01-04\n"
    assert subjects(FILES + later) == set()
    assert subjects(FILES + later.replace("agrees | yes", "agrees | no ")) == {"dan"}
    assert subjects(FILES + later.replace("c2 | dan | face", "c2 | dan | scars")) == {"dan"}


def test_a_recipients_check_is_not_asked_about():
    assert subjects(FILES + CHECK.replace("dan ", "rosa")) == set()


BLOOD = """
    laboratory_result
    id | person | test        | value_text | observed_on
    b1 | dan    | blood_group | O          | 2025-01-03
"""


def test_a_blood_group_that_differs_from_another_record_is_asked_about():
    assert asking(not_the_person, FILES + BLOOD).cited == {
        ("laboratory_result", "b1"),
        ("living_donor_assessment", "a1"),
    }
    assert subjects(FILES + BLOOD.replace("| O ", "| A ")) == set()
    assert subjects(FILES + BLOOD.replace("| O ", "| ? ")) == set()
    two = BLOOD + "    b2 | max | blood_group | B | 2025-01-03\n    b3 | max | blood_group | O | 2025-01-03\n"
    assert subjects(FILES + two.replace("| dan ", "| rosa")) == {"max"}


def test_one_number_of_two_donors_who_are_not_of_one_birth_is_asked_about():
    answer = asking(not_the_person, FILES.replace("22 ", "11 "))
    assert answer.subjects == {"dan", "max"}
    assert ("person", "dan") in answer.cited


def test_two_numbers_with_birth_days_between_them_are_a_double_entry():
    near = FILES.replace("22 ", "11 ").replace("1970-01-05", "1990-01-25")
    assert subjects(near, birth_days=20) == set()
    assert subjects(near, birth_days=19) == {"dan", "max"}


def test_a_number_shared_with_somebody_who_gives_nothing_is_a_slip():
    assert subjects(FILES.replace("33 ", "11 ")) == set()


def typed(**profiles):
    head = "\n    genotype\n    id | person | method | locus | allele_1 | allele_2 | typed_on\n"
    return head + "".join(
        f"    {person}-{n} | {person} | str | l{n:02} | {base + n} | {base + n + (n in change)} | 2025-01-03\n"
        for person, (base, loci, change) in profiles.items()
        for n in range(loci)
    )


def test_one_genotype_under_two_names_is_asked_about():
    answer = asking(not_the_person, FILES + typed(dan=(8, 12, ()), mia=(8, 12, ()), max=(20, 12, ())))
    assert answer.sizes == {"dan": 1}
    assert {table for table, _row in answer.cited} == {"genotype", "living_donor_assessment"}
    assert not {"allele_1", "allele_2", "locus"} & set(answer.rows.column_names)


def test_a_slip_of_typing_at_max_apart_loci_leaves_it_one_genotype():
    slip = FILES + typed(dan=(8, 12, ()), mia=(8, 12, (3,)))
    assert subjects(slip, max_apart=1) == {"dan"}
    assert subjects(slip, max_apart=0) == set()


def test_min_loci_are_typed_of_both_people():
    few = FILES + typed(dan=(8, 10, ()), mia=(8, 10, ()))
    assert subjects(few, min_loci=10) == {"dan"}
    assert subjects(few, min_loci=11) == set()


def test_twins_and_double_entries_share_a_genotype_and_a_birth():
    twins = FILES.replace("max  | 22          | 1970-01-05", "max  | 22          | 1990-01-05")
    assert subjects(twins + typed(dan=(8, 12, ()), max=(8, 12, ()))) == set()


def test_each_kind_of_sign_counts():
    assert asking(not_the_person, FILES + CHECK + BLOOD).sizes == {"dan": 2}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    empty = "living_donor_assessment\nid\na1\n\nperson\nid\np1\n\nidentity_check\nid\nc1\n\ngenotype\nid\ng1"
    assert subjects(empty) == set()
    assert subjects("living_donor_assessment\nid\n\nperson\nid") == set()
