"""Which anchors become leads: two kinds of fact, no chaining, no donor in the queue."""

import datetime as dt
from dataclasses import dataclass

import pytest

from graftwatch.leads import Cleared, Finding, Opening, open_leads
from graftwatch.leads.rows import CitedRow, Files
from graftwatch.leads.weight import Bits, Seen
from graftwatch.testing import schema


@dataclass(frozen=True)
class Ends:
    low: float = 0.3
    high: float = 0.6


@dataclass(frozen=True)
class Asked:
    code: str
    family: str
    about: str = "pair"
    strength: str = "strong"
    never_alone: bool = False
    may_be_victim: bool = False
    by_p_value: bool = False
    cause: str = ""
    p_ring: Ends = Ends()
    p_ordinary: Ends = Ends()


QUESTIONS = {
    each.code: each
    for each in (
        Asked("NET", "network", "thing"),
        Asked("NET2", "network"),
        Asked("FALSE", "falsity"),
        Asked("MONEY", "finance", "account"),
        Asked("MONEY2", "finance", "account"),
        Asked("SHY", "behaviour", "recipient", never_alone=True),
        Asked("WHO", "profile"),
        Asked("LEFT", "behaviour", "recipient", cause="a transplant elsewhere"),
        Asked("PILLS", "behaviour", "recipient", cause="a transplant elsewhere"),
        Asked("CENTRE", "aggregate", "facility"),
        Asked("FORMER", "network", "person", may_be_victim=True),
    )
}
ASSESSMENT = CitedRow("living_donor_assessment", "a1", "N-1", None, {"donor": "dan", "recipient": "ria"})
CONTACT = CitedRow("contact_point", "c1", "N-1/1", None, {"assessment": "a1"})
CLAIM = CitedRow("kinship_claim", "k1", "B-1", None, {"donor": "dan", "recipient": "ria"})
VISA = CitedRow("visa_application", "v1", "V-1", None, {"person": "dan", "other_person": "ria"})
FILES = Files(pair_of_assessment={"a1": "dan:ria"}, recipients={"ria"}, donors={"dan"})


def finding(code, subject, rows, bits=3.0, about=None):
    return Finding(
        finding=f"{code}/{subject}",
        code=code,
        about=about or QUESTIONS[code].about,
        subject=subject,
        known_on=dt.date(2026, 1, 1),
        size=1.0,
        numbers={},
        rows=frozenset(row.key for row in rows),
        seen=Seen(1, 100, 0.01, 0.001, 0.03, "all"),
        bits=Bits(bits, bits - 1, bits + 1),
    )


def opened(*findings, cleared=(), **opening):
    cited = {row.key: row for row in (ASSESSMENT, CONTACT, CLAIM, VISA)}
    return open_leads(findings, cleared, cited, FILES, QUESTIONS, schema(), Opening(**opening))


def keys(result):
    return [lead.key for lead in result.leads]


def test_two_kinds_of_fact_about_a_pair_open_a_lead():
    result = opened(finding("FALSE", "dan:ria", [CLAIM]), finding("NET2", "dan:ria", [CONTACT]))
    assert keys(result) == ["pair:dan:ria"]
    assert result.leads[0].bits.value == 6.0
    assert result.leads[0].people == {"dan", "ria"}


def test_one_kind_of_fact_from_one_source_opens_none():
    assert keys(opened(finding("FALSE", "dan:ria", [CLAIM], bits=6.0))) == []


def test_one_finding_that_rests_on_two_independent_sources_opens_a_lead():
    assert keys(opened(finding("FALSE", "dan:ria", [CLAIM, VISA], bits=5.0))) == ["pair:dan:ria"]


def test_a_shared_contact_counts_on_each_pair_in_whose_file_it_stands():
    result = opened(finding("NET", "phone:1", [CONTACT]), finding("FALSE", "dan:ria", [CLAIM]))
    assert {each.finding.code for each in result.leads[0].counted} == {"NET", "FALSE"}


def test_a_finding_about_a_centre_does_not_reach_its_pairs():
    result = opened(finding("CENTRE", "f1", [ASSESSMENT], about="facility"), finding("FALSE", "dan:ria", [CLAIM]))
    pairs = [lead for lead in result.leads if lead.kind == "facility"]
    assert pairs == []


def test_a_question_that_never_stands_alone_opens_nothing_alone():
    assert keys(opened(finding("SHY", "ria", [CLAIM, VISA], bits=6.0))) == []


def test_two_strong_questions_about_an_account_open_a_lead_marked_money_only():
    result = opened(finding("MONEY", "acc", []), finding("MONEY2", "acc", []))
    assert keys(result) == ["account:acc"]
    assert result.leads[0].opened_by == "money only"


def test_two_strong_questions_about_the_same_payments_open_one_too_and_weigh_once():
    result = opened(finding("MONEY", "acc", [VISA], bits=5.0), finding("MONEY2", "acc", [VISA], bits=4.0))
    lead = next(lead for lead in result.leads if lead.kind == "account")
    assert (lead.opened_by, lead.bits.value) == ("money only", 5.0)


def test_a_second_finding_of_the_same_kind_counts_half():
    result = opened(
        finding("NET", "phone:1", [CONTACT], bits=4.0),
        finding("NET2", "dan:ria", [ASSESSMENT], bits=4.0),
        finding("FALSE", "dan:ria", [CLAIM], bits=2.0),
    )
    assert result.leads[0].bits.value == 4.0 + 2.0 + 2.0


def test_two_findings_on_the_same_row_are_one():
    result = opened(finding("FALSE", "dan:ria", [CLAIM, VISA], bits=5.0), finding("NET2", "dan:ria", [CLAIM], bits=3.0))
    assert result.leads[0].bits.value == 5.0
    assert result.leads[0].counted[1].why == "rests on the same rows as FALSE"


def test_one_question_about_the_same_rows_is_shown_once():
    result = opened(
        finding("NET", "phone:1", [CONTACT], bits=4.0),
        finding("NET", "name:1", [CONTACT], bits=3.0),
        finding("FALSE", "dan:ria", [CLAIM], bits=3.0),
    )
    assert [each.finding.subject for each in result.leads[0].counted] == ["phone:1", "dan:ria"]


def test_one_question_about_the_same_rows_is_shown_once_whatever_else_shares_them():
    """Rows are a set: which of them comes first differs from one process to the next, and must not matter."""
    rows = [CitedRow("contact_point", f"other {number}", "N", None, {"assessment": "a1"}) for number in range(24)]
    result = opened(
        finding("FALSE", "dan:ria", [CLAIM, VISA, *rows[:12]], bits=6.0),
        finding("NET", "name:1", [CONTACT, *rows[12:]], bits=5.0),
        finding("NET", "phone:1", [CONTACT, *rows[:12]], bits=3.0),
    )
    assert [each.finding.subject for each in result.leads[0].counted] == ["dan:ria", "name:1"]


def test_two_findings_of_one_event_weigh_as_one_and_bear_each_other_out():
    result = opened(finding("LEFT", "ria", [CLAIM], bits=5.0), finding("PILLS", "ria", [VISA], bits=4.0))
    assert keys(result) == ["recipient:ria"] or keys(result) == ["pair:dan:ria"]
    assert result.leads[0].bits.value == 5.0
    assert result.leads[0].counted[1].why == "speaks of the same event as LEFT, and bears it out"


def test_what_is_nearly_as_common_among_ordinary_files_is_put_before_nobody():
    told, common = finding("FALSE", "dan:ria", [CLAIM, VISA], bits=5.0), finding("NET", "phone:1", [CONTACT], bits=0.9)
    (lead,) = opened(told, common).leads
    assert [each.finding.code for each in lead.counted] == ["FALSE"]
    assert CONTACT.key not in {row for each in lead.counted for row in each.finding.rows}
    (lead,) = opened(told, finding("NET", "phone:1", [CONTACT], bits=1.0)).leads
    assert [each.finding.code for each in lead.counted] == ["FALSE", "NET"]


def test_two_kinds_of_fact_of_which_one_says_next_to_nothing_open_no_lead():
    assert (
        keys(opened(finding("FALSE", "dan:ria", [CLAIM], bits=6.0), finding("NET2", "dan:ria", [CONTACT], bits=0.9)))
        == []
    )


def test_whoever_asks_why_a_file_is_no_lead_is_told_what_says_next_to_nothing():
    (no_lead,) = [each for each in opened(finding("NET2", "dan:ria", [CONTACT], bits=0.9)).below if each.kind == "pair"]
    assert [each.finding.code for each in no_lead.counted] == ["NET2"]
    assert no_lead.why_not == "nothing about it weighs as much as one bit"


def test_what_skips_the_score_is_said_however_common_it_is():
    one = finding("FALSE", "dan:ria", [CLAIM], bits=0.1)
    assert keys(opened(one, skips_the_score=frozenset({"FALSE"}))) == ["pair:dan:ria"]


def test_what_a_paper_took_off_is_shown_all_the_same():
    paper = Cleared("CL-01", "dan:ria", ("NET2",), (3.0, 3.0), frozenset())
    found = opened(
        finding("FALSE", "dan:ria", [CLAIM, VISA], bits=5.0), finding("NET2", "dan:ria", [CONTACT]), cleared=[paper]
    )
    assert [(each.finding.code, each.bits.value) for each in found.leads[0].counted] == [("FALSE", 5.0), ("NET2", 0.0)]


def test_what_offers_protection_is_said_however_common_it_is():
    (lead,) = opened(finding("FORMER", "dan", [CONTACT, VISA], bits=0.2)).protection
    assert [each.finding.code for each in lead.counted] == ["FORMER"]


def test_who_somebody_is_weighs_nothing():
    result = opened(finding("FALSE", "dan:ria", [CLAIM, VISA], bits=5.0), finding("WHO", "dan:ria", [], bits=6.0))
    assert result.leads[0].bits.value == 5.0


def test_an_issuers_confirmation_takes_bits_off_the_finding_it_answers():
    paper = Cleared("CL-01", "dan:ria", ("FALSE",), (2.0, 3.0), frozenset())
    result = opened(finding("FALSE", "dan:ria", [CLAIM, VISA], bits=6.0), cleared=[paper], least_bits=0.0)
    assert result.leads[0].bits.value == pytest.approx(3.5)
    assert result.leads[0].cleared == (paper,)


def test_a_paper_in_the_file_of_a_pair_speaks_on_the_lead_of_its_recipient():
    paper = Cleared("CL-01", "dan:ria", ("SHY",), (1.0, 1.0), frozenset({CONTACT.key}))
    result = opened(
        finding("SHY", "ria", [VISA], bits=4.0), finding("FALSE", "dan:ria", [CLAIM], bits=4.0), cleared=[paper]
    )
    assert result.leads[0].cleared == (paper,)


def test_below_the_least_weight_nothing_opens():
    assert keys(opened(finding("FALSE", "dan:ria", [CLAIM, VISA], bits=3.9), least_bits=4.0)) == []
    assert keys(opened(finding("FALSE", "dan:ria", [CLAIM, VISA], bits=4.0), least_bits=4.0)) == ["pair:dan:ria"]


def test_reviewers_hours_decide_how_many_open():
    both = [finding("MONEY", "acc", [], bits=4.0), finding("MONEY2", "acc", [], bits=4.0)]
    result = opened(finding("FALSE", "dan:ria", [CLAIM, VISA], bits=5.0), *both, reviewer_hours=2.0, hours_per_lead=2.0)
    assert keys(result) == ["account:acc"]
    assert result.threshold == 6.0


def test_a_former_donor_is_offered_protection_and_never_ranked():
    result = opened(finding("FORMER", "dan", [CONTACT, VISA], bits=6.0))
    assert "person:dan" not in keys(result)
    assert [lead.key for lead in result.protection] == ["person:dan"]
    assert result.protection[0].protection_only


def test_a_recipient_whose_findings_all_count_on_a_heavier_pair_takes_no_second_place():
    result = opened(finding("FALSE", "dan:ria", [CLAIM, VISA], bits=5.0))
    assert keys(result) == ["pair:dan:ria"]
    assert result.leads[0].also == (("recipient", "ria"),)


def test_a_thing_that_is_an_account_meets_what_is_known_of_that_account():
    result = opened(finding("NET", "account:acc", [CONTACT], bits=3.0), finding("MONEY", "acc", [], bits=3.0))
    assert "account:acc" in keys(result)
    found = next(lead for lead in result.leads if lead.kind == "account")
    assert {each.finding.code for each in found.counted} == {"NET", "MONEY"}


def test_a_thing_that_is_a_unit_meets_what_is_known_of_that_unit():
    result = opened(finding("NET", "facility:north", [CONTACT], bits=3.0), finding("CENTRE", "north", [], bits=3.0))
    found = next(lead for lead in result.leads if lead.kind == "facility")
    assert {each.finding.code for each in found.counted} == {"NET", "CENTRE"}


def test_what_opens_no_lead_says_why_for_those_who_may_ask():
    (alone,) = opened(finding("SHY", "ria", [])).below
    assert (alone.key, alone.why_not) == ("recipient:ria", "this finding opens no lead without another")
    (one_kind,) = opened(finding("NET2", "dan:ria", [CONTACT])).below[:1]
    assert one_kind.why_not == "one kind of question and one source of records only"
    light = opened(finding("NET2", "dan:ria", [CONTACT]), finding("FALSE", "dan:ria", [CLAIM]), least_bits=99.0)
    assert {each.why_not for each in light.below} >= {"weighs too little"}


def test_a_donor_stands_in_no_list_of_what_lies_below_the_bar():
    found = opened(finding("FORMER", "dan", [VISA]), finding("NET2", "dan:ria", [CONTACT]))
    assert all(each.kind != "donor" and each.anchor != "dan" for each in found.below)
