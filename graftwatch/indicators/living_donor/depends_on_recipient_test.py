"""LD-11, shown asking, staying silent, and at the edge of its parameter."""

import pytest

from graftwatch.indicators.living_donor.depends_on_recipient import depends_on_recipient
from graftwatch.testing import asking

NOTED = """
    living_donor_assessment
    id | donor | recipient | relationship | relationship_proof | opened_on
    a1 | d1    | r1        | cousin       | claimed            | 2025-01-01

    dependence
    id | assessment | kind | held_by        | noted_on
    n1 | a1         | work | recipient_firm | 2025-02-01
"""


def sizes(picture, **settings):
    return asking(depends_on_recipient, picture, **settings).sizes


def test_a_donor_employed_by_the_recipients_firm_is_asked_about():
    answer = asking(depends_on_recipient, NOTED)
    assert answer.sizes == {"d1:r1": 1}
    assert answer.cited == {("dependence", "n1"), ("living_donor_assessment", "a1")}


def test_each_way_of_depending_counts_once():
    more = (
        NOTED.rstrip() + "\n    n2 | a1 | debt | recipient | 2025-02-01\n    n3 | a1 | debt | recipient | 2025-03-01\n"
    )
    assert sizes(more) == {"d1:r1": 2}


@pytest.mark.parametrize(("kind", "asks"), [("work", False), ("housing", False), ("care", False),
                                            ("guardianship", False), ("debt", True), ("rank", True)])  # fmt: skip
def test_among_proven_kin_only_debt_and_rank_are_unusual(kind, asks):
    family = NOTED.replace("claimed ", "proven  ").replace("work", kind)
    assert bool(sizes(family)) is asks
    assert sizes(family.replace("proven ", "claimed")) == {"d1:r1": 1}


def test_the_recipients_family_counts_unless_a_state_leaves_it_out_by_include_family():
    family = NOTED.replace("recipient_firm ", "recipient_family")
    assert sizes(family, include_family=1) == {"d1:r1": 1}
    assert sizes(family, include_family=0) == {}
    assert sizes(NOTED, include_family=0) == {"d1:r1": 1}


def test_dependence_on_nobody_known_is_not_asked_about():
    assert sizes(NOTED.replace("recipient_firm", "-")) == {}
    assert sizes(NOTED.replace("work", "not_asked")) == {}
    assert sizes(NOTED.replace("r1 ", "-  ")) == {}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    assert sizes("living_donor_assessment\nid\na1\n\ndependence\nid\nn1") == {}
    assert sizes("living_donor_assessment\nid\n\ndependence\nid") == {}
