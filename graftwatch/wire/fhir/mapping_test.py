"""The law of the mapping files: they name what exists, and leave no required column open."""

from importlib import import_module

import pytest

from graftwatch.testing import schema
from graftwatch.wire.fhir.deriving import PARTS
from graftwatch.wire.fhir.mapping import mappings, types_for
from graftwatch.wire.fhir.values import READERS

OF_THE_ISSUE = {
    "Patient",
    "RelatedPerson",
    "Organization",
    "Practitioner",
    "PractitionerRole",
    "EpisodeOfCare",
    "ServiceRequest",
    "Procedure",
    "Observation",
    "Condition",
    "MedicationRequest",
    "MedicationDispense",
    "Encounter",
    "Consent",
}
ALSO_READ = {"Location", "Medication"}
TYPES = sorted(mappings())
ROWS = [(name, row) for name, one in mappings().items() for row in one.rows]
ROW_IDS = [f"{name}-{number}-{row.table}" for number, (name, row) in enumerate(ROWS)]
each_row = pytest.mark.parametrize(("type_name", "row"), ROWS, ids=ROW_IDS)


def test_every_type_asked_for_has_a_mapping_and_so_have_two_that_others_point_at():
    assert set(mappings()) == OF_THE_ISSUE | ALSO_READ


@pytest.mark.parametrize("type_name", TYPES)
def test_a_mapping_says_what_it_is_about_and_why_something_has_no_place(type_name):
    mapping = mappings()[type_name]
    assert mapping.meaning.endswith(".")
    assert mapping.nothing
    assert mapping.rows or mapping.links
    assert all(table in schema() for table in mapping.stands_for)


@pytest.mark.parametrize("type_name", TYPES)
def test_a_mapping_names_a_model_of_fhir(type_name):
    module, model = mappings()[type_name].model.split(".")
    assert getattr(import_module(f"fhir.resources.R4B.{module}"), model).get_resource_type() == type_name


@each_row
def test_a_row_fills_columns_that_exist(type_name, row):
    columns = schema()[row.table].by_name
    assert set(row.columns) <= set(columns)
    assert {*row.needs, *row.needs_any} <= set(row.columns)
    assert row.each in PARTS or not row.each.startswith("@")
    assert row.suffix or not row.each or row.each == "@listing"


@each_row
def test_a_row_leaves_no_required_column_open(type_name, row):
    required = {column.name for column in schema()[row.table].columns if column.required}
    assert required <= set(row.columns)


@each_row
def test_a_coded_column_is_bound_to_its_own_list(type_name, row):
    for name, ways in row.columns.items():
        column = schema()[row.table][name]
        for way in ways:
            if way.codes is not None and column.codes is not None:
                assert way.codes.code_list == column.codes.name, name
            if column.kind == "code" and not way.through and way.kind != "precision":
                assert way.codes is not None or way.always in column.codes.values, name


@each_row
def test_a_column_is_read_in_a_way_that_exists(type_name, row):
    for name, ways in row.columns.items():
        column = schema()[row.table][name]
        for way in ways:
            simple = not (way.codes or way.through or way.always or way.system or column.kind == "reference")
            assert not simple or (way.kind or column.kind) in READERS, name
            assert bool(way.paths) != bool(way.always), name


@each_row
def test_a_reference_has_a_type_that_can_stand_there(type_name, row):
    for name, ways in row.columns.items():
        column = schema()[row.table][name]
        if column.refers_to:
            assert ways
            assert types_for(column.refers_to), name


def test_what_is_looked_up_elsewhere_is_given_somewhere():
    asked = {way.through for _, row in ROWS for ways in row.columns.values() for way in ways if way.through}
    given = {link.gives for one in mappings().values() for link in one.links}
    assert asked
    assert asked <= given
    assert {one for one in given if one not in schema()} == asked


def test_rows_of_two_kinds_in_one_table_have_numbers_of_their_own():
    for mapping in mappings().values():
        numbered = [(row.table, row.suffix) for row in mapping.rows]
        assert len(numbered) == len(set(numbered))
