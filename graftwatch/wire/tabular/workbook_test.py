"""Workbooks as offices keep them, made here with openpyxl."""

import datetime as dt
import zipfile

import openpyxl
import pytest

from graftwatch.wire.tabular import Reading, Unreadable, sheets


def rows_of(sheet):
    return [
        [row["line"], *(row[f"c{n}"] for n in range(len(sheet.columns)))]
        for batch in sheet.batches()
        for row in batch.rows.to_pylist()
    ]


def workbook(path, **tables):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_every_visible_sheet_is_a_table_and_hidden_ones_are_said(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx", List=[["No", "Name"], [1, "Ana"]], Other=[["No", "Organ"], [2, "kidney"]], Old=[["a"], [1]]
    )
    book = openpyxl.load_workbook(path)
    book["Old"].sheet_state = "hidden"
    book.save(path)
    found = sheets(path)
    assert [sheet.name for sheet in found] == ["List", "Other"]
    assert rows_of(found[1]) == [[2, "2", "kidney"]]
    assert "1 hidden sheet(s) left aside" in found[0].said


def test_titles_and_empty_rows_keep_the_row_numbers_of_excel(tmp_path):
    rows = [
        [None, None],
        ["Transplants 2024"],
        ["printed", dt.date(2024, 7, 1)],
        [],
        ["No", "Name", "Born"],
        [1, "Ana", None],
        [],
        [2, "Bo", 3],
    ]
    sheet = sheets(workbook(tmp_path / "a.xlsx", List=rows))[0]
    assert sheet.heading_line == 5
    assert sheet.columns == ("No", "Name", "Born")
    assert rows_of(sheet) == [[6, "1", "Ana", ""], [8, "2", "Bo", "3"]]


def test_days_numbers_and_truths_become_text(tmp_path):
    rows = [
        ["day", "moment", "serial", "number", "whole", "truth"],
        [dt.date(2024, 6, 3), dt.datetime.fromisoformat("2024-06-03T10:30"), 45446, 3.25, 12.0, True],
    ]
    sheet = sheets(workbook(tmp_path / "a.xlsx", List=rows))[0]
    assert rows_of(sheet) == [[2, "2024-06-03", "2024-06-03 10:30:00", "45446", "3.25", "12", "yes"]]


def test_cells_merged_downwards_repeat_their_value(tmp_path):
    path = workbook(tmp_path / "a.xlsx", List=[["Centre", "No"], ["North", 1], [None, 2], ["South", 3]])
    book = openpyxl.load_workbook(path)
    book["List"].merge_cells("A2:A3")
    book.save(path)
    assert rows_of(sheets(path)[0]) == [[2, "North", "1"], [3, "North", "2"], [4, "South", "3"]]


def test_a_heading_merged_over_its_own_headings_names_them(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        List=[["No", "Recipient", None, "Day"], [None, "Name", "Sex", None], [1, "Ana", "F", "x"]],
    )
    book = openpyxl.load_workbook(path)
    book["List"].merge_cells("B1:C1")
    book.save(path)
    sheet = sheets(path)[0]
    assert sheet.columns == ("No", "Recipient Name", "Recipient Sex", "Day")
    assert rows_of(sheet) == [[3, "1", "Ana", "F", "x"]]


def test_a_person_can_say_where_the_headings_are(tmp_path):
    path = workbook(tmp_path / "a.xlsx", List=[["a", "b"], ["No", "Name"], [1, "Ana"]])
    assert sheets(path, Reading(heading_line=2))[0].columns == ("No", "Name")


def test_a_workbook_that_was_cut_off_is_said_and_nothing_else_happens(tmp_path):
    path = workbook(tmp_path / "a.xlsx", List=[["No", "Name"], *([n, "x" * 50] for n in range(500))])
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(Unreadable, match="damaged"):
        sheets(path)


def test_a_text_called_a_workbook_is_said(tmp_path):
    (tmp_path / "a.xlsx").write_text("no;name\n1;Ana\n", "utf-8")
    with pytest.raises(Unreadable, match="damaged"):
        sheets(tmp_path / "a.xlsx")


def test_an_empty_workbook_is_said(tmp_path):
    with pytest.raises(Unreadable, match="No visible sheet"):
        sheets(workbook(tmp_path / "a.xlsx", List=[]))


def test_a_workbook_that_names_a_file_of_the_machine_brings_nothing_of_it_in(tmp_path):
    """An external entity, as an XML reader that trusts its file would follow it."""
    secret = tmp_path / "secret"
    secret.write_text("the key of this machine", "utf-8")
    whole, made = workbook(tmp_path / "a.xlsx", List=[["No", "Name"], [1, "Ana"]]), tmp_path / "b.xlsx"
    entity = f'<!DOCTYPE x [<!ENTITY told SYSTEM "{secret.as_uri()}"><!ENTITY own "expanded">]>'
    n_changed = 0
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            words = old.read(part).decode()
            if "Ana" in words:
                n_changed += 1
                declared, after = words.split("?>", 1) if words.startswith("<?xml") else ("<?xml version='1.0'", words)
                words = f"{declared}?>{entity}{after.replace('Ana', '&told;&own;')}"
            new.writestr(part, words)
    assert n_changed == 1
    try:
        read = str([rows_of(sheet) for sheet in sheets(made)])
    except Unreadable as problem:
        read = str(problem)
    assert "key of this machine" not in read
    assert "expanded" not in read


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path):
    """A bomb as it says itself: its table of contents claims five gigabytes."""
    path = workbook(tmp_path / "a.xlsx", List=[["No", "Name"], [1, "Ana"]])
    with zipfile.ZipFile(path) as archive:
        contents = archive.start_dir
    words = bytearray(path.read_bytes())
    for at in range(contents, len(words)):
        if words[at : at + 4] == b"PK\x01\x02":
            words[at + 24 : at + 28] = (1 << 30).to_bytes(4, "little")
    path.write_bytes(words)
    with pytest.raises(Unreadable, match="more than 4 GiB"):
        sheets(path)
