"""Searching for oneself and one's own is a signal to oversight, without a word of what was typed."""

import pytest

from graftwatch.desk.access import parties, walls
from graftwatch.desk.access.models import Signal
from graftwatch.desk.access.queries import signals
from graftwatch.desk.access.signals import note_search
from graftwatch.desk.audit.models import Entry

pytestmark = pytest.mark.django_db
KIND = Signal.Kind


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Tara Triage", [KIND.OWN_NAME]),
        ("triage, TARA", [KIND.OWN_NAME]),
        ("triage", [KIND.OWN_NAME]),
        ("operations of Amal Haddad in May", [KIND.RELATIVE]),
        ("National focal point of Atlantis", [KIND.OWN_INSTITUTION]),
        ("Sana Supervisor", [KIND.COLLEAGUE]),
        ("kidney", []),
        ("Ivo Investigator", []),
        ("", []),
    ],
    ids=[
        "own name",
        "in another order",
        "family name",
        "relative",
        "office",
        "colleague",
        "word",
        "stranger",
        "nothing",
    ],
)
def test_what_a_search_says_about_whoever_searches(cast, words, kinds):
    walls.declare_tie(cast.viewer("triage"), cast.triage, kind="family", party=parties.person("Amal Haddad"))
    assert note_search(cast.viewer("triage"), words) == kinds
    assert [row.kind for row in signals(cast.viewer("auditor"))] == kinds


def test_every_search_is_in_the_trail_without_its_words(cast):
    note_search(cast.viewer("triage"), "a name nobody should read")
    last = Entry.objects.for_the_system("a test").order_by("number").last()
    assert last.verb == "access.search"
    assert "nobody should read" not in last.written


def test_a_signal_is_for_oversight_and_never_for_whoever_set_it_off(cast):
    note_search(cast.viewer("dpo"), "Dana Dataprotection")
    assert signals(cast.viewer("auditor")).count() == 1
    assert signals(cast.viewer("dpo")).count() == 0
    assert signals(cast.viewer("triage")).count() == 0
