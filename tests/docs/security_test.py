"""What docs/security says is there: each test and file it names exists, each line has a state, the counts are right."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "security").glob("*.md"))
STATES = ("held", "in part", "gap", "not applicable")
A_TEST = re.compile(r"`([\w/.-]+\.py)::(\w+)`")
A_FILE = re.compile(r"`((?:graftwatch|tests|docs|setup|countries)/[\w/.-]+\.\w+)`")
# How many requirements of levels 1, 2 and 3 ASVS 5.0.0 has by chapter; level 3 where we look at it.
LINES_OF_THE_STANDARD = {
    "1": (8, 19, 0),
    "2": (4, 7, 0),
    "3": (8, 11, 0),
    "4": (2, 8, 0),
    "5": (4, 5, 4),
    "6": (13, 22, 12),
    "7": (6, 12, 1),
    "8": (4, 3, 6),
    "9": (4, 3, 0),
    "10": (5, 24, 0),
    "11": (3, 11, 10),
    "12": (3, 6, 0),
    "13": (1, 12, 8),
    "14": (2, 7, 4),
    "15": (3, 10, 0),
    "16": (0, 16, 1),
}


def rows_of(name):
    text = (ROOT / "docs" / "security" / name).read_text("utf-8")
    cells = ([cell.strip() for cell in line.strip("|").split(" | ")] for line in text.splitlines() if line[:1] == "|")
    return [row for row in cells if set(row[0]) - set("- ")]


REQUIREMENTS = [row for row in rows_of("asvs.md") if re.fullmatch(r"\d+(\.\d+\.\d+)?", row[0])]
THREATS = [row for row in rows_of("threat-model.md") if re.fullmatch(r"TH\d\d", row[0])]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_test_that_a_page_names_exists(page):
    named = A_TEST.findall(page.read_text("utf-8"))
    assert named
    for path, function in named:
        file = ROOT / path
        assert file.is_file(), path
        assert re.search(rf"^def {function}\(", file.read_text("utf-8"), re.M), f"{path}::{function}"


@pytest.mark.parametrize("page", [*PAGES, ROOT / "SECURITY.md"], ids=lambda page: page.name)
def test_each_file_that_a_page_names_exists(page):
    for path in A_FILE.findall(page.read_text("utf-8")):
        assert (ROOT / path).exists(), path


def test_each_requirement_has_a_state_and_says_where():
    for row in REQUIREMENTS:
        number, level, asks, state, where = row
        assert level in ("1", "2", "3", "all"), number
        assert state in STATES, number
        assert 0 < len(asks.split()) <= 10, number
        assert where, number
    assert len({row[0] for row in REQUIREMENTS}) == len(REQUIREMENTS)


def test_no_requirement_of_the_levels_we_look_at_is_left_out():
    found = Counter((row[0].split(".")[0], row[1]) for row in REQUIREMENTS if row[1] != "all")
    assert {chapter: tuple(found[chapter, level] for level in "123") for chapter, _level in found} == (
        LINES_OF_THE_STANDARD
    )
    assert [row[0] for row in REQUIREMENTS if row[1] == "all"] == ["17"]


def test_the_head_of_the_page_counts_what_stands_below():
    told = {row[0]: int(row[1]) for row in rows_of("asvs.md") if row[0] in STATES}
    assert told == Counter(row[3] for row in REQUIREMENTS)


def test_each_threat_names_what_stands_against_it_a_test_or_says_that_there_is_none():
    assert [row[0] for row in THREATS] == [f"TH{n:02}" for n in range(1, 26)]
    for number, threat, against, tests, remains in THREATS:
        assert threat, number
        assert against, number
        assert remains, number
        assert A_TEST.search(tests) or "no test yet" in tests, number
