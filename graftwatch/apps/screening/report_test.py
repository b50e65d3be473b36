"""The report on paper."""

from django.template.loader import render_to_string
from django.utils.html import escape

from graftwatch.apps.screening.report import lead_on_paper
from tests.sample_run import finding, lead


def test_two_findings_of_one_question_have_their_innocent_readings_and_questions_once():
    twice = [finding("LD-18", name, size=2, one_in=80, bits=5.0) for name in ("P-1 mark", "P-1 seal")]
    told = lead_on_paper(lead("pair", "P-1", "Centre Nord", twice), 1)
    assert len(told["findings"]) == 2
    shown = render_to_string("screening/report/lead.html", {"lead": told})
    for words in (*twice[0]["benign"], *twice[0]["ask_first"]):
        assert shown.count(escape(words)) == 1, words


def test_a_finding_that_counts_for_nothing_is_left_out():
    spoken, silent = (
        finding("LD-18", "P-1", size=2, one_in=80, bits=5.0),
        finding("LD-28", "P-1", size=1, one_in=40, bits=0.0),
    )
    told = lead_on_paper(lead("pair", "P-1", "Centre Nord", [spoken, silent]), 1)
    assert [each["code"] for each in told["findings"]] == ["LD-18"]
    assert not set(silent["benign"]) & set(told["benign"])
