"""LD-09, shown asking, staying silent, and at the edges of its parameters."""

import pytest

from graftwatch.indicators.living_donor.assessor_not_independent import assessor_not_independent
from graftwatch.testing import asking

FILES = """
    living_donor_assessment
    id | donor | recipient | facility | opened_on  | surgery_planned_on | outcome | assessor_independent
    a1 | d1    | r1        | H        | 2026-01-02 | 2026-06-01         | open    | -
    b1 | e1    | s1        | H        | 2026-01-01 | 2026-06-01         | open    | -
    b2 | e2    | s2        | H        | 2026-01-03 | 2026-06-01         | open    | -

    donor_evaluation
    id | assessment | kind        | assessor | employed_by | paid_by | made_on
    f1 | b1         | independent | p1       | centre      | centre  | 2026-02-01
    f2 | b2         | advocate    | p1       | state       | -       | 2026-02-01
"""
ONE = FILES.rstrip() + "\n    v1 | a1         | independent | p9       | centre      | centre  | 2026-02-01\n"
TEAM = (
    ONE
    + """
    team_member
    id | assessment | transplant | practitioner | role
    m1 | a1         | -          | p9           | nephrologist
"""
)
HERE = {"min_files": 2, "usual_share": 0.5}


def sizes(picture, today="2026-06-30", **settings):
    return asking(assessor_not_independent, picture, today, **(HERE | settings)).sizes


def told(employed_by, paid_by):
    return ONE.replace("p9       | centre      | centre ", f"p9 | {employed_by} | {paid_by}")


def test_an_independent_report_before_surgery_answers_it():
    assert sizes(ONE) == {}


def test_no_report_where_the_centre_usually_writes_one_is_asked_about():
    answer = asking(assessor_not_independent, FILES, **HERE)
    assert answer.sizes == {"d1:r1": 2}
    assert answer.cited == {("living_donor_assessment", "a1")}


def test_a_report_on_the_day_of_surgery_or_later_came_too_late():
    late = ONE.replace("p9       | centre      | centre  | 2026-02-01", "p9 | centre | centre | 2026-06-01")
    assert sizes(late) == {"d1:r1": 2}


def test_a_centre_that_writes_fewer_than_min_files_such_reports_is_unseen():
    assert sizes(FILES, min_files=2) == {"d1:r1": 2}
    assert sizes(FILES, min_files=3) == {}


def test_a_centre_below_the_usual_share_has_a_habit():
    assert sizes(FILES, usual_share=0.66) == {"d1:r1": 2}
    assert sizes(FILES, usual_share=0.67) == {}


def test_until_notice_days_before_surgery_the_report_may_still_come():
    assert sizes(FILES, today="2026-05-18", notice_days=14) == {"d1:r1": 2}
    assert sizes(FILES, today="2026-05-17", notice_days=14) == {}


def test_a_file_that_says_the_assessor_is_independent_has_the_report_elsewhere():
    assert sizes(FILES.replace("2026-06-01         | open    | -", "2026-06-01         | open    | yes", 1)) == {}
    said = FILES.replace("2026-06-01         | open    | -", "2026-06-01         | open    | no", 1)
    assert sizes(said, min_files=9) == {"d1:r1": 1}


def test_an_assessor_of_the_recipients_team_is_asked_about():
    answer = asking(assessor_not_independent, TEAM, **HERE)
    assert answer.sizes == {"d1:r1": 1}
    assert {("donor_evaluation", "v1"), ("team_member", "m1")} <= answer.cited


def test_an_assessor_written_down_as_an_assessor_is_not_of_the_team():
    assert sizes(TEAM.replace("nephrologist", "donor_advocate")) == {}
    assert sizes(TEAM.replace("nephrologist", "-")) == {}


def test_the_team_of_the_operation_is_the_recipients_team():
    operated = TEAM.replace("m1 | a1         | - ", "m1 | -          | t1") + """
    transplant
    id | donor | recipient | assessment | performed_on
    t1 | d1    | r1        | a1         | 2026-06-02
    """  # fmt: skip
    answer = asking(assessor_not_independent, operated, **HERE)
    assert answer.sizes == {"d1:r1": 1}
    assert ("transplant", "t1") in answer.cited


def test_another_report_by_somebody_free_answers_for_the_team():
    second = ONE.rstrip() + "\n    v2 | a1 | advocate | p8 | charity | - | 2026-02-02\n" + TEAM[len(ONE) :]
    assert sizes(second) == {}


@pytest.mark.parametrize(
    ("employed_by", "paid_by"),
    [("agency", "-"), ("recipient_side", "centre"), ("centre", "agency"), ("-", "recipient_side")],
)
def test_an_assessor_of_the_recipients_side_or_of_an_agency_is_asked_about_at_once(employed_by, paid_by):
    assert sizes(told(employed_by, paid_by), today="2026-02-02") == {"d1:r1": 3}


def test_a_neutral_office_may_send_a_bill_and_the_donors_own_advocate_is_theirs():
    assert sizes(told("centre", "recipient_side")) == {}
    assert sizes(told("donor_side", "donor_side")) == {}


def test_a_paid_assessor_is_asked_about_even_beside_a_free_one():
    beside = told("agency", "agency").rstrip() + "\n    v2 | a1 | advocate | p8 | charity | - | 2026-02-02\n"
    answer = asking(assessor_not_independent, beside, **HERE)
    assert answer.sizes == {"d1:r1": 3}
    assert ("donor_evaluation", "v2") not in answer.cited


def test_a_candidate_who_does_not_give_needs_no_report():
    assert sizes(FILES.replace("open ", "withdrew", 1)) == {}


def test_other_evaluations_are_no_independent_report():
    assert sizes(ONE.replace("v1 | a1         | independent", "v1 | a1         | psychosocial")) == {"d1:r1": 2}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    empty = "living_donor_assessment\nid\na1\n\ndonor_evaluation\nid\nv1\n\nteam_member\nid\nm1"
    assert sizes(empty, min_files=0) == {}
    assert sizes("living_donor_assessment\nid\n\ndonor_evaluation\nid") == {}
