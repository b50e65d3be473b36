import pytest

from graftwatch.wire.fhir.paths import SELF, path

PATIENT = {
    "name": [
        {"use": "old", "family": "Before", "period": {"end": "2001"}},
        {"use": "official", "family": "Oren", "given": ["Tavira", "Lune"]},
    ],
    "telecom": [{"system": "email", "value": "a@example.org"}, {"system": "phone", "value": "1"}],
    "active": True,
}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("name.family", ["Before", "Oren"]),
        ("name[use=official].given", ["Tavira", "Lune"]),
        ("name[!period.end].family", ["Oren"]),
        ("name[0].family", ["Before"]),
        ("name[given].family", ["Oren"]),
        ("telecom[system=phone].value", ["1"]),
        ("telecom[system=fax].value", []),
        ("active", [True]),
        ("birthDate.year", []),
        ("name.family.letters", []),
    ],
)
def test_a_path_walks_down_and_keeps_what_it_names(written, found):
    assert path(written).values(PATIENT) == found


def test_a_path_may_name_an_extension_by_its_address():
    resource = {"extension": [{"url": "http://example.org/a.b/c", "valueCode": "x"}, {"url": "urn:other"}]}
    assert path("extension[url=http://example.org/a.b/c].valueCode").values(resource) == ["x"]


def test_in_a_part_a_path_may_start_at_the_resource():
    assert path("%resource.subject").values({"code": 1}, {"subject": 2}) == [2]


def test_a_resource_can_be_pointed_at_by_itself():
    assert path("%self").values({}) == [SELF]


@pytest.mark.parametrize("written", ["name..family", "name[use=official", "name given", "1name", "a.[b]"])
def test_a_path_that_cannot_be_read_is_refused_when_the_mapping_is_read(written):
    with pytest.raises(ValueError, match="cannot be read"):
        path(written)
