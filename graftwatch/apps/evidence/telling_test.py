"""Custody events in words that a court can read."""

import json

import pytest
from django.utils import translation

from graftwatch.apps.evidence.actions import open_item
from graftwatch.apps.evidence.states import MACHINE
from graftwatch.apps.evidence.telling import HAPPENED, told_lines, verb_label
from tests.exhibits import do


def test_every_event_that_can_happen_has_its_words():
    verbs = [each.name for each in MACHINE.transitions]
    assert len(verbs) > 30
    assert all(verb_label(verb) for verb in verbs)
    assert {"register", "take_in", "verify", "take_file", "export"} <= set(HAPPENED)


@pytest.mark.django_db
def test_an_event_says_question_and_answer_who_did_it_and_never_a_code(cast, kept):
    do(cast, "keeper", kept, "check_out", purpose="Court", taker=str(cast.prosecutor.pk))
    with translation.override("en"):
        lines = told_lines(open_item(cast.viewer("keeper"), kept).events[-1])
    assert "Who takes it: Paula Prosecutor" in lines
    assert "What for: Court" in lines
    assert lines[-1] == "By: Kemal Keeper, Police of Atlantis"
    assert not any("T00:" in line or line.startswith("verb") for line in lines), json.dumps(lines)
