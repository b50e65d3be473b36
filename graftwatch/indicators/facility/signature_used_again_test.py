"""FA-06, shown asking, staying silent, and at both sides of each parameter."""

import pytest

from graftwatch.indicators.facility.signature_used_again import signature_used_again
from graftwatch.testing import asking

FILES = """
    living_donor_assessment
    id | donor | recipient | facility | opened_on
    a1 | dan   | rosa      | north    | 2025-01-01
    a2 | eva   | ivo       | north    | 2025-02-01
    a3 | max   | mia       | south    | 2025-02-01
"""
SIGNED = """
    signature_image
    id | assessment | signatory | role  | kind      | picture          | paper | signed_on
    s1 | a1         | DAN       | donor | signature | 0f0f0f0f12345678 | p1    | 2025-01-05
    s2 | a2         | EVA       | donor | signature | 0f0f0f0f12345678 | p2    | 2025-02-05
    s3 | a3         | MAX       | donor | signature | f0f0f0f012345678 | p3    | 2025-02-05
"""


def subjects(picture, **settings):
    return asking(signature_used_again, picture, **settings).subjects


def test_one_picture_for_two_people_is_asked_about():
    answer = asking(signature_used_again, FILES + SIGNED)
    assert answer.sizes == {"north": 2}
    assert answer.cited == {
        ("signature_image", "s1"), ("signature_image", "s2"),
        ("living_donor_assessment", "a1"), ("living_donor_assessment", "a2"),
    }  # fmt: skip


@pytest.mark.parametrize("end", ["7b", "4b"], ids=["two bits", "four bits"])
def test_pictures_at_most_hash_distance_bits_apart_are_one(end):
    apart = SIGNED.replace("5678 | p2", f"56{end} | p2")
    bits = (0x78 ^ int(end, 16)).bit_count()
    assert subjects(FILES + apart, hash_distance=bits) == {"north"}
    assert subjects(FILES + apart, hash_distance=bits - 1) == set()


TWICE = SIGNED.replace("EVA ", "DAN ")


def test_two_signatures_of_one_hand_that_are_equal_to_the_last_bit_are_asked_about():
    assert subjects(FILES + TWICE) == {"north"}
    assert subjects(FILES + TWICE.replace("5678 | p2", "567b | p2")) == set()


@pytest.mark.parametrize("paper", ["| p1 ", "| -  "], ids=["one page scanned twice", "no number"])
def test_one_page_in_two_files_is_one_signature(paper):
    assert subjects(FILES + TWICE.replace("| p2 ", paper)) == set()


@pytest.mark.parametrize(
    ("found", "innocent"),
    [
        ("signature | 0f", "stamp     | 0f"),
        ("donor | signature | 0f", "clinician | signature | 0f"),
        ("0f0f0f0f12345678", "0000000000000001"),
        ("0f0f0f0f12345678", "fffffffffffffffe"),
        ("0f0f0f0f12345678", "not scanned"),
        ("EVA ", "-   "),
    ],
    ids=["stamp", "clinician", "empty field", "black scan", "no picture", "no name"],
)
def test_a_picture_is_not_counted(found, innocent):
    assert found in SIGNED
    assert subjects(FILES + SIGNED.replace(found, innocent)) == set()


def test_a_name_spelt_in_two_ways_in_one_circle_is_one_person():
    one = FILES.replace("eva   | ivo", "dan   | rosa")
    assert subjects(one + SIGNED) == set()
    assert subjects(one + SIGNED.replace("EVA       | donor", "EVA       | witness")) == {"north"}


def test_what_stands_in_common_files_is_a_forms_own():
    assert subjects(FILES + SIGNED, common_files=3) == {"north"}
    assert subjects(FILES + SIGNED, common_files=2) == set()


def test_each_facility_is_asked_about_its_own_files():
    both = SIGNED.replace("f0f0f0f012345678", "0f0f0f0f12345678")
    assert asking(signature_used_again, FILES + both).sizes == {"north": 2, "south": 1}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    assert subjects("living_donor_assessment\nid\na1\n\nsignature_image\nid\ns1") == set()
    assert subjects("living_donor_assessment\nid\n\nsignature_image\nid") == set()
