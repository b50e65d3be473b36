"""What must hold for every file of the corpus."""

import re
from importlib.resources import files

import pytest

from graftwatch.law import instruments, sources

FOUNDING = {"wg-2011": 10, "sg-2020": 25, "ccpcj-25-1": 14, "osce-2020": 15, "dialogue-2024": 25}
TREATIES_AND_GUIDELINES = {"palermo-protocol", "untoc", "cets-216", "cets-197", "who-gp", "istanbul-2018"}
LOCATOR = re.compile(
    r"(article \d+(\(\w+\))*|para \d+(\([a-z]+\))*|principle \d+|recommendation \d+|definition|preamble"
    r"|introduction|opening|closing|session [12]|session [12], discussion)(, [a-z][a-z ,-]+)?"
)


def test_the_founding_texts_are_covered():
    for id, at_least in FOUNDING.items():
        assert len(instruments()[id].provisions) >= at_least


def test_the_founding_texts_were_read_and_nothing_else_claims_to_be_one():
    by_seed = {id for id, each in instruments().items() for one in each.provisions if one.basis == "seed"}
    assert by_seed == set(FOUNDING)
    assert all(one.basis == "seed" for id in FOUNDING for one in instruments()[id].provisions)


def test_treaties_and_guidelines_are_present():
    assert set(instruments()) >= TREATIES_AND_GUIDELINES


def test_every_treaty_says_since_when_it_is_in_force():
    treaties = [each for each in instruments().values() if each.kind == "treaty"]
    assert len(treaties) >= 4
    for treaty in treaties:
        assert treaty.in_force_on > treaty.date


def test_all_eleven_who_principles_stand():
    locators = {each.locator for each in instruments()["who-gp"].provisions}
    assert locators >= {f"principle {number}" for number in range(1, 12)}


@pytest.mark.parametrize(("folder", "read"), [("instruments", instruments), ("sources", sources)])
def test_every_file_in_the_folder_is_read_and_none_is_empty(folder, read):
    found = list((files("graftwatch.law") / folder).iterdir())
    assert len(found) > 10
    assert {each.name for each in found} == {f"{id}.toml" for id in read()}
    assert all(each.read_text(encoding="utf-8").strip() for each in found)


def test_no_id_names_both_an_instrument_and_a_source():
    assert instruments()
    assert sources()
    assert not set(instruments()) & set(sources())


def test_every_id_is_short_and_lower_case():
    ids = [*instruments(), *sources()]
    assert len(ids) > 90
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id) for id in ids)


def test_locators_follow_one_pattern_and_differ_within_an_instrument():
    n_seen = 0
    for instrument in instruments().values():
        locators = [each.locator for each in instrument.provisions]
        assert len(locators) == len(set(locators))
        for locator in locators:
            assert LOCATOR.fullmatch(locator), f"{instrument.id}: {locator}"
            n_seen += 1
    assert n_seen > 300


def test_every_provision_is_a_sentence_or_a_few_of_our_own():
    said = [each.says for instrument in instruments().values() for each in instrument.provisions]
    assert len(said) > 300
    assert len(set(said)) == len(said)
    for says in said:
        assert says.endswith("."), says
        assert len(says) < 420, says


def test_a_text_read_elsewhere_says_where():
    elsewhere = [
        one for each in instruments().values() for one in each.provisions if one.basis in ("found", "partly read")
    ]
    assert len(elsewhere) > 10
    assert all(one.read for one in elsewhere)


def test_press_and_judgments_say_how_the_matter_stands():
    open_to_doubt = [each for each in sources().values() if each.kind in ("press", "judgment")]
    assert len(open_to_doubt) > 20
    assert all(each.status for each in open_to_doubt)


def test_what_was_only_remembered_is_marked_so():
    remembered = [each for each in sources().values() if "from memory" in each.read.lower()]
    assert remembered
    assert all(each.basis in ("memory", "partly read") or each.kind == "data" for each in remembered)


def test_the_corpus_is_read_once():
    assert instruments() is instruments()
    assert sources() is sources()
