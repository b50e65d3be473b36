"""HO-13, shown asking, staying silent, and at both sides of its parameter."""

import pytest

from graftwatch.indicators.hospital.kidney_missing import kidney_missing
from graftwatch.testing import asking

DRAWN = """
    diagnosis
    id | person | code  | code_system | diagnosed_on
    d1 | ben    | Z90.5 | -           | 2026-01-10

    transplant
    id | recipient | donor | donor_type | organ_kind | performed_on
    t0 | zoe       | yan   | living     | kidney     | 2020-01-10
"""


def test_a_missing_kidney_that_nothing_accounts_for_is_asked_about():
    answer = asking(kidney_missing, DRAWN)
    assert answer.sizes == {"ben": 1.0}
    assert answer.cited == {("diagnosis", "d1")}


def test_an_absence_coded_soon_after_the_registry_began_is_older_than_it():
    assert asking(kidney_missing, DRAWN.replace("2020-01-10", "2024-01-10")).subjects == {"ben"}
    assert asking(kidney_missing, DRAWN.replace("2020-01-10", "2024-01-11")).subjects == set()
    assert asking(kidney_missing, DRAWN.replace("2020-01-10", "2024-01-11"), settled_months=23).subjects == {"ben"}
    earlier = DRAWN.replace("\n    transplant", "    d2 | ben | Z90.5 | - | 2021-01-01\n\n    transplant", 1)
    assert asking(kidney_missing, earlier).subjects == set()


@pytest.mark.parametrize("code", ["Q60.0", "C64", "N13.3", "S37.0"])
def test_an_illness_or_a_birth_with_one_kidney_explains(code):
    ill = DRAWN.replace("\n    transplant", f"    d2 | ben | {code} | ICD-10 | 2019-01-01\n\n    transplant", 1)
    assert asking(kidney_missing, ill).subjects == set()


@pytest.mark.parametrize("row", ["ana | ben | living", "ben | - | deceased"])
def test_a_registered_donor_and_a_recipient_are_accounted_for(row):
    assert asking(kidney_missing, DRAWN + f"    t1 | {row} | kidney | 2023-01-10\n").subjects == set()


def test_an_operation_here_explains_where_it_had_a_reason_or_a_specimen():
    case = "\n    theatre_case\n    id | person | procedure | indication | specimen_sent\n    c1 | ben | {}\n"
    assert asking(kidney_missing, DRAWN + case.format("nephrectomy | tumour | -")).subjects == set()
    assert asking(kidney_missing, DRAWN + case.format("nephrectomy | - | yes")).subjects == set()
    assert asking(kidney_missing, DRAWN + case.format("nephrectomy | other | no")).subjects == {"ben"}
    assert asking(kidney_missing, DRAWN + case.format("other | tumour | yes")).subjects == {"ben"}


def test_a_donor_in_any_other_record_is_accounted_for():
    records = (
        "organ\n    id | living_donor\n    o1 | ben",
        "living_donor_assessment\n    id | donor | outcome\n    a1 | ben | donated",
        "travel_registration\n    id | person | direction\n    r1 | ben | outgoing_donor",
    )
    for record in records:
        assert asking(kidney_missing, DRAWN + "\n    " + record).subjects == set()
    assert asking(kidney_missing, DRAWN + "\n    " + records[1].replace("donated", "withdrew")).subjects == {"ben"}


def test_other_codes_other_systems_and_rows_without_a_day_say_nothing():
    assert asking(kidney_missing, DRAWN.replace("Z90.5", "Z52.4")).subjects == set()
    assert asking(kidney_missing, DRAWN.replace("Z90.5 | - ", "Z90.5 | local ")).subjects == set()
    assert asking(kidney_missing, DRAWN.replace("2026-01-10", "-")).subjects == set()


def test_missing_values_crash_nothing_and_ask_about_nobody():
    assert asking(kidney_missing, "diagnosis\nid\nd1\n\ntransplant\nid\nt1").subjects == set()
