import pytest

from graftwatch.wire.fhir.references import key_of, pointed_at, server_of


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Patient/p1", "Patient/p1"),
        ("Patient/p1/_history/3", "Patient/p1"),
        ("https://fhir.example.org/r4/Patient/p1", "Patient/p1"),
        ("https://fhir.example.org/r4/Patient/p1/_history/2", "Patient/p1"),
        ("urn:uuid:0B1E0F3C-0000-4000-8000-00000000000A", "urn:uuid:0b1e0f3c-0000-4000-8000-00000000000a"),
        ("Patient?identifier=urn:civil%7C7", "Patient?identifier=urn:civil|7"),
        ("https://fhir.example.org/Patient?identifier=urn:civil|7", "Patient?identifier=urn:civil|7"),
        ("#med", "MedicationDispense/x2#med"),
        ("#", "MedicationDispense/x2"),
    ],
)
def test_one_thing_has_one_key_however_it_is_pointed_at(written, key):
    assert key_of(written, "MedicationDispense/x2") == key


def test_what_is_contained_points_at_what_its_container_contains():
    assert key_of("#org", "Procedure/1#doctor") == "Procedure/1#org"
    assert key_of("%self", "Procedure/1#doctor") == "Procedure/1#doctor"


def test_a_reference_by_identifier_alone_takes_its_type_from_where_it_stands():
    identifier = {"identifier": {"system": "urn:civil", "value": "7"}}
    assert pointed_at(identifier, "Procedure/1", "person") == "Patient?identifier=urn:civil|7"
    assert pointed_at(identifier | {"type": "Group"}, "Procedure/1", "person") == "Group?identifier=urn:civil|7"


def test_words_alone_point_at_nobody():
    assert pointed_at({"display": "somebody"}, "Procedure/1", "person") is None
    assert pointed_at(7, "Procedure/1", "person") is None


def test_only_an_absolute_reference_names_a_server():
    assert server_of("https://fhir.example.org/r4/Patient/p1") == "https://fhir.example.org/r4"
    assert server_of("Patient/p1") is None
