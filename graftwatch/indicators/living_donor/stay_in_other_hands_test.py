"""LD-14, shown asking, staying silent, and at the edge of its parameter."""

import pytest

from graftwatch.indicators.living_donor.stay_in_other_hands import stay_in_other_hands
from graftwatch.testing import asking

CAME = """
    living_donor_assessment
    id | donor | recipient | relationship | relationship_proof | opened_on  | surgery_planned_on | papers_held_by
    a1 | d1    | r1        | cousin       | claimed            | 2025-01-01 | 2025-03-01         | -

    visa_application
    id | person | sponsor_person | paid_by    | applied_on | stay_until
    v1 | d1     | -              | donor_side | 2024-12-01 | 2025-04-30
"""
PROVEN = ("claimed ", "proven  ")


def sizes(picture, **settings):
    return asking(stay_in_other_hands, picture, **settings).sizes


def papers(held_by):
    return CAME.replace("2025-03-01         | -", f"2025-03-01         | {held_by}")


def sponsored(by, paid_by="donor_side"):
    return CAME.replace("v1 | d1     | -              | donor_side", f"v1 | d1 | {by} | {paid_by}")


def test_a_donor_with_their_own_papers_and_visa_is_not_asked_about():
    assert sizes(CAME) == {}


@pytest.mark.parametrize(("held_by", "asks"), [("recipient_side", True), ("agency", True), ("donor_side", False),
                                               ("embassy", False), ("unknown", False)])  # fmt: skip
def test_papers_in_the_hands_of_the_recipients_side_or_an_agency_are_asked_about(held_by, asks):
    assert sizes(papers(held_by)) == ({"d1": 1} if asks else {})


def test_a_visa_that_the_recipient_sponsors_or_an_agency_pays_for_is_asked_about():
    answer = asking(stay_in_other_hands, sponsored("r1", "agency"))
    assert answer.sizes == {"d1": 2}
    assert answer.cited == {("living_donor_assessment", "a1"), ("visa_application", "v1")}
    assert sizes(sponsored("uncle", "recipient_side")) == {"d1": 1}


def test_relatives_sponsor_each_other_and_keep_the_papers():
    assert sizes(papers("recipient_side").replace(*PROVEN)) == {}
    assert sizes(sponsored("r1", "recipient_side").replace(*PROVEN)) == {}
    assert sizes(papers("agency").replace(*PROVEN)) == {"d1": 1}
    assert sizes(sponsored("-", "agency").replace(*PROVEN)) == {"d1": 1}


def test_a_stay_of_stay_margin_days_after_surgery_is_enough():
    assert sizes(CAME, stay_margin=60) == {}
    assert sizes(CAME, stay_margin=61) == {"d1": 1}


def test_a_stay_that_was_extended_is_as_long_as_the_last_visa_says():
    extended = (
        CAME.replace("2025-04-30", "2025-03-10").rstrip() + "\n    v2 | d1 | - | centre | 2025-02-01 | 2025-06-30\n"
    )
    assert sizes(extended) == {}
    assert sizes(extended.replace("v2 | d1", "v2 | d2")) == {"d1": 1}


def test_a_visa_of_other_years_is_another_journey():
    assert sizes(sponsored("r1").replace("2025-04-30", "2024-12-31")) == {}
    assert sizes(sponsored("r1").replace("2024-12-01", "2026-12-01")) == {}


def test_without_visas_the_papers_are_asked_about():
    alone = papers("agency")
    assert sizes(alone[: alone.index("    visa_application")]) == {"d1": 1}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    assert sizes("living_donor_assessment\nid\na1\n\nvisa_application\nid\nv1") == {}
    assert sizes("living_donor_assessment\nid\n\nvisa_application\nid") == {}
