from importlib import resources

import pytest

from graftwatch import codes
from graftwatch.law import cite
from graftwatch.tables import CodeList
from graftwatch.wire.fhir.bindings import binding, codings, systems

NAMES = sorted(
    one.name.removesuffix(".toml")
    for one in (resources.files("graftwatch.wire.fhir") / "bindings").iterdir()
    if one.name.endswith(".toml")
)
LISTS = {one.name: one for one in vars(codes).values() if isinstance(one, CodeList)}


def test_there_are_bindings():
    assert len(NAMES) > 20


@pytest.mark.parametrize("name", NAMES)
def test_a_binding_leads_to_codes_that_exist_and_cites_what_it_was_drawn_from(name):
    found = binding(name)
    assert found.lines
    assert cite(found.source, "value sets and codes").title
    assert found.strength in ("required", "extensible")
    if found.code_list:
        ours = {line.ours for line in found.lines if line.ours}
        assert ours <= set(LISTS[found.code_list].values), f"{name} names codes that {found.code_list} does not have"


@pytest.mark.parametrize("name", NAMES)
def test_no_code_of_theirs_is_bound_twice(name):
    said = [(line.system, line.code) for line in binding(name).lines]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("name", NAMES)
def test_a_binding_names_only_systems_that_have_an_address(name):
    assert {line.system for line in binding(name).lines} <= {"", "text", *systems()}


def test_a_code_is_bound_only_in_its_own_system():
    found = binding("transplant")
    assert found.find([{"coding": [{"system": "http://snomed.info/sct", "code": "70536003"}]}]).ours == "kidney"
    assert found.find([{"coding": [{"system": "http://loinc.org", "code": "70536003"}]}]) is None
    assert found.find([{"text": "kidney"}]) is None


def test_a_code_may_be_bound_by_its_beginning():
    found = binding("follow-up-role")
    assert found.find([{"coding": [{"system": "http://hl7.org/fhir/sid/icd-10", "code": "Z94.0"}]}]).ours == "recipient"
    assert found.find([{"coding": [{"system": "http://hl7.org/fhir/sid/icd-10", "code": "Z93.0"}]}]) is None


def test_an_operation_without_a_donor_says_why_it_has_no_place():
    found = binding("transplant").find([{"coding": [{"system": "http://snomed.info/sct", "code": "236138007"}]}])
    assert found.ours == ""
    assert "animal" in found.why_not


def test_words_are_bound_where_a_binding_lists_words():
    assert binding("blood-group").find(["  Group  AB "]).ours == "AB"


def test_everything_that_fhir_writes_codes_in_is_read():
    assert codings("male") == [("", "male"), ("text", "male")]
    assert codings(True) == [("", "true")]
    assert codings({"system": "http://loinc.org", "code": "883-9"}) == [("LOINC", "883-9")]
    assert codings({"coding": [{"code": "x"}], "text": "A b"}) == [("", "x"), ("text", "a b")]
    assert codings(7) == []
