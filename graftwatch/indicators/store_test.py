"""What a question rests on is worked out once, kept for the next run, and the same as if it were worked out again."""

import pytest

from graftwatch.indicators import all_indicators, asking
from graftwatch.indicators.asking import columns_read
from graftwatch.indicators.indicator import Asked
from graftwatch.indicators.store import Store
from graftwatch.testing import schema


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setattr(asking, "_COLUMNS", {})
    return Store(tmp_path / "compiled")


def of_another_process():
    asking._COLUMNS.clear()


def files(store):
    return sorted(path.name for path in store.folder.glob("*"))


def test_what_was_kept_is_what_the_question_reads(store):
    question = all_indicators()["WL-01"]
    found = columns_read(question, schema(), store=store)
    of_another_process()
    assert found == columns_read(question, schema(), store=store)
    of_another_process()
    assert found == columns_read(question, schema())
    assert len(files(store)) == 1


def test_with_other_tables_it_is_worked_out_anew_and_with_tables_that_it_never_reads_it_is_not(store):
    question = all_indicators()["WL-01"]
    least = {"waiting_list_entry", "waiting_list_event"}
    narrow = columns_read(question, schema(), least, store=store)
    columns_read(question, schema(), least | {"theatre_count"}, store=store)
    assert len(files(store)) == 1
    assert columns_read(question, schema(), store=store).keys() >= narrow.keys()
    assert len(files(store)) == 2


def test_a_states_own_question_is_never_kept(store):
    def own(person):
        return person.select("id")

    own.__module__ = "their_state.indicators.own"
    assert columns_read(Asked(own), schema(), store=store) == {"person": {"id"}}
    assert not store.folder.exists()


def test_only_its_owner_reads_what_is_kept(store):
    columns_read(all_indicators()["WL-01"], schema(), store=store)
    (kept,) = store.folder.glob("*")
    assert kept.stat().st_mode & 0o077 == 0
    assert store.folder.stat().st_mode & 0o077 == 0
