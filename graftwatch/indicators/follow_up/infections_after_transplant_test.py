"""PT-10, shown asking, staying silent, and at both sides of each parameter."""

import pytest

from graftwatch.indicators.follow_up.incomplete_file import ITEMS
from graftwatch.indicators.follow_up.infections_after_transplant import infections_after_transplant
from graftwatch.testing import asking

FILE = "abroad_file\nid | person | received_on | transplanted_on | " + " | ".join(ITEMS) + "\n"
POOR = FILE + "f1 | ana | 2026-01-01 | 2025-12-01 | " + " | ".join(["no"] * 8) + "\n"
HEAD = "\ndiagnosis\nid | person | code | diagnosed_on\nd0 | ana | N18.5 | 2020-01-01\n"


def coded(*rows):
    return HEAD + "".join(f"d{n} | ana | {code} | {on}\n" for n, (code, on) in enumerate(rows, 1))


TWO = coded(("B44.1", "2026-01-10"), ("B16.9", "2026-05-30"))


def subjects(picture, **settings):
    return asking(infections_after_transplant, picture, **settings).subjects


def test_two_harms_soon_after_a_transplant_abroad_with_a_poor_file_are_asked_about():
    answer = asking(infections_after_transplant, POOR + TWO)
    assert answer.sizes == {"ana": 2.0}
    assert answer.cited == {("diagnosis", "d1"), ("diagnosis", "d2")}


def test_a_complete_file_is_not_asked_about():
    assert subjects(POOR.replace("| no", "| yes") + TWO) == set()


def test_the_points_have_two_sides():
    assert subjects(POOR + TWO, min_points=2) == {"ana"}
    assert subjects(POOR + TWO, min_points=3) == set()


def test_the_last_day_is_max_days_after_the_transplant():
    assert subjects(POOR + TWO, max_days=180) == {"ana"}
    assert subjects(POOR + TWO, max_days=179) == set()


def test_an_infection_before_the_transplant_is_not_of_it():
    assert subjects(POOR + TWO.replace("2026-01-10", "2025-11-30")) == set()


@pytest.mark.parametrize("earlier", ["B18.1", "Z22.5", "b169"])
def test_a_virus_that_was_known_before_is_not_new(earlier):
    picture = coded(("B44.1", "2026-01-10"), ("B16.9", "2026-01-10"), (earlier, "2024-01-01"))
    assert subjects(POOR + picture) == set()


def test_another_virus_known_before_explains_nothing():
    assert subjects(POOR + coded(("B44.1", "2026-01-10"), ("B16.9", "2026-01-10"), ("B18.2", "2024-01-01"))) == {"ana"}


def test_a_virus_in_a_patient_of_whom_nothing_was_coded_before_may_have_been_there():
    assert subjects(POOR + TWO.replace("2020-01-01", "2026-01-02")) == set()


def test_a_wound_infection_counts_with_a_resistant_germ_only():
    plain = coded(("B46.1", "2026-01-10"), ("T81.4", "2026-01-10"))
    assert subjects(POOR + plain) == set()
    answer = asking(infections_after_transplant, POOR + plain + "d9 | ana | U82.1 | 2026-01-12\n")
    assert answer.sizes == {"ana": 2.0}


@pytest.mark.parametrize("code", ["B17.1", "B24", "Z21", "T81.5", "K43.0", "B48.7"])
def test_each_sign_is_a_point(code):
    assert subjects(POOR + coded(("B16.9", "2026-01-10"), (code, "2026-01-11"))) == {"ana"}


@pytest.mark.parametrize("code", ["B44.7", "T81.0", "K43.9", "B99", "N39.0"])
def test_the_same_sign_twice_or_an_everyday_code_is_no_further_point(code):
    assert subjects(POOR + coded(("B44.1", "2026-01-10"), (code, "2026-01-11"))) == set()


def test_codes_of_another_system_are_not_read():
    picture = POOR + TWO.replace("code | diagnosed_on", "code | code_system | diagnosed_on")
    for number in ("18.5", "44.1", "16.9"):
        picture = picture.replace(f"{number} |", f"{number} | {{}} |")
    assert subjects(picture.format("SNOMED", "SNOMED", "SNOMED")) == set()
    assert subjects(picture.format("ICD-10", "icd-10", "-")) == {"ana"}


def test_the_day_may_come_from_the_registration():
    told = "\ntravel_registration\nid | person | transplanted_on\nr1 | ana | 2025-12-01\n"
    without_day = POOR.replace("| 2025-12-01 |", "| - |")
    assert subjects(without_day + TWO) == set()
    assert subjects(without_day + TWO + told) == {"ana"}


def test_missing_values_and_empty_tables_ask_about_nobody():
    assert subjects(POOR + "\ndiagnosis\nid | person\nd1 | ana\nd2 | -") == set()
    assert subjects("abroad_file\nid\nf1\n\ndiagnosis\nid\nd1", min_points=0) == set()
    assert subjects("abroad_file\nid\n\ndiagnosis\nid") == set()
