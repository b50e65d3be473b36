"""WL-02, shown asking, staying silent, and at the edges of its parameters."""

from graftwatch.indicators.waiting_list.dialysis_stopped import dialysis_stopped
from graftwatch.testing import asking

STOPPED = """
    dialysis_session
    id | person | facility | held_on
    s1 | ana    | unit     | 2025-01-01
    s2 | ana    | unit     | 2025-03-01
    s3 | ana    | unit     | 2025-04-01
    s4 | ben    | unit     | 2025-12-01

    dispensing
    id | person | dispensed_on
    m1 | ana    | 2025-04-23
    m2 | ana    | 2025-03-23
"""
FEW = {"min_sessions": 3}


def subjects(picture, today="2026-06-30", **settings):
    return asking(dialysis_stopped, picture, today, **(FEW | settings)).subjects


def test_a_patient_whose_dialysis_stopped_and_who_still_collects_medicines_is_asked_about():
    answer = asking(dialysis_stopped, STOPPED, **FEW)
    assert answer.sizes == {"ana": 22}
    assert answer.number("days_without_dialysis") == [22]
    assert answer.cited == {("dialysis_session", "s3"), ("dispensing", "m1")}


def test_a_patient_seen_by_nobody_afterwards_is_not_asked_about():
    assert subjects(STOPPED.replace("m1 | ana", "m1 | ben")) == set()


def test_gap_days_must_have_passed_when_the_patient_is_seen():
    assert subjects(STOPPED, gap_days=21) == {"ana"}
    assert subjects(STOPPED, gap_days=22) == set()


def test_gap_days_must_have_passed_today():
    assert subjects(STOPPED, today="2025-04-23") == {"ana"}
    assert subjects(STOPPED, today="2025-04-22") == set()


def test_a_unit_that_stopped_reporting_says_nothing_of_its_patients():
    assert subjects(STOPPED.replace("2025-12-01", "2025-04-23")) == {"ana"}
    assert subjects(STOPPED.replace("2025-12-01", "2025-04-22")) == set()


def test_sessions_of_no_named_unit_are_compared_with_one_another():
    unnamed = STOPPED.replace("| unit ", "| -    ")
    assert subjects(unnamed) == {"ana"}
    assert subjects(unnamed.replace("2025-12-01", "2025-04-22")) == set()


def test_at_least_min_sessions_within_period_days():
    assert subjects(STOPPED, min_sessions=3, period_days=90) == {"ana"}
    assert subjects(STOPPED, min_sessions=3, period_days=89) == set()
    assert subjects(STOPPED, min_sessions=4, period_days=90) == set()


def with_table(name, heading, row):
    return f"{STOPPED}\n    {name}\n    {heading}\n    {row}\n"


def test_a_transplant_here_explains_from_period_days_before_the_last_session():
    heading = "recipient | performed_on"
    assert subjects(with_table("transplant", heading, "ana | 2025-04-10")) == set()
    assert subjects(with_table("transplant", heading, "ana | 2025-01-01"), period_days=90) == set()
    assert subjects(with_table("transplant", heading, "ana | 2024-12-31"), period_days=90) == {"ana"}


def test_a_registered_transplant_abroad_is_known_and_not_asked_about():
    heading = "person | transplanted_on"
    assert subjects(with_table("travel_registration", heading, "ana | 2025-04-10")) == set()
    assert subjects(with_table("travel_registration", heading, "ana | -")) == {"ana"}


def test_a_death_within_last_days_explains():
    heading = "person | died_on"
    assert subjects(with_table("death", heading, "ana | 2025-05-01"), last_days=30) == set()
    assert subjects(with_table("death", heading, "ana | 2025-05-02"), last_days=30) == {"ana"}


def test_kidneys_that_recovered_explain():
    listed = """
    waiting_list_entry
    id | person | listed_on
    e1 | ana    | 2024-01-01

    waiting_list_event
    id | entry | kind    | reason   | effective_on
    v1 | e1    | removed | improved | 2025-04-02
    """
    assert subjects(STOPPED + listed) == set()
    assert subjects(STOPPED + listed.replace("improved", "other   ")) == {"ana"}


def test_every_kind_of_contact_counts():
    visit = with_table("follow_up", "id | person | visited_on", "f1 | ana | 2025-09-01")
    answer = asking(dialysis_stopped, visit, **FEW)
    assert ("follow_up", "f1") in answer.cited
    assert answer.sizes == {"ana": 153}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    assert subjects("dialysis_session\nid\ns1\n\ndispensing\nid\nm1", min_sessions=0) == set()
    assert subjects("dialysis_session\nid\n\ndispensing\nid") == set()
