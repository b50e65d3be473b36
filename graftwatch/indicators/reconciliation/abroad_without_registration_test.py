"""Transplanted abroad: registered, not registered, known only from a working graft, and not yet due."""

from graftwatch.indicators.reconciliation.abroad_without_registration import abroad_without_registration
from graftwatch.testing import asking

SAID = """
    waiting_list_entry
    id | person | organ  | facility | listed_on
    e1 | ana    | kidney | north    | 2024-01-01

    waiting_list_event
    id | entry | kind    | reason              | effective_on
    v1 | e1    | removed | transplanted_abroad | 2026-01-01

    travel_registration
    person | direction | organ | registered_on
"""
SEEN = """
    follow_up
    id | person | role      | facility | visited_on | graft_status
    f1 | ben    | recipient | south    | 2026-01-01 | functioning

    transplant
    recipient | organ_kind | performed_on
"""
ANA = "    ana | outgoing_recipient | kidney | 2026-02-01\n"
BEN = "    ben | outgoing_recipient | - | 2026-02-01\n"


def listed(picture: str, today: str = "2026-06-30", **settings: float) -> set[tuple[object, object]]:
    answer = asking(abroad_without_registration, picture, today, **settings)
    return set(zip(answer.number("row"), answer.number("what"), strict=True))


def test_a_patient_said_to_be_transplanted_abroad_and_not_registered_is_listed():
    assert listed(SAID) == {("e1", "said_abroad")}


def test_a_registration_settles_it_and_one_for_another_organ_or_direction_does_not():
    assert listed(SAID + ANA) == set()
    assert listed(SAID + ANA.replace("kidney", "-")) == set()
    assert listed(SAID + ANA.replace("kidney", "liver")) == {("e1", "said_abroad")}
    assert listed(SAID + ANA.replace("outgoing_recipient", "outgoing_donor")) == {("e1", "said_abroad")}


def test_other_reasons_are_not_this_disagreement():
    assert listed(SAID.replace("transplanted_abroad", "moved_abroad")) == set()


def test_a_working_graft_from_nowhere_is_listed():
    assert listed(SAID + ANA + SEEN) == {("f1", "graft_from_nowhere")}
    assert listed(SAID + ANA + SEEN.replace("functioning", "failed")) == set()
    assert listed(SAID + ANA + SEEN.replace("recipient |", "living_donor |", 1)) == set()


def test_a_transplant_here_or_a_registration_says_where_the_graft_is_from():
    assert listed(SAID + ANA + SEEN + "    ben | kidney | 2019-01-01\n") == set()
    assert listed(SAID + ANA + BEN + SEEN) == set()


def test_a_patient_is_listed_once_by_the_list_and_not_again_by_the_visit():
    assert listed(SAID + SEEN.replace("ben", "ana")) == {("e1", "said_abroad")}


def test_only_the_first_visit_is_listed():
    later = SEEN.replace(
        "\n\n    transplant", "\n    f2 | ben | recipient | south | 2026-02-01 | functioning\n\n    transplant"
    )
    assert listed(SAID + ANA + later) == {("f1", "graft_from_nowhere")}


def test_registration_is_due_on_the_last_day_allowed():
    assert listed(SAID + SEEN, today="2026-04-01", due_days=90) == {("e1", "said_abroad"), ("f1", "graft_from_nowhere")}
    assert listed(SAID + SEEN, today="2026-03-31", due_days=90) == set()
