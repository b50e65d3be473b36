"""HO-15, shown asking, staying silent, and at both sides of its parameter."""

import pytest

from graftwatch.indicators.hospital.borrowed_result import borrowed_result
from graftwatch.testing import asking

FILES = """
    living_donor_assessment
    id | donor | recipient | opened_on
    a1 | ben   | ana       | 2026-01-01
    a2 | carl  | dora      | 2026-02-01

    facility
    id  | kind
    lab | laboratory
"""
HEAD = """
    laboratory_result
    id | person | sample_number | test | analyte | value | unit_code | laboratory | laboratory_as_stated | observed_on
"""


def _report(person, sample, n=8, *, last=70.0, lab="lab | -", test="other"):
    values = [50.0 + i for i in range(n - 1)] + [last]
    return "".join(
        f"    {person}-{sample}-{i} | {person} | {sample} | {test} | L{i} | {value} | g/L | {lab} | 2026-01-10\n"
        for i, value in enumerate(values)
    )


SAME = FILES + HEAD + _report("ben", "S1") + _report("carl", "S2")


def test_two_unrelated_people_with_the_same_values_are_asked_about_as_two_pairs():
    answer = asking(borrowed_result, SAME)
    assert answer.sizes == {"ben:ana": 8.0, "carl:dora": 8.0}
    assert len(answer.cited) == 18
    assert set(answer.number("n_others")) == {1}


def test_eight_values_and_no_fewer_and_one_that_differs_is_enough():
    assert asking(borrowed_result, SAME, analytes=9).subjects == set()
    assert asking(borrowed_result, FILES + HEAD + _report("ben", "S1", 7) + _report("carl", "S2", 7)).subjects == set()
    inside = SAME.replace("carl-S2-3 | carl | S2 | other | L3 | 53.0", "carl-S2-3 | carl | S2 | other | L3 | 53.5")
    assert inside != SAME
    assert asking(borrowed_result, inside).subjects == set()
    unit = SAME.replace("carl | S2 | other | L3 | 53.0 | g/L", "carl | S2 | other | L3 | 53.0 | mg/dL")
    assert asking(borrowed_result, unit).subjects == set()


def test_a_mix_up_inside_one_pair_is_not_asked_about():
    assert asking(borrowed_result, FILES + HEAD + _report("ben", "S1") + _report("ana", "S1")).subjects == set()


def test_one_person_under_two_numbers_is_not_asked_about():
    people = "\n    person\n    id | family_name | birth_date\n    ben | Orr | 1990-02-03\n    carl | {} | 1990-02-03\n"
    assert asking(borrowed_result, SAME + people.format("Orr")).subjects == set()
    assert asking(borrowed_result, SAME + people.format("Vale")).subjects == {"ben:ana", "carl:dora"}


def test_one_person_tested_twice_and_somebody_in_no_file_are_not_asked_about():
    assert asking(borrowed_result, FILES + HEAD + _report("ben", "S1") + _report("ben", "S9")).subjects == set()
    assert asking(borrowed_result, FILES + HEAD + _report("ben", "S1") + _report("zoe", "S2")).subjects == set()


def test_values_under_many_people_of_one_laboratory_are_its_control_sample():
    more = FILES.replace("\n    facility", "    a3 | eve | finn | 2026-03-01\n\n    facility", 1)
    three = more + HEAD + _report("ben", "S1") + _report("carl", "S2") + _report("eve", "S3")
    assert asking(borrowed_result, three, control_people=3).subjects == set()
    assert asking(borrowed_result, three, control_people=4).subjects == {"ben:ana", "carl:dora", "eve:finn"}
    elsewhere = more + HEAD + _report("ben", "S1") + _report("carl", "S2") + _report("eve", "S3", lab="lab2 | -")
    elsewhere = elsewhere.replace("    lab | laboratory", "    lab | laboratory\n    lab2 | laboratory")
    assert asking(borrowed_result, elsewhere, control_people=3).subjects == {"ben:ana", "carl:dora", "eve:finn"}


def test_whoever_lives_abroad_brings_reports_from_there():
    people = "\n    person\n    id | residency\n    ben | {}\n"
    assert asking(borrowed_result, _stated("- | Far Lab") + people.format("non_resident_other")).subjects == set()
    assert asking(borrowed_result, _stated("- | Far Lab") + people.format("resident")).subjects == {"ben:ana"}


def _stated(lab, test="hla_typing", person="ben"):
    return FILES + HEAD + _report(person, "S1", 1, lab=lab, test=test)


def test_a_laboratory_that_nobody_knows_is_asked_about_and_one_of_ours_is_not():
    assert asking(borrowed_result, _stated("- | Paper Lab")).sizes == {"ben:ana": 1.0}
    assert asking(borrowed_result, _stated("lost | -")).sizes == {"ben:ana": 1.0}
    assert asking(borrowed_result, _stated("lab | Paper Lab")).subjects == set()
    assert asking(borrowed_result, _stated("- | -")).subjects == set()


@pytest.mark.parametrize(("test", "asked"), [("hla_typing", set()), ("virology", {"ben:ana"})])
def test_the_same_test_repeated_in_a_known_laboratory_explains(test, asked):
    repeated = _stated("- | Paper Lab") + _report("ben", "S2", 1, test=test)
    assert asking(borrowed_result, repeated).subjects == asked


def test_a_laboratory_stated_to_be_accredited_explains():
    typed = "\n    genotype\n    id | person | sample_number | accredited\n    g1 | ben | S1 | {}\n"
    assert asking(borrowed_result, _stated("- | Far Lab") + typed.format("yes")).subjects == set()
    assert asking(borrowed_result, _stated("- | Far Lab") + typed.format("no")).subjects == {"ben:ana"}


def test_missing_values_crash_nothing_and_ask_about_nobody():
    bare = "laboratory_result\nid\nr1\n\nliving_donor_assessment\nid\na1"
    assert asking(borrowed_result, bare).subjects == set()
