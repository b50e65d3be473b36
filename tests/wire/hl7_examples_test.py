"""The published HL7 R4 examples, some nineteen thousand resources, through the importer."""

import json
from pathlib import Path

import pytest

from graftwatch.testing import schema
from graftwatch.wire.fhir import convert
from graftwatch.wire.fhir.mapping import mappings

EXAMPLES = Path(__file__).resolve().parents[2] / ".setup" / "for_tests" / "hl7.fhir.r4.examples"
STATES = {
    ("EpisodeOfCare", "status"): "episode-of-care-status",
    ("ServiceRequest", "status"): "request-status",
    ("ServiceRequest", "intent"): "request-intent",
    ("Procedure", "status"): "event-status",
    ("Observation", "status"): "observation-status",
    ("Condition", "verificationStatus"): "condition-ver-status",
    ("MedicationRequest", "status"): "medicationrequest-status",
    ("MedicationDispense", "status"): "medicationdispense-status",
    ("Encounter", "status"): "encounter-status",
    ("Consent", "status"): "consent-state-codes",
}


@pytest.fixture(scope="module")
def account(tmp_path_factory):
    assert EXAMPLES.is_dir(), "the examples are not here: `python setup/front_end.py --for-tests` fetches them"
    return convert(EXAMPLES, tmp_path_factory.mktemp("hl7") / "out", schema())


def test_every_resource_is_accounted_for(account):
    assert account.n_told == account.n_read
    assert account.n_read > 18_000
    assert len(account.files) > 5_000


def test_no_sound_example_of_a_type_that_is_ours_fails_validation(account):
    rejected = {(group.type, group.reason.partition(":")[0]) for group in account.rejected}
    assert rejected == {
        ("", "is an entry of a Bundle without a resource (a deletion or an answer)"),
        ("MedicationDispense", "whenHandedOver or whenPrepared does not give what dispensing.dispensed_on needs"),
    }


def test_the_examples_bring_what_they_hold(account):
    assert account.accepted["Patient"] >= 42
    assert account.accepted["Practitioner"] >= 70
    assert account.rows["person"] == account.accepted["Patient"]
    assert account.rows["laboratory_result"] >= 10
    assert "transplant" not in account.rows


def test_what_is_not_taken_says_why(account):
    groups = (*account.rejected, *account.without_place, *account.in_conflict, *account.left_empty)
    assert groups
    assert all(group.reason and group.example.file and group.example.line for group in groups)
    assert account.not_ours["CodeSystem"] > 1_000
    assert not set(account.not_ours) & set(mappings())


def words(system):
    file = EXAMPLES / f"CodeSystem-{system}.json"
    concepts = json.loads(file.read_text("utf-8"))["concept"]

    def walk(some):
        for one in some:
            yield one["code"]
            yield from walk(one.get("concept", []))

    return set(walk(concepts))


def test_every_state_that_fhir_knows_is_either_kept_or_stopped_with_a_reason():
    said = {(name, status.path.text): status for name, one in mappings().items() for status in one.statuses}
    assert set(said) == set(STATES)
    for place, status in said.items():
        handled = {*status.kept, *status.stops}
        assert not {*status.kept} & {*status.stops}
        assert words(STATES[place]) - handled == set(), place
