"""CSV as offices write it: every separator and encoding, and damage that costs the row it is in."""

import time

import pytest

from graftwatch.wire.tabular import Reading, Unreadable, sheets
from graftwatch.wire.tabular.lines import LONGEST


def read(path, reading=None):
    """(rows as lists with their line first, bad lines as (line, value class), the sheet)."""
    sheet = sheets(path, reading)[0]
    rows, bad = [], []
    for batch in sheet.batches():
        rows += [[row["line"], *(row[f"c{n}"] for n in range(len(sheet.columns)))] for row in batch.rows.to_pylist()]
        bad += [(one.line, one.value_class) for one in batch.bad]
    return rows, bad, sheet


def write(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"], ids=["semicolon", "comma", "tab", "bar"])
def test_the_separator_is_guessed(tmp_path, separator):
    text = "\n".join(separator.join(row) for row in (["no", "name", "sum"], ["1", "Ana", "3 500"], ["2", "Bo", "12"]))
    rows, bad, sheet = read(write(tmp_path / "a.csv", text))
    assert sheet.separator == separator
    assert rows == [[2, "1", "Ana", "3 500"], [3, "2", "Bo", "12"]]
    assert bad == []


@pytest.mark.parametrize(
    ("encoding", "word"),
    [
        ("utf-8", "Zoë Müller"),
        ("utf-8-sig", "Zoë Müller"),
        ("utf-16", "Zoë Müller"),
        ("utf-16-le", "Zoë Müller"),
        ("utf-16-be", "Zoë Müller"),
        ("cp1252", "José Müller à Besançon, très âgé"),
        ("cp1251", "Иванов Пётр Сергеевич"),
        ("cp1256", "محمد عبد الله الحسن"),
        ("cp1253", "Παπαδόπουλος Γιώργος"),
        ("cp1254", "Yağmur Işık Öztürk, Şişli"),
        ("cp1255", "שלום אברהם כהן"),
    ],
    ids=lambda value: value if value.isascii() else "",
)
def test_the_encoding_is_guessed_and_said(tmp_path, encoding, word):
    lines = [f"{n};{word};{n}" for n in range(1, 40)]
    rows, bad, sheet = read(write(tmp_path / "a.csv", "\n".join(["no;name;x", *lines]), encoding))
    assert bad == []
    assert rows[0] == [2, "1", word, "1"]
    assert sheet.said[0].startswith("Read as ")


def test_an_accent_that_comes_late_is_still_found(tmp_path):
    lines = [f"{n};plain;x" for n in range(200_000)]
    rows, bad, sheet = read(write(tmp_path / "a.csv", "\n".join(["no;name;x", *lines, "9;Besançon;é"]), "cp1252"))
    assert sheet.encoding.startswith("cp125")
    assert bad == []
    assert rows[-1][2] == "Besançon"


def test_titles_above_the_headings_are_left_aside(tmp_path):
    text = "Ministry of Health;;\nExtract of 3 June;;\n\nno;name;born\n1;Ana;1980\n"
    rows, bad, sheet = read(write(tmp_path / "a.csv", text))
    assert sheet.columns == ("no", "name", "born")
    assert (rows, bad) == ([[5, "1", "Ana", "1980"]], [])


def test_excel_s_own_separator_line_is_obeyed(tmp_path):
    rows, _, sheet = read(write(tmp_path / "a.csv", "sep=|\nno|a;b\n1|x;y\n"))
    assert sheet.columns == ("no", "a;b")
    assert rows == [[3, "1", "x;y"]]


def test_a_person_can_overrule_every_guess(tmp_path):
    path = write(tmp_path / "a.csv", "x,y;z\nno,name;z\n1,Zo\u00eb;2\n", "cp1252")
    rows, _, sheet = read(path, Reading("cp1252", ";", 2))
    assert sheet.columns == ("no,name", "z")
    assert rows == [[3, "1,Zo\u00eb", "2"]]


def test_a_quoted_cell_may_span_lines_and_line_numbers_stay_an_editor_s(tmp_path):
    text = 'no,name,note\r\n1,"Ana ""A""","two\r\nlines"\r\n2,Bo,x\r\n'
    rows, bad, _ = read(write(tmp_path / "a.csv", text))
    assert rows == [[2, "1", 'Ana "A"', "two\nlines"], [4, "2", "Bo", "x"]]
    assert bad == []


def test_an_unclosed_quote_costs_one_row(tmp_path):
    text = 'no,name,note\n1,Ana,x\n2,"Bo,x\n3,Cy,y\n4,"D ""d""",z\n5,"E,z\n6,F,z\n'
    rows, bad, _ = read(write(tmp_path / "a.csv", text))
    assert [row[1] for row in rows] == ["1", "3", "4", "6"]
    assert bad == [(3, "a quote that is not closed"), (6, "a quote that is not closed")]


def test_an_unclosed_quote_in_the_last_line_costs_that_line(tmp_path):
    rows, bad, _ = read(write(tmp_path / "a.csv", 'no,name\n1,a\n2,"b\n'))
    assert [row[1] for row in rows] == ["1"]
    assert bad == [(3, "a quote that is not closed")]


def test_a_broken_byte_costs_one_row(tmp_path):
    body = b"".join(f"{n},caf\u00e9\n".encode() for n in range(100)) + b"100,caf\xe9\n" + "101,th\u00e9\n".encode()
    rows, bad, sheet = read(write(tmp_path / "a.csv", b"no,word\n" + body))
    assert sheet.encoding == "utf-8"
    assert len(rows) == 101
    assert bad == [(102, "bytes that are no text")]


def test_nul_characters_cost_one_row(tmp_path):
    rows, bad, _ = read(write(tmp_path / "a.csv", "no,word\n1,a\n2,\0\0\n3,c\n" + "\0" * 500))
    assert [row[1] for row in rows] == ["1", "3"]
    assert bad == [(3, "NUL characters"), (5, "NUL characters")]


def test_an_over_long_line_costs_one_row(tmp_path):
    text = f"no,word\n1,a\n2,{'x' * (LONGEST + 10)}\n3,c\n4,{'y' * (3 * LONGEST)}\n5,e\n"
    rows, bad, _ = read(write(tmp_path / "a.csv", text))
    assert [row[1] for row in rows] == ["1", "3", "5"]
    assert [line for line, _ in bad] == [3, 5]


def test_rows_with_too_many_cells_are_lost_and_a_short_row_is_kept_and_known(tmp_path):
    path = write(tmp_path / "a.csv", "no,a,b,c\n1,2,3,4,5\n1,2,3,4,,\n1,2,3\n1\n,,,\n")
    rows, bad, _ = read(path)
    assert rows == [[3, "1", "2", "3", "4"], [4, "1", "2", "3", ""]]
    assert bad == [(2, "5 cells"), (5, "1 cells")]
    assert sheets(path)[0].batches().__next__().rows["short"].to_pylist() == [False, True]


def test_old_line_ends_count_as_an_editor_counts_them(tmp_path):
    rows, _, _ = read(write(tmp_path / "a.csv", b"no,a\r1,x\r\r2,y\r"))
    assert rows == [[2, "1", "x"], [4, "2", "y"]]


def test_headings_are_told_apart(tmp_path):
    _, _, sheet = read(write(tmp_path / "a.csv", 'no,name,,name,"Date\nof birth"\n1,a,b,c,d\n'))
    assert sheet.columns == ("no", "name", "column 3", "name (2)", "Date of birth")


@pytest.mark.parametrize(("name", "content"), [("a.csv", b""), ("b.csv", b"\n\n\n"), ("c.pdf", b"%PDF")], ids=str)
def test_what_is_no_table_is_said(tmp_path, name, content):
    with pytest.raises(Unreadable):
        sheets(write(tmp_path / name, content))


def test_half_a_million_rows_are_read_in_seconds(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("no;name;note\n")
        file.writelines(f'{n};"Zo\u00eb {n}";x\n' for n in range(500_000))
    began = time.process_time()
    assert sum(batch.rows.num_rows for batch in sheets(path)[0].batches()) == 500_000
    assert time.process_time() - began < 10
