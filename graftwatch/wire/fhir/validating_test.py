import pytest

from graftwatch.wire.fhir.validating import faults_of


def patient(**fields):
    return {"resourceType": "Patient", "id": "p1", **fields}


@pytest.mark.parametrize(
    ("resource", "told"),
    [
        (patient(birthDate="1980-06-31"), "birthDate is a date that does not exist"),
        (patient(birthDate="30.06.1980"), "birthDate is not written as FHIR writes it"),
        (patient(contact=[{"period": {"start": "1980-02-30"}}]), "contact.period.start is a date that does not exist"),
        (patient(shoeSize=41), "shoeSize is no field that R4 has there"),
        (patient(**{"Ketil Marrow": 1}), "a field of another name is no field that R4 has there"),
        (patient(name="Ketil Marrow"), "name has the wrong shape"),
        (
            patient(deceasedBoolean=True, deceasedDateTime="2024-01-01"),
            "more than one of deceasedBoolean, deceasedDateTime is given",
        ),
        (patient(gender="male"), ""),
    ],
)
def test_a_fault_is_told_in_a_sentence_without_the_value(resource, told):
    assert faults_of(resource, "patient.Patient") == told


def test_a_field_that_must_be_there_is_named():
    assert "subject is missing" in faults_of(
        {"resourceType": "Procedure", "id": "1", "status": "completed"}, "procedure.Procedure"
    )


def test_the_calendar_is_kept_in_what_a_resource_contains_too():
    inner = {"resourceType": "Patient", "id": "in", "birthDate": "1980-06-31"}
    told = faults_of(
        {
            "resourceType": "Procedure",
            "id": "1",
            "status": "completed",
            "subject": {"reference": "#in"},
            "contained": [inner],
        },
        "procedure.Procedure",
    )
    assert "date that does not exist" in told


def test_two_of_the_same_fault_are_told_once():
    twice = patient(contact=[{"period": {"start": "1980-02-30"}}] * 2)
    assert faults_of(twice, "patient.Patient").count("does not exist") == 1
