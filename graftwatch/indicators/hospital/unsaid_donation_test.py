"""HO-06, shown asking, staying silent, and at both sides of its parameter."""

import pytest

from graftwatch.indicators.hospital.unsaid_donation import unsaid_donation
from graftwatch.testing import asking

HEAD = """
    theatre_case
    id | facility | person | procedure | indication | performed_on | started_at | specimen_sent
"""
TAKEN = "    c1 | north | ben | nephrectomy | other | 2026-01-10 | 2026-01-10T08:00 | no\n"
IMPLANT = "    c2 | north | ana | kidney_implant | transplantation | 2026-01-10 | 2026-01-10T14:00 | no\n"
DRAWN = HEAD + TAKEN + IMPLANT


def test_a_kidney_without_a_reason_and_an_implant_beside_it_are_asked_about():
    answer = asking(unsaid_donation, DRAWN)
    assert answer.sizes == {"north": 1.0}
    assert answer.cited == {("theatre_case", "c1")}


def test_six_hours_and_no_more_over_midnight_too_and_in_both_orders():
    assert asking(unsaid_donation, DRAWN.replace("T14:00", "T14:01")).subjects == set()
    assert asking(unsaid_donation, DRAWN.replace("T14:00", "T14:01"), gap_h=7).subjects == {"north"}
    assert asking(unsaid_donation, DRAWN.replace("10T08:00", "09T20:00").replace("T14:00", "T02:00")).subjects == {
        "north"
    }
    assert asking(unsaid_donation, DRAWN.replace("T08:00", "T20:00")).subjects == {"north"}
    assert asking(unsaid_donation, DRAWN.replace("T08:00", "T20:01")).subjects == set()


@pytest.mark.parametrize("indication", ["tumour", "trauma", "infection", "obstruction", "congenital"])
def test_a_medical_reason_explains(indication):
    assert asking(unsaid_donation, DRAWN.replace("| other |", f"| {indication} |")).subjects == set()


def test_a_blank_reason_is_no_reason_but_a_specimen_or_a_blank_specimen_explains():
    assert asking(unsaid_donation, DRAWN.replace("| other |", "| - |")).subjects == {"north"}
    assert asking(unsaid_donation, HEAD + TAKEN.replace("| no", "| yes") + IMPLANT).subjects == set()
    assert asking(unsaid_donation, HEAD + TAKEN.replace("| no", "| -") + IMPLANT).subjects == set()


def test_said_donors_are_no_matter_of_this_question():
    assert asking(unsaid_donation, DRAWN.replace("| nephrectomy", "| donor_nephrectomy")).subjects == set()
    assert asking(unsaid_donation, DRAWN.replace("| other |", "| donation |")).subjects == set()


def test_a_said_donor_in_the_same_hours_explains_the_implant():
    said = "    c3 | north | carl | donor_nephrectomy | donation | 2026-01-10 | 2026-01-10T{} | no\n"
    assert asking(unsaid_donation, DRAWN + said.format("12:00")).subjects == set()
    assert asking(unsaid_donation, DRAWN + said.format("07:59")).subjects == {"north"}
    assert asking(unsaid_donation, DRAWN + said.format("12:00").replace("north", "south")).subjects == {"north"}


def test_the_registry_explains_a_deceased_donor_a_registered_donor_and_a_recipient():
    registry = "\n    transplant\n    id | recipient | donor | donor_type | organ_kind | performed_on\n    t1 | {}\n"
    for row in ("ana | - | deceased | kidney | 2026-01-10", "zoe | ben | living | kidney | 2026-01-10",
                "ben | - | deceased | kidney | 2026-03-01"):  # fmt: skip
        assert asking(unsaid_donation, DRAWN + registry.format(row)).subjects == set()
    assert asking(unsaid_donation, DRAWN + registry.format("ana | - | deceased | kidney | 2025-01-10")).subjects == {
        "north"
    }


def test_an_illness_in_another_record_explains():
    ill = "\n    diagnosis\n    id | person | code\n    d1 | ben | {}\n"
    assert asking(unsaid_donation, DRAWN + ill.format("C64")).subjects == set()
    assert asking(unsaid_donation, DRAWN + ill.format("N13.3")).subjects == set()
    assert asking(unsaid_donation, DRAWN + ill.format("I10")).subjects == {"north"}


def test_another_facility_another_organ_or_the_same_patient_is_no_implant_beside_it():
    assert asking(unsaid_donation, HEAD + TAKEN + IMPLANT.replace("north", "south")).subjects == set()
    assert asking(unsaid_donation, HEAD + TAKEN + IMPLANT.replace("kidney_", "liver_")).subjects == set()
    assert asking(unsaid_donation, HEAD + TAKEN + IMPLANT.replace("ana", "ben")).subjects == set()


def test_part_of_a_liver_is_asked_about_in_the_same_way():
    liver = DRAWN.replace("| nephrectomy", "| partial_hepatectomy").replace("kidney_", "liver_")
    assert asking(unsaid_donation, liver).subjects == {"north"}


def test_missing_values_crash_nothing_and_ask_about_nobody():
    assert asking(unsaid_donation, "theatre_case\nid | facility\nc1 | north\nc2 | -").subjects == set()
