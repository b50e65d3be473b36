"""A question is asked only where its tables and columns hold something, and says what it lacks."""

from graftwatch.indicators import all_indicators
from graftwatch.indicators.availability import assess, unlocks
from graftwatch.indicators.waiting_list.left_untransplanted import left_untransplanted
from graftwatch.testing import schema

FULL = {
    name: {"": 10, **dict.fromkeys(schema()[name].by_name, 10)}
    for name in ("waiting_list_entry", "waiting_list_event", "transplant", "death", "travel_registration")
}


def assessed(present):
    return assess(schema(), present, [left_untransplanted])["WL-01"]


def test_with_all_its_tables_a_question_is_asked_in_full():
    answer = assessed(FULL)
    assert answer.status == "asked"
    assert answer.reads["transplant"] == {"recipient", "organ_kind", "performed_on"}
    assert "facility" not in answer.reads["waiting_list_entry"]


def test_without_a_table_that_only_excludes_it_is_asked_in_part_and_says_what_it_could_not_exclude():
    answer = assessed({name: counts for name, counts in FULL.items() if name != "death"})
    assert answer.status == "in part"
    assert answer.without == ("a death after leaving the list",)


def test_without_the_list_it_is_not_asked_and_the_holder_is_named():
    answer = assessed({"transplant": FULL["transplant"]})
    assert answer.status == "not asked"
    assert {(lack.table, lack.holder) for lack in answer.lacks} == {
        ("waiting_list_entry", "transplant authority"),
        ("waiting_list_event", "transplant authority"),
    }


def test_a_table_without_rows_is_not_there():
    assert assessed(FULL | {"waiting_list_entry": {"": 0}}).status == "not asked"


def test_a_column_it_reads_that_is_wholly_empty_stops_it():
    answer = assessed(FULL | {"waiting_list_event": FULL["waiting_list_event"] | {"effective_on": 0}})
    assert answer.status == "not asked"
    assert [(lack.table, lack.column) for lack in answer.lacks] == [("waiting_list_event", "effective_on")]


def test_an_empty_column_of_a_table_that_only_excludes_is_said_and_does_not_stop_it():
    answer = assessed(FULL | {"death": FULL["death"] | {"died_on": 0}})
    assert answer.status == "in part"
    assert [(lack.table, lack.column) for lack in answer.lacks] == [("death", "died_on")]


def test_what_unlocks_most_questions_comes_first():
    nothing = assess(schema(), {})
    order = unlocks(nothing)
    assert len(order) > 1
    assert [len(each.questions) for each in order] == sorted((len(each.questions) for each in order), reverse=True)


def test_all_versions_of_a_table_are_there_when_the_table_is_and_words_when_what_is_derived_of_them_is_read():
    tables = ("living_donor_assessment", "transplant")
    there = {name: dict.fromkeys(["", *schema()[name].by_name], 1) for name in tables}
    question = all_indicators()["HO-07"]
    assert assess(schema(), there, [question])["HO-07"].status == "in part"
    assert assess(schema(), {"transplant": there["transplant"]}, [question])["HO-07"].status == "not asked"
    names = ("statement", "living_donor_assessment")
    said = {name: dict.fromkeys(["", *schema()[name].by_name], 1) for name in names}
    question = all_indicators()["LD-05"]
    assert assess(schema(), said, [question])["LD-05"].status in ("asked", "in part")
    said["statement"]["words"] = 0
    lacks = assess(schema(), said, [question])["LD-05"].lacks
    assert "the column words of statement is empty" in str(lacks[0])


def test_what_is_lacking_is_called_as_an_office_can_fill_it():
    table_names = {table.name for table in schema()}
    for availability in assess(schema(), {}).values():
        assert {lack.table for lack in availability.lacks} <= table_names
    empty = {table.name: {"": 1} for table in schema()}
    lacks = [lack for availability in assess(schema(), empty).values() for lack in availability.lacks if lack.column]
    assert lacks
    for lack in lacks:
        assert lack.column in schema()[lack.table].by_name
