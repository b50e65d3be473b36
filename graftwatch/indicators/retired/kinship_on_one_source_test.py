"""LD-02, shown asking, staying silent, and at the edges of its parameters."""

import pytest

from graftwatch.indicators.retired.kinship_on_one_source import kinship_on_one_source
from graftwatch.testing import asking

FILE = """
    living_donor_assessment
    id | donor | recipient | relationship | opened_on  | recipient_workup_started_on
    a1 | dan   | rosa      | cousin       | 2025-03-01 | 2025-01-10
"""
COLUMNS = (
    *("id", "assessment", "kind", "issuer", "notary", "issued_on", "sworn_by_party", "result"),
    *("verified_by", "verified_on", "accredited", "shows_from"),
)
HEAD = "\n    kinship_evidence\n    " + " | ".join(COLUMNS) + "\n"


def paper(
    id, kind="civil_record", issuer="-", notary="-", issued="2024-06-01", sworn="no", result="seen", by="-", on="-",
    accredited="-", since="-",
):  # fmt: skip
    cells = (id, "a1", kind, issuer, notary, issued, sworn, result, by, on, accredited, since)
    return "    " + " | ".join(cells) + "\n"


AFFIDAVIT = paper("k1", "notarial_statement", notary="n1")


def sizes(*papers, file=FILE, **settings):
    return asking(kinship_on_one_source, file + HEAD + "".join(papers), **settings).sizes


def test_one_affidavit_is_asked_about():
    answer = asking(kinship_on_one_source, FILE + HEAD + AFFIDAVIT)
    assert answer.sizes == {"dan:rosa": 1}
    assert answer.cited == {("kinship_evidence", "k1"), ("living_donor_assessment", "a1")}


def test_what_a_party_swore_is_no_source_at_all():
    assert sizes(paper("k1", "notarial_statement", notary="n1", sworn="yes")) == {"dan:rosa": 2}


@pytest.mark.parametrize("result", ["forged", "inconsistent"])
def test_a_paper_that_fell_is_no_source(result):
    assert sizes(paper("k1", issuer="o1", result=result), paper("k2", issuer="o2")) == {"dan:rosa": 1}


def test_papers_of_two_offices_are_two_sources_and_two_papers_of_one_office_are_one():
    assert sizes(paper("k1", issuer="o1"), paper("k2", issuer="o2")) == {}
    assert sizes(paper("k1", issuer="o1"), paper("k2", issuer="o1")) == {"dan:rosa": 1}


def test_min_independent_sources_are_enough():
    two = paper("k1", issuer="o1"), paper("k2", issuer="o2")
    assert sizes(*two, min_independent_sources=2) == {}
    assert sizes(*two, min_independent_sources=3) == {"dan:rosa": 1}


@pytest.mark.parametrize("by", ["centre", "state", "embassy", "-"])
def test_a_paper_that_its_issuer_confirmed_answers_the_question(by):
    assert sizes(paper("k1", issuer="o1", result="confirmed", by=by, on="2025-04-01")) == {}


@pytest.mark.parametrize("by", ["donor_side", "recipient_side", "agency"])
def test_an_answer_that_a_party_brought_confirms_nothing(by):
    assert sizes(paper("k1", issuer="o1", result="confirmed", by=by, on="2025-04-01")) == {"dan:rosa": 1}


def test_a_confirmation_from_before_the_day_of_issue_is_none():
    early = paper("k1", issuer="o1", result="confirmed", by="centre", on="2024-05-31")
    assert sizes(early) == {"dan:rosa": 1}
    assert sizes(early.replace("2024-05-31", "2024-06-01")) == {}


def test_a_test_that_agrees_answers_the_question_if_the_laboratory_is_accredited():
    test = paper("k1", "dna", issuer="l1", result="confirmed", by="centre", on="2025-04-01", accredited="yes")
    assert sizes(test) == {}
    assert sizes(test.replace("| yes |", "| no |")) == {"dan:rosa": 1}


LATE = (
    paper("k1", "notarial_statement", issuer="o1", issued="2025-01-11"),
    paper("k2", "notarial_statement", issuer="o2", issued="2025-02-01"),
)


def test_only_papers_issued_after_the_work_up_began_are_asked_about_whatever_their_number():
    assert sizes(*LATE) == {"dan:rosa": 2}
    assert sizes(LATE[0].replace("2025-01-11", "2025-01-10"), LATE[1]) == {}


def test_late_days_may_pass():
    assert sizes(*LATE, late_days=0) == {"dan:rosa": 2}
    assert sizes(*LATE, late_days=1) == {}


def test_a_refugees_late_paper_that_the_state_confirmed_is_in_order():
    late = paper(
        "k1", "civil_record", issuer="o1", issued="2025-03-20", result="confirmed", by="state", on="2025-05-01"
    )
    assert sizes(late) == {}


def test_consular_letters_and_tests_are_never_late():
    for kind in ("consular_letter", "hla_haplotype"):
        assert sizes(LATE[0], paper("k2", kind, issuer="o2", issued="2025-02-01")) == {}


def test_a_late_extract_of_an_early_entry_is_not_late():
    old = paper("k1", issuer="o1", issued="2025-02-01", since="1990-01-01")
    assert sizes(old, LATE[1]) == {}
    assert sizes(old.replace("1990-01-01", "-"), LATE[1]) == {}
    assert sizes(old.replace("1990-01-01", "2025-01-10"), LATE[1]) == {"dan:rosa": 2}


def test_photographs_alone_and_files_without_papers_are_not_asked_about():
    assert sizes(paper("k1", "photographs")) == {}
    assert sizes() == {}


@pytest.mark.parametrize("tie", ["friend", "paired_exchange", "non_directed", "unknown", "-"])
def test_where_no_kinship_is_claimed_nothing_is_asked(tie):
    assert sizes(AFFIDAVIT, file=FILE.replace("cousin", tie)) == {}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    empty = "living_donor_assessment\nid\na1\n\nkinship_evidence\nid\nk1"
    assert asking(kinship_on_one_source, empty).subjects == set()
    assert asking(kinship_on_one_source, "living_donor_assessment\nid\n\nkinship_evidence\nid").subjects == set()
