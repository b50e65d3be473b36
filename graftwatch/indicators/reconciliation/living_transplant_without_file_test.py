"""Living donors and their files: there, missing, opened too late."""

from graftwatch.indicators.reconciliation.living_transplant_without_file import living_transplant_without_file
from graftwatch.testing import asking

DRAWN = """
    living_donor_assessment
    id | donor | recipient | opened_on
    a1 | ben   | ana       | 2025-06-01

    transplant
    id | recipient | donor_type | donor | assessment | organ_kind | performed_on
    t1 | ana       | living     | ben   | -          | kidney     | 2026-01-02
"""


def listed(picture: str) -> list[tuple[object, object]]:
    answer = asking(living_transplant_without_file, picture)
    return list(zip(answer.number("row"), answer.number("what"), strict=True))


def test_a_donor_with_a_file_agrees_even_if_the_file_names_another_recipient():
    assert listed(DRAWN) == []
    assert listed(DRAWN.replace("ben   | ana       | 2025", "ben | eve | 2025")) == []


def test_a_file_named_by_the_transplant_settles_it():
    assert listed(DRAWN.replace("ben   | -", "- | a1")) == []


def test_a_donor_without_a_file_is_listed():
    assert listed(DRAWN.replace("living     | ben", "living | carl")) == [("t1", "file_not_found")]


def test_a_living_donor_who_is_not_named_is_listed():
    assert listed(DRAWN.replace("living     | ben", "living | -")) == [("t1", "donor_not_named")]


def test_a_deceased_donor_needs_no_such_file():
    assert listed(DRAWN.replace("living     | ben", "deceased | -")) == []


def test_a_file_must_have_been_opened_by_the_day_of_the_operation():
    assert listed(DRAWN.replace("2025-06-01", "2026-01-02")) == []
    late = DRAWN.replace("a1 | ben ", "a0 | eve | ida | 2020-01-01\n    a1 | ben ").replace("2025-06-01", "2026-01-03")
    assert listed(late) == [("t1", "file_not_found")]


def test_transplants_from_before_files_were_kept_are_not_listed():
    stray = DRAWN.replace("living     | ben", "living | carl")
    assert listed(stray.replace("2026-01-02", "2025-06-01")) == [("t1", "file_not_found")]
    assert listed(stray.replace("2026-01-02", "2025-05-31")) == []
