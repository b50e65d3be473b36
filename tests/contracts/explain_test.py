"""Every code of the literature that transplant records could answer is asked, or its decision is told."""

from importlib.util import find_spec

import pytest

from graftwatch.indicators import all_clearings, all_indicators, all_reconciliations
from graftwatch.indicators.answering import UnknownCodeError, entry
from graftwatch.indicators.decided import Decided, all_decided
from graftwatch.site.explaining import explanation

SPANS = {"LD": 29, "HO": 15, "WL": 6, "PT": 12, "FA": 9, "XC": 4}
CODES = [f"{part}-{number:02}" for part, last in SPANS.items() for number in range(1, last + 1)]


@pytest.mark.parametrize("code", CODES)
def test_every_code_answers(code):
    said = explanation(entry(code))
    assert said.startswith(f"{code}  ")
    assert "Why: " in said or "It may also be" in said


@pytest.mark.parametrize("code", sorted(all_decided()))
def test_what_became_of_a_code_exists_and_the_day_and_reason_are_told(code):
    decided = all_decided()[code]
    assert isinstance(decided, Decided)
    assert code not in all_indicators(), "a decided code is asked again"
    there = {*all_indicators(), *all_reconciliations()}
    missing = [name for name in decided.into if name not in there and not find_spec(f"graftwatch.measures.{name}")]
    assert missing == []
    assert (decided.into == ()) == (decided.fate == "not asked")
    said = explanation(decided)
    assert f"Decided on {decided.on}" in said
    assert all(name in said for name in decided.into)


@pytest.mark.parametrize("name", [*all_reconciliations(), *all_clearings()])
def test_lists_and_evidence_the_other_way_answer_too(name):
    assert explanation(entry(name)).startswith(f"{name}  ")


@pytest.mark.parametrize("written", ["LD18", "ld 18", " ld-18 ", "papers_from_one_hand"])
def test_a_code_is_known_however_it_is_written(written):
    assert entry(written) is all_indicators()["LD-18"]


def test_an_unknown_code_is_told_what_is_near_it():
    with pytest.raises(UnknownCodeError, match=r"LD-99.*Near it: .*LD-"):
        entry("LD-99")
    with pytest.raises(UnknownCodeError, match=r"LD-18"):
        entry("one hand")
