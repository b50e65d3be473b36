"""What the offices of Atlantis hand over fits the records, and is as untidy as real offices leave it."""

import pytest

from graftwatch.records.schema import schema
from graftwatch_atlantis.conftest import Built

CODED = [(table.name, column.name) for table in schema() for column in table.columns if column.codes]
REFERENCES = [(table.name, name, target) for table in schema() for name, target in table.references.items()]


def test_every_coded_cell_holds_a_code_of_its_list(planted: Built) -> None:
    assert len(CODED) > 40
    for table, column in CODED:
        found = planted.ask(f'select distinct "{column}" from {table} where "{column}" is not null')
        assert {each for (each,) in found} <= set(schema()[table][column].codes.values), (table, column)


def test_what_must_be_filled_is_filled_and_no_column_is_wholly_empty(planted: Built) -> None:
    for table in schema():
        counts = ", ".join(f'count("{column.name}")' for column in table.columns)
        ((rows, *filled),) = planted.ask(f"select count(*), {counts} from {table.name}")
        for column, n in zip(table.columns, filled, strict=True):
            assert n == rows if column.required else n > 0, (table.name, column.name)


def test_references_point_at_rows_that_exist_save_those_not_yet_written_down(planted: Built) -> None:
    for table, column, target in REFERENCES:
        ((open_ones, all_of),) = planted.ask(f"""
            select count(*) filter (where "{column}" not in (select id from {target})), count("{column}")
            from {table} where "{column}" is not null
        """)
        assert open_ones <= 0.05 * all_of + 3, (table, column, target)


@pytest.mark.parametrize(
    ("what", "sql"),
    [
        ("the first of January 1900", "select count(*) from person where birth_date = '1900-01-01'"),
        ("creatinine 999", "select count(*) from follow_up where creatinine = '999.0' or creatinine = '999'"),
        ("a file as it was opened", "select count(*) - count(distinct id) from living_donor_assessment"),
        (
            "the same name and birthday",
            "select count(*) - count(distinct (given_name, family_name, birth_date)) from person",
        ),
        ("a payment delivered twice", "select count(*) - count(distinct id) from payment"),
        ("not asked", "select count(*) from living_donor_assessment where seen_alone = 'not_asked'"),
        (
            "a paper written down more than two months late",
            """
            select count(*) from transplant where recorded_at::timestamp > performed_on::date + interval 60 day""",
        ),
    ],
    ids=lambda each: each if " " in each and "select" not in each else "",
)
def test_offices_leave(planted: Built, what: str, sql: str) -> None:
    assert planted.ask(sql)[0][0] > 0, what


def test_cells_are_emptier_before_the_change_of_software(planted: Built) -> None:
    ((before, after),) = planted.ask("""
        select avg((phone is null)::int) filter (where recorded_at < '2021-07-01'),
               avg((phone is null)::int) filter (where recorded_at >= '2021-07-01') from person
    """)
    assert before > 1.3 * after


def test_one_centre_stops_reporting(planted: Built) -> None:
    last = [day for (day,) in planted.ask("select max(month) from theatre_count group by facility")]
    assert min(last) < "2024-01-31" < max(last)


def test_versions_of_one_row_are_never_written_in_the_same_second_with_different_content(planted: Built) -> None:
    assert planted.ask("""
        select count(*) from (select id, recorded_at from waiting_list_event group by 1, 2
        having count(distinct (reason, kind, effective_on)) > 1)
    """) == [(0,)]


def test_nothing_is_written_down_after_the_last_day(planted: Built) -> None:
    for table in schema():
        assert planted.ask(f"select count(*) from {table.name} where recorded_at::timestamp > '2026-07-01'") == [(0,)]
