import json

import pytest

from graftwatch.wire.fhir.bundles import pieces

BUNDLE = {
    "resourceType": "Bundle",
    "type": "collection",
    "link": [{"relation": "self", "url": "urn:x"}],
    "entry": [
        {"resource": {"resourceType": "Patient", "id": "a", "note": 'a "brace" { and a \\ in words ]'}},
        {"resource": {"resourceType": "Patient", "id": "b"}},
    ],
    "signature": {"who": {}},
}


@pytest.fixture
def cut(tmp_path):
    def cut(text, longest=10_000):
        file = tmp_path / "some.json"
        file.write_text(text, "utf-8")
        return list(pieces(file, longest))

    return cut


def test_the_entries_of_a_bundle_come_one_by_one_with_their_lines(cut):
    found = cut(json.dumps(BUNDLE, indent=1))
    assert [json.loads(one.content)["resource"]["id"] for one in found] == ["a", "b"]
    assert [one.entry for one in found] == [True, True]
    assert [one.line for one in found] == [11, 18]


def test_any_other_object_comes_whole_and_so_do_several_in_a_row(cut):
    found = cut('{"resourceType": "List", "entry": [{"item": {}}]}\n{"resourceType": "Patient"}')
    assert [json.loads(one.content)["resourceType"] for one in found] == ["List", "Patient"]
    assert [one.line for one in found] == [1, 2]


def test_a_bundle_cut_off_in_the_middle_gives_what_came_before(cut):
    text = json.dumps(BUNDLE)
    found = cut(text[: text.index('"b"')])
    assert [one.cut_off for one in found] == [False, True]
    assert json.loads(found[0].content)["resource"]["id"] == "a"


def test_an_unclosed_quote_costs_what_follows_it_and_nothing_before(cut):
    text = json.dumps(BUNDLE)
    found = cut(text.replace('"id": "b"', '"id": "b'))
    assert json.loads(found[0].content)["resource"]["id"] == "a"
    assert found[-1].cut_off


def test_a_resource_that_is_too_long_costs_itself_only(cut):
    found = cut(json.dumps(BUNDLE), longest=80)
    assert [bool(one.content) for one in found] == [False, True]


def test_an_empty_file_and_one_without_objects_give_nothing(cut):
    assert cut("") == []
    assert cut("no json at all") == []
