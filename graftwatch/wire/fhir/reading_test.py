import json
from pathlib import Path

import pytest

from graftwatch.wire.fhir import reading
from graftwatch.wire.fhir.reading import fhir_files, looks_like_fhir, resources_of

SAMPLE = Path(__file__).parent / "sample"


def test_only_files_with_resources_are_read():
    names = [file.name for file in fhir_files(SAMPLE / "bulk")]
    assert "Observation.000.ndjson" in names
    assert "Observation.001.ndjson" in names
    assert "manifest.json" not in names
    assert "log.ndjson" not in names


def test_a_folder_or_a_file_is_known_by_its_resources(tmp_path):
    assert looks_like_fhir(SAMPLE / "bulk")
    assert looks_like_fhir(SAMPLE / "transaction.json")
    (tmp_path / "person.csv").write_text("id,sex\n1,female\n", "utf-8")
    (tmp_path / "leads.json").write_text('{"format": 1}', "utf-8")
    assert not looks_like_fhir(tmp_path)


@pytest.fixture
def read(tmp_path):
    def read(name, content):
        file = tmp_path / name
        file.write_bytes(content)
        return list(resources_of(file, name))

    return read


def test_a_bad_line_costs_itself_and_keeps_its_number(read):
    found = read(
        "Patient.ndjson", b'{"resourceType": "Patient"}\n\n{"resourceType": "Pat\n"\xff"\n[1]\n{"resourceType": "X"}'
    )
    assert [(one.line, one.fault) for one in found] == [
        (1, ""),
        (3, "is not complete JSON"),
        (4, "holds bytes that are not UTF-8"),
        (5, "is JSON, but no resource"),
        (6, ""),
    ]


def test_a_line_that_is_too_long_costs_itself(read, monkeypatch):
    monkeypatch.setattr(reading, "LONGEST", 40)
    found = read("Patient.ndjson", b'{"resourceType": "Patient", "id": "' + b"x" * 200 + b'"}\n{"resourceType": "P"}\n')
    assert [one.line for one in found] == [1, 2]
    assert "longer than" in found[0].fault
    assert found[1].resource == {"resourceType": "P"}


def test_a_line_nested_beyond_reason_costs_itself(read):
    found = read("Patient.ndjson", b'{"resourceType":' * 100_000 + b'\n{"resourceType": "P"}\n')
    assert found[0].fault
    assert found[1].resource


def test_a_byte_order_mark_is_no_fault(read):
    assert read("Patient.ndjson", b'\xef\xbb\xbf{"resourceType": "Patient"}\n')[0].resource


def test_bundles_are_opened_in_lines_too_and_within_one_another(read):
    inner = {"resourceType": "Bundle", "entry": [{"fullUrl": "urn:uuid:b", "resource": {"resourceType": "B"}}, {}]}
    outer = {"resourceType": "Bundle", "entry": [{"resource": inner}, {"resource": {"resourceType": "A"}}]}
    for name in ("all.ndjson", "all.json"):
        found = read(name, json.dumps(outer).encode())
        assert [one.resource and one.resource["resourceType"] for one in found] == ["B", None, "A"]
        assert found[0].full_url == "urn:uuid:b"
        assert "without a resource" in found[1].fault
