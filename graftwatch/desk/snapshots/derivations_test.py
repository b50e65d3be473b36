"""Each derivation that a model names exists, and its columns are what a question sees instead of the words."""

from graftwatch.desk.snapshots.derivations import all_derivations
from graftwatch.records.schema import schema


def test_every_derivation_that_a_model_names_is_a_file_and_every_file_is_named_by_a_model():
    named = {name for table in schema() for column in table.columns for name in column.derive}
    assert named == set(all_derivations())


def test_free_text_itself_never_reaches_an_engine():
    texts = [(table, column) for table in schema() for column in table.columns if column.derive]
    assert texts
    for table, column in texts:
        assert column.name not in table.engine_schema
        assert {f"{column.name}_{name}" for name in column.derive} <= set(table.engine_schema)
